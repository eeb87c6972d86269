-- Lists of members by when they joined, and the owners of a workspace, without reading the others.
create index members_joined on members (workspace_id, created_at, id);
create index members_owners on members (workspace_id) where role = 'owner';

-- Who removes or demotes a person also takes back the invitations that person sent.
alter policy may_update on invitations
  using (workspace_id = (select app.workspace()) and (select app.can('members:invite', 'members:update', 'members:remove', 'invitation')))
  with check (workspace_id = (select app.workspace()) and (select app.can('members:invite', 'members:update', 'members:remove', 'invitation')));

-- Where a chain should end: without it a chain whose last links were cut off would look whole.
grant select on audit_heads to isatis_app;
create policy may_select on audit_heads for select to isatis_app using (workspace_id = (select app.workspace()) and (select app.can('audit:read', 'system')));

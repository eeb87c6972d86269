-- Workspaces on their way out. Until `deletes_at` its owners may keep it; everybody else is shut out at once.
alter table workspaces add column deletes_at timestamptz, add column deletion_by uuid;
create index workspaces_due on workspaces (deletes_at) where deletes_at is not null;
create policy due on workspaces for delete to isatis_app using (workspace_id = (select app.workspace()) and (select app.can('system')) and deletes_at <= now());

create function app.guard_deletion() returns trigger language plpgsql as $$
begin
  if current_user = 'isatis_app' and new.deletes_at is distinct from old.deletes_at and not app.can('workspace:delete') then
    raise exception 'a workspace is not deleted by who may not' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger guard_deletion before update of deletes_at on workspaces for each row execute function app.guard_deletion();

-- What looks before a workspace is known finds nothing in one that is going but its owners: no session, token, link or chat leads in.
create function app.is_open(workspace uuid) returns boolean language sql stable parallel safe as $$
  select not exists (select from public.workspaces w where w.workspace_id = workspace and w.deletes_at is not null)
$$;
alter policy resolve on members using (role = 'owner' or app.is_open(workspace_id) or current_setting('app.closed_too', true) = 'on');
alter policy resolve on agents using (app.is_open(workspace_id));
alter policy resolve on invitations using (app.is_open(workspace_id));
alter policy resolve on api_tokens using (app.is_open(workspace_id));

-- What somebody who is shut out is told.
create function app.closed_memberships(person uuid) returns table (workspace_id uuid, workspace_name text, deletes_at timestamptz, owners text[])
language sql stable security definer set search_path = public, pg_temp set app.closed_too = 'on' as $$
  select w.workspace_id, w.name, w.deletes_at,
    array(select u.name from members o join users u on u.id = o.user_id where o.workspace_id = w.workspace_id and o.role = 'owner' order by o.created_at)
  from members m join workspaces w on w.workspace_id = m.workspace_id where m.user_id = person and m.role <> 'owner' and w.deletes_at is not null order by w.name
$$;
create function app.deletion_of(workspace uuid) returns timestamptz language sql stable security definer set search_path = public, pg_temp as $$
  select deletes_at from workspaces where workspace_id = workspace
$$;
create function app.workspaces_due() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select workspace_id from workspaces where deletes_at <= now() order by deletes_at
$$;

-- A workspace keeps an owner as long as it is there, whoever changes its members and however many do so at once.
create function app.keep_an_owner() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.role <> 'owner' or (tg_op = 'UPDATE' and new.role = 'owner') or not exists (select from workspaces w where w.workspace_id = old.workspace_id) then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('membership/' || old.workspace_id, 0));
  if not exists (select from members m where m.workspace_id = old.workspace_id and m.role = 'owner') then
    raise exception 'the last owner stays' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger keep_an_owner after delete or update of role on members for each row execute function app.keep_an_owner();

-- Leaving needs no permission.
create policy own_end on members for delete to isatis_app using (workspace_id = (select app.workspace()) and (select app.can('member')) and user_id = (select app.person()));

-- Handing a workspace over: offered by an owner, answered by the one who is to have it.
create table ownership_transfers (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null default gen_random_uuid(),
  from_member_id uuid not null, from_user_id uuid not null, to_member_id uuid not null, to_user_id uuid not null,
  status text not null default 'open' check (status in ('open', 'accepted', 'declined', 'withdrawn')),
  expires_at timestamptz not null, created_at timestamptz not null default now(), answered_at timestamptz,
  primary key (workspace_id, id), check (from_member_id <> to_member_id),
  foreign key (workspace_id, from_member_id) references members on delete cascade, foreign key (workspace_id, to_member_id) references members on delete cascade);
create unique index ownership_transfers_open on ownership_transfers (workspace_id) where status = 'open';
call app.protect('ownership_transfers', '{workspace:transfer,system}', '{workspace:transfer}', '{workspace:transfer}', '{}');
create policy to_me on ownership_transfers for select to isatis_app using (workspace_id = (select app.workspace()) and (select app.can('member')) and to_user_id = (select app.person()));

grant select on ownership_transfers to isatis_resolver;
grant update (status, answered_at) on ownership_transfers to isatis_resolver;
create policy resolve on ownership_transfers for select to isatis_resolver using (true);
create policy answer on ownership_transfers for update to isatis_resolver using (true) with check (true);
grant update (role, role_id) on members to isatis_resolver;
grant update (revoked_at) on invitations to isatis_resolver;
create policy end_pending on invitations for update to isatis_resolver using (true) with check (true);

-- Only who it was offered to, in their own workspace, while it is open and the giver still owns. Answers which invitations to
-- own the workspace ended with the giver's own ownership; null when there is nothing to answer.
create function app.answer_ownership(transfer uuid, accepted boolean) returns uuid[] language plpgsql security definer set search_path = public, pg_temp as $$
declare offer ownership_transfers; ended uuid[] := '{}';
begin
  select * into offer from ownership_transfers t where t.workspace_id = app.workspace() and t.id = transfer and t.to_user_id = app.person() and app.can('member')
    and t.status = 'open' and t.expires_at > now() for update;
  if not found then return null; end if;
  if accepted and not exists (select from members m where m.workspace_id = offer.workspace_id and m.id = offer.from_member_id and m.role = 'owner') then return null; end if;
  update ownership_transfers set status = case when accepted then 'accepted' else 'declined' end, answered_at = now() where workspace_id = offer.workspace_id and id = transfer;
  if accepted then
    update members set role = 'owner', role_id = null where workspace_id = offer.workspace_id and id = offer.to_member_id;
    update members set role = 'admin', role_id = null where workspace_id = offer.workspace_id and id = offer.from_member_id;
    with closed as (update invitations i set revoked_at = now() where i.workspace_id = offer.workspace_id and i.invited_by = offer.from_user_id and i.role = 'owner'
      and i.accepted_at is null and i.revoked_at is null and i.expires_at > now() returning i.id) select coalesce(array_agg(id), '{}') into ended from closed;
  end if;
  return ended;
end $$;

-- Lists of members in the order of their names, and of when they were last there, come from an index however many there are.
alter table members add column name text not null default '', add column email text not null default '';
grant update (name, email) on members to isatis_resolver;
set local role isatis_resolver;
update members m set name = u.name, email = lower(u.email) from users u where u.id = m.user_id;
reset role;
create function app.name_member() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select u.name, lower(u.email) into new.name, new.email from users u where u.id = new.user_id;
  new.name := coalesce(new.name, '');
  new.email := coalesce(new.email, '');
  return new;
end $$;
create trigger name_member before insert on members for each row execute function app.name_member();
create function app.rename_member() returns trigger language plpgsql security definer set search_path = public, pg_temp set app.closed_too = 'on' as $$
begin
  update members set name = new.name, email = lower(new.email) where user_id = new.id;
  return null;
end $$;
create trigger rename_member after update of name, email on users for each row when (new.name is distinct from old.name or new.email is distinct from old.email) execute function app.rename_member();
create index members_name on members (workspace_id, lower(name), id);
create index members_active on members (workspace_id, (coalesce(last_active_at, '-infinity'::timestamptz)), id);
create index members_email on members (workspace_id, email);

-- Invitations: also to a role of the workspace's own, with grants that begin with the membership, words of one's own and a term.
alter table invitations add column role_id uuid, add column grants jsonb not null default '[]', add column message text not null default '',
  add column valid_hours integer not null default 72 check (valid_hours between 1 and 720);
create function app.end_invitations_to_role() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update invitations set revoked_at = now() where workspace_id = old.workspace_id and role_id = old.id and accepted_at is null and revoked_at is null;
  return old;
end $$;
create trigger end_invitations before delete on roles for each row execute function app.end_invitations_to_role();

grant insert on grants to isatis_resolver;
grant select on tags to isatis_resolver;
create policy invited on grants for insert to isatis_resolver with check (true);
create policy resolve on tags for select to isatis_resolver using (true);
-- Gives a newcomer those grants of their own invitation that its sender could still give, named by their place in it.
create function app.give_invited(invitation uuid, places integer[]) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into grants (workspace_id, member_id, permission, effect, expires_at, created_by, agent_id, tag_id)
  select i.workspace_id, m.id, g.given ->> 'permission', 'grant', (g.given ->> 'expiresAt')::timestamptz, i.invited_by,
    case when g.given #>> '{scope,kind}' = 'agent' then (g.given #>> '{scope,id}')::uuid end, case when g.given #>> '{scope,kind}' = 'tag' then (g.given #>> '{scope,id}')::uuid end
  from invitations i join members m on m.workspace_id = i.workspace_id and m.user_id = app.person(), jsonb_array_elements(i.grants) with ordinality as g(given, place)
  where app.can('invitation') and i.workspace_id = app.workspace() and i.id = invitation and i.accepted_at is null and i.revoked_at is null and i.expires_at > now() and g.place - 1 = any (places)
    and (g.given -> 'scope' is null or jsonb_typeof(g.given -> 'scope') = 'null'
      or exists (select from agents a where a.workspace_id = i.workspace_id and a.id::text = g.given #>> '{scope,id}' and a.deleted_at is null)
      or exists (select from tags t where t.workspace_id = i.workspace_id and t.id::text = g.given #>> '{scope,id}'))
$$;

grant create on schema app to isatis_resolver;
do $$
declare name text;
begin
  foreach name in array array['closed_memberships(uuid)', 'workspaces_due()', 'deletion_of(uuid)', 'keep_an_owner()', 'answer_ownership(uuid, boolean)', 'name_member()', 'rename_member()', 'end_invitations_to_role()', 'give_invited(uuid, integer[])'] loop
    execute format('alter function app.%s owner to isatis_resolver', name);
    execute format('revoke all on function app.%s from public', name);
    execute format('grant execute on function app.%s to isatis_app', name);
  end loop;
end $$;
revoke create on schema app from isatis_resolver;
revoke all on function app.is_open(uuid), app.guard_deletion() from public;
grant execute on function app.is_open(uuid), app.guard_deletion() to isatis_app, isatis_resolver;

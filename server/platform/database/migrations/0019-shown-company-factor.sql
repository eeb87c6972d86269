-- Whether a member's company said, at their last sign-in through it, that it asked for a second factor: the list of members shows it.
create function app.has_company_factor(member uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select app.can('members:read') and exists (select from sso_identities i where i.workspace_id = app.workspace() and i.member_id = member and i.with_factor)
$$;
grant create on schema app to isatis_resolver;
alter function app.has_company_factor(uuid) owner to isatis_resolver;
revoke create on schema app from isatis_resolver;
revoke all on function app.has_company_factor(uuid) from public;
grant execute on function app.has_company_factor(uuid) to isatis_app;

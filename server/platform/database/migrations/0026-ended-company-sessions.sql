-- A provider's sign-out reaches who has yet to take their second step, too: what is kept of the company session goes first,
-- so that a session that begins meanwhile either waits for that and finds nothing, or is there to be ended.
create function app.drop_company_sessions(ids uuid[]) returns setof uuid language sql security definer set search_path = public, pg_temp as $$
  delete from sso_sessions c where c.workspace_id = app.workspace() and app.can('directory') and c.id = any(ids) returning c.id
$$;
-- Whether a session may still begin with it. Kept from ending until the transaction that asks has ended.
create function app.hold_company_session(company_session uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from sso_sessions where id = company_session for share;
  return found;
end $$;
-- Those whose people never got in, of every workspace. Ten minutes are given for a second step.
create function app.forget_abandoned_company_sessions() returns void language sql security definer set search_path = public, pg_temp as $$
  delete from sso_sessions c where c.created_at < now() - interval '15 minutes' and not exists (select from sessions s where s.sso_session = c.id)
$$;
-- Locking a row takes the right to change it.
grant update (id) on sso_sessions to isatis_resolver;
drop function app.end_company_sessions(uuid[]);
drop function app.own_company_sessions(uuid[]);
create function app.end_company_sessions(ids uuid[]) returns setof uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare gone uuid[] := array(select app.drop_company_sessions(ids));
begin
  return query delete from sessions where sso_session = any(gone) returning user_id;
end $$;
grant create on schema app to isatis_resolver, isatis_auth;
do $$
declare name text;
begin
  foreach name in array array['drop_company_sessions(uuid[])', 'hold_company_session(uuid)', 'forget_abandoned_company_sessions()'] loop
    execute format('alter function app.%s owner to isatis_resolver', name);
    execute format('revoke all on function app.%s from public', name);
    execute format('grant execute on function app.%s to isatis_auth', name);
  end loop;
end $$;
alter function app.end_company_sessions(uuid[]) owner to isatis_auth;
revoke create on schema app from isatis_resolver, isatis_auth;
revoke all on function app.end_company_sessions(uuid[]) from public;
grant execute on function app.end_company_sessions(uuid[]) to isatis_app;

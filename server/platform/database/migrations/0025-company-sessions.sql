-- What a company's provider began a session with: to sign its person out there too, and here when the provider says so.
create table sso_sessions (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null unique, issuer text not null, subject text not null, session_index text,
  leaving_sealed bytea not null, created_at timestamptz not null default now(), primary key (workspace_id, id));
create index sso_sessions_subject on sso_sessions (workspace_id, issuer, subject);
call app.protect('sso_sessions', '{directory,system}', '{directory}', '{}', '{directory}');
grant select, delete on sso_sessions to isatis_resolver;
create policy resolve on sso_sessions to isatis_resolver using (true);
alter table sessions add column sso_session uuid;
create index sessions_sso_session on sessions (sso_session) where sso_session is not null;

create function app.company_session(session_token text) returns table (id uuid, workspace_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.workspace_id from sessions s join sso_sessions c on c.id = s.sso_session where s.token = session_token and s.expires_at > now()
$$;
create function app.own_company_sessions(ids uuid[]) returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from sso_sessions c where c.workspace_id = app.workspace() and app.can('directory') and c.id = any(ids)
$$;
create function app.forget_company_session() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from sso_sessions where id = old.sso_session;
  return null;
end $$;
-- Somebody who came through the company but not past their second step left nothing but this.
create function app.forget_unfinished_company_sessions() returns void language sql security definer set search_path = public, pg_temp as $$
  delete from sso_sessions c where c.workspace_id = app.workspace() and app.can('directory') and c.created_at < now() - interval '15 minutes' and not exists (select from sessions s where s.sso_session = c.id)
$$;
-- Ends the sessions that the workspace's provider began; answers whose they were.
create function app.end_company_sessions(ids uuid[]) returns setof uuid language sql security definer set search_path = public, pg_temp as $$
  delete from sessions where sso_session in (select app.own_company_sessions(ids)) returning user_id
$$;
grant create on schema app to isatis_resolver, isatis_auth;
do $$
declare name text;
begin
  foreach name in array array['company_session(text)', 'own_company_sessions(uuid[])', 'forget_company_session()', 'forget_unfinished_company_sessions()'] loop
    execute format('alter function app.%s owner to isatis_resolver', name);
    execute format('revoke all on function app.%s from public', name);
  end loop;
end $$;
alter function app.end_company_sessions(uuid[]) owner to isatis_auth;
revoke create on schema app from isatis_resolver, isatis_auth;
revoke all on function app.end_company_sessions(uuid[]) from public;
grant execute on function app.company_session(text), app.own_company_sessions(uuid[]) to isatis_auth;
grant execute on function app.forget_unfinished_company_sessions(), app.end_company_sessions(uuid[]) to isatis_app;
create trigger company_session after delete on sessions for each row when (old.sso_session is not null) execute function app.forget_company_session();

-- A person's second factor, passkeys, what is asked of them between two steps of signing in, and how often was tried.
-- Identity tables: they belong to a person, not to a workspace; see docs/decisions/0003-identity-tables.md.
create table second_factors (
  user_id uuid primary key references users on delete cascade, secret_sealed bytea not null, confirmed_at timestamptz,
  -- The last 30-second step whose code was taken: none works twice.
  last_step bigint not null default 0, created_at timestamptz not null default now());
create table backup_codes (
  user_id uuid not null references users on delete cascade, code_hash bytea not null, used_at timestamptz, primary key (user_id, code_hash));
create table passkeys (
  id uuid primary key, user_id uuid not null references users on delete cascade, credential_id text not null unique, public_key bytea not null,
  counter bigint not null default 0, transports text[] not null default '{}', name text not null,
  created_at timestamptz not null default now(), last_used_at timestamptz);
create index passkeys_user on passkeys (user_id);
create table sign_in_challenges (
  id_hash bytea primary key, kind text not null check (kind in ('second-factor', 'passkey-sign-in', 'passkey-add')),
  user_id uuid references users on delete cascade, challenge text, tries integer not null default 0, expires_at timestamptz not null);
create index sign_in_challenges_expire on sign_in_challenges (expires_at);
-- Keyed hashes of addresses, accounts and devices: neither can be read from them.
create table sign_in_tries (
  key bytea primary key, count integer not null, started_at timestamptz not null, last_at timestamptz not null);
create index sign_in_tries_last on sign_in_tries (last_at);

do $$
declare name text;
begin
  foreach name in array array['second_factors', 'backup_codes', 'passkeys', 'sign_in_challenges', 'sign_in_tries'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy authentication on %I to isatis_auth using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to isatis_auth', name);
  end loop;
end $$;

-- Since when somebody proves who they are with a second step; colleagues see whether, as they see the name.
alter table users add column second_factor_since timestamptz;
alter table sessions add column last_seen_at timestamptz not null default now();

-- What a workspace demands of its members before anything else.
create table security_policies (
  workspace_id uuid primary key references workspaces on delete cascade, requires_second_factor boolean not null default false,
  version integer not null default 1, updated_at timestamptz not null default now());
call app.protect('security_policies', '{member,system}', '{security:manage}', '{security:manage}', '{}');
grant select on security_policies to isatis_resolver;
create policy resolve on security_policies for select to isatis_resolver using (true);

create function app.second_factor_due(workspace uuid, since timestamptz) returns boolean language sql stable set search_path = public, pg_temp as $$
  select since is null and exists (select from security_policies p where p.workspace_id = workspace and p.requires_second_factor)
$$;

-- As before, and whether the workspace still waits for a second factor; `wanted` may also be somebody's only one.
drop function app.resolve_session(text, uuid);
create function app.resolve_session(session_token text, wanted uuid)
returns table (session_id uuid, user_id uuid, user_name text, user_email text, session_expires_at timestamptz, session_seen_at timestamptz,
  workspace_id uuid, workspace_name text, workspace_locale text, workspace_time_zone text, member_id uuid, role text, last_active_at timestamptz, grants jsonb, custom_role jsonb, viewing jsonb,
  second_factor_due boolean)
language plpgsql stable security definer set search_path = public, pg_temp rows 1 as $$
#variable_conflict use_column
begin
  return query
  select s.id, u.id, u.name, u.email, s.expires_at, s.last_seen_at, w.workspace_id, w.name, w.locale, w.time_zone, m.id, m.role, m.last_active_at,
    -- Written out here, not called: this runs for each request.
    case when m.id is null then '[]'::jsonb else coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'permission', g.permission, 'effect', g.effect, 'level', case when g.member_id is null then 'role' else 'member' end, 'expiresAt', g.expires_at,
        'scope', case when g.agent_id is not null then jsonb_build_object('kind', 'agent', 'id', g.agent_id) when g.tag_id is not null then jsonb_build_object('kind', 'tag', 'id', g.tag_id) end))
      from grants g where g.workspace_id = m.workspace_id and (g.member_id = m.id or (m.role_id is null and g.role = m.role) or g.role_id = m.role_id)), '[]'::jsonb) end,
    case when m.role_id is not null then app.custom_role(m.workspace_id, m.role_id) end,
    (select app.viewing(v) from view_as v where v.workspace_id = m.workspace_id and v.session_id = s.id),
    u.second_factor_since is null and exists (select from security_policies p where p.workspace_id = m.workspace_id and p.requires_second_factor)
  from sessions s join users u on u.id = s.user_id
  left join lateral (select * from members m where m.user_id = u.id and (wanted is null or m.workspace_id = wanted) order by m.created_at, m.workspace_id limit 1) m on true
  left join workspaces w on w.workspace_id = m.workspace_id
  where s.token = session_token and s.expires_at > now();
end $$;

drop function app.resolve_token(bytea);
create function app.resolve_token(hash bytea)
returns table (token_id uuid, token_name text, token_permissions text[], token_used_at timestamptz, user_id uuid, user_name text, user_email text,
  workspace_id uuid, workspace_name text, workspace_locale text, workspace_time_zone text, member_id uuid, role text, last_active_at timestamptz, grants jsonb, custom_role jsonb,
  second_factor_due boolean)
language plpgsql stable security definer set search_path = public, pg_temp rows 1 as $$
#variable_conflict use_column
begin
  return query
  select t.id, t.name, t.permissions, t.last_used_at, u.id, u.name, u.email, w.workspace_id, w.name, w.locale, w.time_zone, m.id, m.role, m.last_active_at,
    app.grants_bearing_on(m.workspace_id, m.id, m.role, m.role_id), app.custom_role(m.workspace_id, m.role_id), app.second_factor_due(m.workspace_id, u.second_factor_since)
  from api_tokens t join members m on m.workspace_id = t.workspace_id and m.id = t.member_id join users u on u.id = m.user_id join workspaces w on w.workspace_id = t.workspace_id
  where t.token_hash = hash and t.expires_at > now();
end $$;

create function app.touch_session(session uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  update sessions set last_seen_at = now() where id = session
$$;

-- What a person changes about how they prove who they are is an event of each workspace that they belong to: there they
-- may do what they may. Tells open consoles of it, too.
create function app.record_account_event(person uuid, action text, details jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare here uuid;
begin
  for here in select m.workspace_id from members m where m.user_id = person order by m.workspace_id loop
    perform set_config('app.workspace_id', here::text, true);
    perform app.record_audit('member', person, action, 'person', person::text, details);
    perform pg_notify('isatis', json_build_object('topic', 'access-changed', 'workspaceId', here, 'personId', person)::text);
  end loop;
  perform set_config('app.workspace_id', '', true);
end $$;
-- The workspaces of a person that demand a second factor.
create function app.demanding_workspaces(person uuid) returns setof text language sql stable security definer set search_path = public, pg_temp as $$
  select w.name from members m join security_policies p on p.workspace_id = m.workspace_id and p.requires_second_factor join workspaces w on w.workspace_id = m.workspace_id
  where m.user_id = person order by w.name
$$;

grant create on schema app to isatis_resolver, isatis_auth;
alter function app.resolve_session(text, uuid) owner to isatis_resolver;
alter function app.resolve_token(bytea) owner to isatis_resolver;
alter function app.record_account_event(uuid, text, jsonb) owner to isatis_resolver;
alter function app.demanding_workspaces(uuid) owner to isatis_resolver;
alter function app.touch_session(uuid) owner to isatis_auth;
revoke create on schema app from isatis_resolver, isatis_auth;
revoke all on function app.resolve_session(text, uuid), app.resolve_token(bytea), app.record_account_event(uuid, text, jsonb), app.demanding_workspaces(uuid), app.touch_session(uuid), app.second_factor_due(uuid, timestamptz) from public;
grant execute on function app.resolve_session(text, uuid), app.resolve_token(bytea), app.touch_session(uuid) to isatis_app;
grant execute on function app.record_account_event(uuid, text, jsonb), app.demanding_workspaces(uuid) to isatis_auth;
grant execute on function app.second_factor_due(uuid, timestamptz), app.record_audit(text, uuid, text, text, text, jsonb) to isatis_resolver;

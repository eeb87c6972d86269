-- A company's provider may say that it asked for a second factor itself. That counts in the company's own workspace, for the
-- session it began, and for tokens made by whom it last said it of; see docs/decisions/0014-second-factor-at-the-company.md.
alter table sessions add column factor_of uuid references workspaces on delete set null;
create index sessions_factor_of on sessions (factor_of) where factor_of is not null;
alter table sso_identities add column with_factor boolean not null default false;
grant select on sso_identities to isatis_resolver;
create policy resolve on sso_identities for select to isatis_resolver using (true);

create or replace function app.resolve_session(session_token text, wanted uuid)
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
    u.second_factor_since is null and s.factor_of is distinct from m.workspace_id and exists (select from security_policies p where p.workspace_id = m.workspace_id and p.requires_second_factor)
  from sessions s join users u on u.id = s.user_id
  left join lateral (select * from members m where m.user_id = u.id and (wanted is null or m.workspace_id = wanted) order by m.created_at, m.workspace_id limit 1) m on true
  left join workspaces w on w.workspace_id = m.workspace_id
  where s.token = session_token and s.expires_at > now();
end $$;

create or replace function app.resolve_token(hash bytea)
returns table (token_id uuid, token_name text, token_permissions text[], token_used_at timestamptz, user_id uuid, user_name text, user_email text,
  workspace_id uuid, workspace_name text, workspace_locale text, workspace_time_zone text, member_id uuid, role text, last_active_at timestamptz, grants jsonb, custom_role jsonb,
  second_factor_due boolean)
language plpgsql stable security definer set search_path = public, pg_temp rows 1 as $$
#variable_conflict use_column
begin
  return query
  select t.id, t.name, t.permissions, t.last_used_at, u.id, u.name, u.email, w.workspace_id, w.name, w.locale, w.time_zone, m.id, m.role, m.last_active_at,
    app.grants_bearing_on(m.workspace_id, m.id, m.role, m.role_id), app.custom_role(m.workspace_id, m.role_id),
    app.second_factor_due(m.workspace_id, u.second_factor_since) and not exists (select from sso_identities i where i.workspace_id = m.workspace_id and i.member_id = m.id and i.with_factor)
  from api_tokens t join members m on m.workspace_id = t.workspace_id and m.id = t.member_id join users u on u.id = m.user_id join workspaces w on w.workspace_id = t.workspace_id
  where t.token_hash = hash and t.expires_at > now();
end $$;

-- How many members have no second factor: neither here nor, by the word of the provider, at the company.
create function app.members_without_factor() returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from members m join users u on u.id = m.user_id where m.workspace_id = app.workspace() and app.can('security:manage') and u.second_factor_since is null
    and not exists (select from sso_identities i where i.workspace_id = m.workspace_id and i.member_id = m.id and i.with_factor)
$$;
grant create on schema app to isatis_resolver;
alter function app.members_without_factor() owner to isatis_resolver;
revoke create on schema app from isatis_resolver;
revoke all on function app.members_without_factor() from public;
grant execute on function app.members_without_factor() to isatis_app;

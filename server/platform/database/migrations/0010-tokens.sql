-- API tokens: of a person for themselves, or of the workspace. Each holds at most what its maker may do at the moment of
-- the request, and goes with the maker's membership. The token itself is stored nowhere, only its hash.
create table api_tokens (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('personal', 'workspace')), name text not null, token_hash bytea not null unique, ending text not null,
  permissions text[] not null, member_id uuid not null, user_id uuid not null, expires_at timestamptz not null,
  last_used_at timestamptz, created_at timestamptz not null default now(),
  primary key (workspace_id, id), foreign key (workspace_id, member_id) references members on delete cascade);
create index api_tokens_made on api_tokens (workspace_id, created_at desc, id desc);
create index api_tokens_member on api_tokens (workspace_id, member_id);
call app.protect('api_tokens', '{tokens:manage,system}', '{tokens:manage}', '{}', '{tokens:manage,system}');
create policy own on api_tokens for select to isatis_app using (workspace_id = (select app.workspace()) and (select app.can('member')) and user_id = (select app.person()));
create policy own_make on api_tokens for insert to isatis_app
  with check (workspace_id = (select app.workspace()) and (select app.can('member')) and user_id = (select app.person()) and kind = 'personal');
create policy own_end on api_tokens for delete to isatis_app using (workspace_id = (select app.workspace()) and (select app.can('member')) and user_id = (select app.person()));
-- Whoever makes one gives it of their own, and in their own name.
create policy within_reach on api_tokens as restrictive for insert to isatis_app
  with check (user_id = (select app.person()) and not exists (select from unnest(permissions) as wish(permission) where not app.can(wish.permission)));

grant select on api_tokens to isatis_resolver;
grant update (last_used_at) on api_tokens to isatis_resolver;
create policy resolve on api_tokens for select to isatis_resolver using (true);
create policy touch on api_tokens for update to isatis_resolver using (true) with check (true);

-- Whose a token is, and what decides what it may do: as app.resolve_session() says it of a session.
create function app.resolve_token(hash bytea)
returns table (token_id uuid, token_name text, token_permissions text[], token_used_at timestamptz, user_id uuid, user_name text, user_email text,
  workspace_id uuid, workspace_name text, workspace_locale text, workspace_time_zone text, member_id uuid, role text, last_active_at timestamptz, grants jsonb, custom_role jsonb)
language plpgsql stable security definer set search_path = public, pg_temp rows 1 as $$
#variable_conflict use_column
begin
  return query
  select t.id, t.name, t.permissions, t.last_used_at, u.id, u.name, u.email, w.workspace_id, w.name, w.locale, w.time_zone, m.id, m.role, m.last_active_at,
    app.grants_bearing_on(m.workspace_id, m.id, m.role, m.role_id), app.custom_role(m.workspace_id, m.role_id)
  from api_tokens t join members m on m.workspace_id = t.workspace_id and m.id = t.member_id join users u on u.id = m.user_id join workspaces w on w.workspace_id = t.workspace_id
  where t.token_hash = hash and t.expires_at > now();
end $$;
create function app.touch_token(workspace uuid, token uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  update api_tokens set last_used_at = now() where workspace_id = workspace and id = token
$$;

grant create on schema app to isatis_resolver;
alter function app.resolve_token(bytea) owner to isatis_resolver;
alter function app.touch_token(uuid, uuid) owner to isatis_resolver;
revoke create on schema app from isatis_resolver;
revoke all on function app.resolve_token(bytea), app.touch_token(uuid, uuid) from public;
grant execute on function app.resolve_token(bytea), app.touch_token(uuid, uuid) to isatis_app;

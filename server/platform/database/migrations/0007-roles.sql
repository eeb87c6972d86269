-- Custom roles: a named set of permissions, made as a copy of another role. `rank_as` is whom its holders rank with.
create table roles (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null default gen_random_uuid(),
  name text not null, description text not null default '', rank_as text not null check (rank_as in ('admin', 'editor')), permissions text[] not null,
  version integer not null default 1, created_by uuid, created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  primary key (workspace_id, id), unique (workspace_id, id, rank_as));
create unique index roles_name on roles (workspace_id, lower(name));
call app.protect('roles', '{member,system}', '{roles:manage}', '{roles:manage}', '{roles:manage}');

-- A holder's `role` is what the custom role ranks as, and a role that is held can't be deleted.
alter table members add column role_id uuid, add foreign key (workspace_id, role_id, role) references roles (workspace_id, id, rank_as);
create index members_role on members (workspace_id, role_id) where role_id is not null;

-- Grants: also for a custom role, also narrowed to one agent or to the documents of one tag.
alter table grants add column role_id uuid, add column agent_id uuid, add column tag_id uuid,
  drop constraint grants_check,
  add constraint grants_target check (num_nonnulls(role, role_id, member_id) = 1), add constraint grants_narrowed check (num_nonnulls(agent_id, tag_id) <= 1),
  add foreign key (workspace_id, role_id) references roles on delete cascade,
  add foreign key (workspace_id, agent_id) references agents on delete cascade, add foreign key (workspace_id, tag_id) references tags on delete cascade;
drop index grants_member, grants_role;
create unique index grants_member on grants (workspace_id, member_id, permission, agent_id, tag_id) nulls not distinct where member_id is not null;
create unique index grants_role on grants (workspace_id, role, permission, agent_id, tag_id) nulls not distinct where role is not null;
create unique index grants_custom_role on grants (workspace_id, role_id, permission, agent_id, tag_id) nulls not distinct where role_id is not null;
create index grants_expiring on grants (expires_at) where expires_at is not null;

-- Seeing the console as a role or a person would: bound to one session, and gone with it.
create table view_as (
  workspace_id uuid not null references workspaces on delete cascade, session_id uuid not null references sessions on delete cascade,
  member_id uuid not null, user_id uuid not null, role text check (role in ('owner', 'admin', 'editor')), role_id uuid, target_id uuid, started_at timestamptz not null default now(),
  primary key (workspace_id, session_id), check (num_nonnulls(role, role_id, target_id) = 1),
  foreign key (workspace_id, member_id) references members on delete cascade, foreign key (workspace_id, target_id) references members on delete cascade,
  foreign key (workspace_id, role_id) references roles on delete cascade);
call app.protect('view_as', '{system}', '{}', '{}', '{}');
create policy own on view_as for select to isatis_app using (workspace_id = (select app.workspace()) and (select app.can('member')) and user_id = (select app.person()));
create policy own_start on view_as for insert to isatis_app with check (workspace_id = (select app.workspace()) and (select app.can('members:view-as')) and user_id = (select app.person()));
create policy own_stop on view_as for delete to isatis_app using (workspace_id = (select app.workspace()) and (select app.can('member')) and user_id = (select app.person()));

-- Asking for what one may not: one open request for each permission.
create table access_requests (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null default gen_random_uuid(), member_id uuid not null, user_id uuid not null,
  permission text not null, status text not null default 'open' check (status in ('open', 'granted', 'declined', 'withdrawn')),
  answer text not null default '', answered_by uuid, answered_at timestamptz, created_at timestamptz not null default now(),
  primary key (workspace_id, id), foreign key (workspace_id, member_id) references members on delete cascade,
  check ((status in ('granted', 'declined')) = (answered_by is not null)));
create unique index access_requests_open on access_requests (workspace_id, member_id, permission) where status = 'open';
create index access_requests_made on access_requests (workspace_id, created_at desc, id desc);
create index access_requests_member on access_requests (workspace_id, member_id, created_at desc);
call app.protect('access_requests', '{roles:manage,system}', '{}', '{roles:manage}', '{}');
create policy own on access_requests for select to isatis_app using (workspace_id = (select app.workspace()) and (select app.can('member')) and user_id = (select app.person()));
create policy own_ask on access_requests for insert to isatis_app with check (workspace_id = (select app.workspace()) and (select app.can('member')) and user_id = (select app.person()) and status = 'open');
create policy own_withdraw on access_requests for update to isatis_app using (workspace_id = (select app.workspace()) and (select app.can('member')) and user_id = (select app.person()) and status = 'open')
  with check (workspace_id = (select app.workspace()) and (select app.can('member')) and user_id = (select app.person()) and status = 'withdrawn');

-- How far somebody's authority reaches. Higher ranks above; nobody, with no rank set, ranks above nobody.
create function app.rank() returns integer language sql stable parallel safe
  return coalesce(nullif(current_setting('app.rank', true), '')::integer, 0);
create function app.rank_of(role text) returns integer language sql immutable parallel safe
  return case role when 'owner' then 3 when 'admin' then 2 when 'editor' then 1 else 99 end;

-- What a permission is narrowed to, as rules of which the first that fits decides: [[true, ["id", …]], …, [false]].
-- A permission without rules holds everywhere. The rules come from narrowing() in shared/permissions.
create function app.rules(permission text) returns jsonb language sql stable parallel safe
  return nullif(current_setting('app.narrowing', true), '')::jsonb -> permission;
create function app.decides(rules jsonb, objects text[]) returns boolean language sql immutable parallel safe
  return case when rules is null then true else coalesce((select (r.rule ->> 0)::boolean from jsonb_array_elements(rules) with ordinality as r(rule, place)
    where r.rule -> 1 is null or (r.rule -> 1) ?| objects order by r.place limit 1), false) end;
-- Whether one of these is held everywhere; and whether one of these is held on an object known by these ids.
create function app.whole(variadic wanted text[]) returns boolean language sql stable parallel safe
  return exists (select from unnest(string_to_array(nullif(current_setting('app.permissions', true), ''), ' ')) as held(permission)
    where held.permission = any (wanted) and app.rules(held.permission) is null);
create function app.reaches(wanted text[], variadic objects text[]) returns boolean language sql stable parallel safe
  return exists (select from unnest(wanted) as wish(permission) where app.can(wish.permission) and app.decides(app.rules(wish.permission), objects));

-- Narrowing on top of what `app.protect` lets through: whoever holds none of these everywhere is asked about each row.
create procedure app.narrow(target text, command text, wanted text[], objects text) language plpgsql as $$
begin
  execute format('create policy %I on %I as restrictive for %s to isatis_app %s ((select app.whole(variadic %L::text[])) or app.reaches(%L::text[], variadic %s))',
    'narrowed_' || command, target, command, case command when 'insert' then 'with check' else 'using' end, wanted, wanted, objects);
end $$;

grant select on roles, view_as, document_tags to isatis_resolver;
create policy resolve on roles for select to isatis_resolver using (true);
create policy resolve on view_as for select to isatis_resolver using (true);
create policy resolve on document_tags for select to isatis_resolver using (true);

create function app.tags_of(document uuid) returns text[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(tag_id::text), '{}') from document_tags where workspace_id = app.workspace() and document_id = document
$$;

call app.narrow('agents', 'select', '{agents:read,conversations:read,analytics:read,visitor,system}', 'array[id::text]');
call app.narrow('agents', 'update', '{agents:update,agents:publish,agents:delete,system}', 'array[id::text]');
call app.narrow('agent_versions', 'select', '{agents:read,conversations:read,visitor,system}', 'array[agent_id::text]');
call app.narrow('agent_versions', 'insert', '{agents:publish,system}', 'array[agent_id::text]');
call app.narrow('documents', 'select', '{knowledge:read,visitor,system}', 'app.tags_of(id)');
call app.narrow('documents', 'update', '{knowledge:update,knowledge:create,system}', 'app.tags_of(id)');
call app.narrow('documents', 'delete', '{knowledge:delete,system}', 'app.tags_of(id)');
call app.narrow('sections', 'select', '{knowledge:read,visitor,system}', 'app.tags_of(document_id)');
call app.narrow('sections', 'update', '{knowledge:update,system}', 'app.tags_of(document_id)');
call app.narrow('sections', 'delete', '{knowledge:delete,system}', 'app.tags_of(document_id)');
call app.narrow('document_tags', 'select', '{knowledge:read,visitor,system}', 'app.tags_of(document_id)');

-- Nobody edits somebody who ranks above them, or hands out what they don't hold.
create function app.rank_of_target(target_role text, target_role_id uuid, target_member uuid) returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(case when target_role is not null then app.rank_of(target_role)
    when target_role_id is not null then (select app.rank_of(r.rank_as) from roles r where r.workspace_id = app.workspace() and r.id = target_role_id)
    else (select app.rank_of(m.role) from members m where m.workspace_id = app.workspace() and m.id = target_member) end, 99)
$$;
create function app.may_hand_out(permission text, objects text[]) returns boolean language sql stable parallel safe
  return case when cardinality(objects) = 0 then app.whole(permission) else app.reaches(array[permission], variadic objects) end;
create policy within_reach on grants as restrictive for insert to isatis_app with check ((select app.can('system')) or (
  app.rank_of_target(role, role_id, member_id) <= (select app.rank()) and app.may_hand_out(permission, array_remove(array[agent_id::text, tag_id::text], null))));
create policy within_reach_change on grants as restrictive for update to isatis_app using ((select app.can('system')) or app.rank_of_target(role, role_id, member_id) <= (select app.rank()))
  with check ((select app.can('system')) or (app.rank_of_target(role, role_id, member_id) <= (select app.rank()) and app.may_hand_out(permission, array_remove(array[agent_id::text, tag_id::text], null))));
create policy within_reach_end on grants as restrictive for delete to isatis_app using ((select app.can('system')) or app.rank_of_target(role, role_id, member_id) <= (select app.rank()));
create policy within_reach on members as restrictive for update to isatis_app using ((select app.can('system')) or app.rank_of(role) <= (select app.rank()));
create policy within_reach_end on members as restrictive for delete to isatis_app using ((select app.can('system')) or app.rank_of(role) <= (select app.rank()));
create policy within_reach on roles as restrictive for update to isatis_app using ((select app.can('system')) or app.rank_of(rank_as) <= (select app.rank()));
create policy within_reach_end on roles as restrictive for delete to isatis_app using ((select app.can('system')) or app.rank_of(rank_as) <= (select app.rank()));

create function app.guard_role() returns trigger language plpgsql as $$
declare gained text[] := case tg_op when 'INSERT' then new.permissions else array(select unnest(new.permissions) except select unnest(old.permissions)) end;
begin
  if current_user = 'isatis_app' and not app.can('system') and exists (select from unnest(gained) as g(permission) where not app.whole(g.permission)) then
    raise exception 'a role can’t be given what its editor doesn’t hold' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger guard before insert or update on roles for each row execute function app.guard_role();

create function app.guard_member_role() returns trigger language plpgsql as $$
begin
  if current_user = 'isatis_app' and not app.can('system') and new.role_id is distinct from old.role_id
    and exists (select from roles r, unnest(r.permissions) as g(permission) where r.workspace_id = new.workspace_id and r.id = new.role_id and not app.whole(g.permission)
      and not exists (select from roles was where was.workspace_id = old.workspace_id and was.id = old.role_id and g.permission = any (was.permissions))) then
    raise exception 'a role can’t be handed out by who doesn’t hold it' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger guard before update of role, role_id on members for each row execute function app.guard_member_role();

-- Who a session is, anew: with custom roles, narrowed grants, and whom it is seen as. PL/pgSQL keeps its plans.
create function app.grants_bearing_on(workspace uuid, member uuid, member_role text, member_role_id uuid) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'permission', g.permission, 'effect', g.effect, 'level', case when g.member_id is null then 'role' else 'member' end, 'expiresAt', g.expires_at,
      'scope', case when g.agent_id is not null then jsonb_build_object('kind', 'agent', 'id', g.agent_id) when g.tag_id is not null then jsonb_build_object('kind', 'tag', 'id', g.tag_id) end)), '[]'::jsonb)
  from public.grants g where g.workspace_id = workspace and (g.member_id = member or (member_role_id is null and g.role = member_role) or g.role_id = member_role_id)
$$;
create function app.custom_role(workspace uuid, role_id uuid) returns jsonb language sql stable as $$
  select jsonb_build_object('id', r.id, 'name', r.name, 'base', r.rank_as, 'permissions', to_jsonb(r.permissions)) from public.roles r where r.workspace_id = workspace and r.id = role_id
$$;
create function app.viewing(v view_as) returns jsonb language sql stable as $$
  select jsonb_build_object('memberId', m.id, 'name', u.name, 'role', coalesce(m.role, r.rank_as, v.role), 'startedAt', v.started_at,
    'customRole', app.custom_role(v.workspace_id, r.id), 'grants', app.grants_bearing_on(v.workspace_id, m.id, coalesce(m.role, v.role), r.id))
  from (select) one
  left join public.members m on m.workspace_id = v.workspace_id and m.id = v.target_id
  left join public.users u on u.id = m.user_id
  left join public.roles r on r.workspace_id = v.workspace_id and r.id = coalesce(m.role_id, v.role_id)
$$;

drop function app.resolve_session(text, uuid);
create function app.resolve_session(session_token text, wanted uuid)
returns table (session_id uuid, user_id uuid, user_name text, user_email text, session_expires_at timestamptz, session_updated_at timestamptz,
  workspace_id uuid, workspace_name text, workspace_locale text, workspace_time_zone text, member_id uuid, role text, last_active_at timestamptz, grants jsonb, custom_role jsonb, viewing jsonb)
language plpgsql stable security definer set search_path = public, pg_temp rows 1 as $$
#variable_conflict use_column
begin
  return query
  select s.id, u.id, u.name, u.email, s.expires_at, s.updated_at, w.workspace_id, w.name, w.locale, w.time_zone, m.id, m.role, m.last_active_at,
    -- Written out here, not called: this runs for each request.
    case when m.id is null then '[]'::jsonb else coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'permission', g.permission, 'effect', g.effect, 'level', case when g.member_id is null then 'role' else 'member' end, 'expiresAt', g.expires_at,
        'scope', case when g.agent_id is not null then jsonb_build_object('kind', 'agent', 'id', g.agent_id) when g.tag_id is not null then jsonb_build_object('kind', 'tag', 'id', g.tag_id) end))
      from grants g where g.workspace_id = m.workspace_id and (g.member_id = m.id or (m.role_id is null and g.role = m.role) or g.role_id = m.role_id)), '[]'::jsonb) end,
    case when m.role_id is not null then app.custom_role(m.workspace_id, m.role_id) end,
    (select app.viewing(v) from view_as v where v.workspace_id = m.workspace_id and v.session_id = s.id)
  from sessions s join users u on u.id = s.user_id
  left join lateral (select * from members m where m.user_id = u.id and (wanted is null or m.workspace_id = wanted) order by m.created_at, m.workspace_id limit 1) m on true
  left join workspaces w on w.workspace_id = m.workspace_id
  where s.token = session_token and s.expires_at > now();
end $$;

drop function app.memberships(uuid);
create function app.memberships(person uuid)
returns table (workspace_id uuid, workspace_name text, workspace_locale text, workspace_time_zone text, member_id uuid, role text, grants jsonb, custom_role jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.workspace_id, w.name, w.locale, w.time_zone, m.id, m.role, app.grants_bearing_on(m.workspace_id, m.id, m.role, m.role_id), app.custom_role(m.workspace_id, m.role_id)
  from members m join workspaces w on w.workspace_id = m.workspace_id where m.user_id = person order by m.created_at, m.workspace_id
$$;

-- When the next grant or revocation ends anywhere, and whom those concern that ended in a while. Ids only.
create function app.next_expiry() returns timestamptz language sql stable security definer set search_path = public, pg_temp as $$
  select min(expires_at) from grants where expires_at > now()
$$;
create function app.expired_since(moment timestamptz) returns table (workspace_id uuid, user_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select distinct g.workspace_id, m.user_id from grants g left join members m on m.workspace_id = g.workspace_id and m.id = g.member_id where g.expires_at > moment and g.expires_at <= now()
$$;

grant create on schema app to isatis_resolver;
do $$
declare name text;
begin
  foreach name in array array['resolve_session(text, uuid)', 'memberships(uuid)', 'tags_of(uuid)', 'rank_of_target(text, uuid, uuid)', 'next_expiry()', 'expired_since(timestamptz)'] loop
    execute format('alter function app.%s owner to isatis_resolver', name);
  end loop;
end $$;
revoke create on schema app from isatis_resolver;
do $$
declare name text;
begin
  foreach name in array array['rank()', 'rank_of(text)', 'rules(text)', 'decides(jsonb, text[])', 'whole(text[])', 'reaches(text[], text[])', 'may_hand_out(text, text[])'] loop
    execute format('revoke all on function app.%s from public', name);
    execute format('grant execute on function app.%s to isatis_app, isatis_resolver', name);
  end loop;
  foreach name in array array['grants_bearing_on(uuid, uuid, text, uuid)', 'custom_role(uuid, uuid)', 'viewing(view_as)'] loop
    execute format('revoke all on function app.%s from public', name);
    execute format('grant execute on function app.%s to isatis_resolver', name);
  end loop;
  foreach name in array array['resolve_session(text, uuid)', 'memberships(uuid)', 'tags_of(uuid)', 'rank_of_target(text, uuid, uuid)', 'next_expiry()', 'expired_since(timestamptz)', 'guard_role()', 'guard_member_role()'] loop
    execute format('revoke all on function app.%s from public', name);
    execute format('grant execute on function app.%s to isatis_app', name);
  end loop;
end $$;

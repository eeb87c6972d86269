-- The functions that look before a workspace is known, or append where nobody may write. Each does one thing.
grant select on users, sessions, installation, workspaces, members, grants, agents, invitations to isatis_resolver;
create policy resolve on users for select to isatis_resolver using (true);
create policy resolve on sessions for select to isatis_resolver using (true);
create policy resolve on installation for select to isatis_resolver using (true);
create policy resolve on workspaces for select to isatis_resolver using (true);
create policy resolve on members for select to isatis_resolver using (true);
create policy resolve on grants for select to isatis_resolver using (true);
create policy resolve on agents for select to isatis_resolver using (true);
create policy resolve on invitations for select to isatis_resolver using (true);
create policy touch on members for update to isatis_resolver using (true) with check (true);
grant update (last_active_at) on members to isatis_resolver;

-- Who a session is, and what decides what they may do in one workspace (the wanted one, else their first).
create function app.resolve_session(session_token text, wanted uuid)
returns table (session_id uuid, user_id uuid, user_name text, user_email text, session_expires_at timestamptz, session_updated_at timestamptz,
  workspace_id uuid, workspace_name text, workspace_locale text, workspace_time_zone text, member_id uuid, role text, last_active_at timestamptz, grants jsonb)
language sql stable security definer set search_path = public, pg_temp rows 1 as $$
  select s.id, u.id, u.name, u.email, s.expires_at, s.updated_at, w.workspace_id, w.name, w.locale, w.time_zone, m.id, m.role, m.last_active_at,
    case when m.id is null then '[]'::jsonb else coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'permission', g.permission, 'effect', g.effect,
        'level', case when g.member_id is null then 'role' else 'member' end, 'expiresAt', g.expires_at))
      from grants g where g.workspace_id = m.workspace_id and (g.member_id = m.id or g.role = m.role)), '[]'::jsonb) end
  from sessions s join users u on u.id = s.user_id
  left join lateral (select * from members m where m.user_id = u.id and (wanted is null or m.workspace_id = wanted) order by m.created_at, m.workspace_id limit 1) m on true
  left join workspaces w on w.workspace_id = m.workspace_id
  where s.token = session_token and s.expires_at > now()
$$;

create function app.memberships(person uuid)
returns table (workspace_id uuid, workspace_name text, workspace_locale text, workspace_time_zone text, member_id uuid, role text, grants jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.workspace_id, w.name, w.locale, w.time_zone, m.id, m.role,
    coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'permission', g.permission, 'effect', g.effect,
        'level', case when g.member_id is null then 'role' else 'member' end, 'expiresAt', g.expires_at))
      from grants g where g.workspace_id = m.workspace_id and (g.member_id = m.id or g.role = m.role)), '[]'::jsonb)
  from members m join workspaces w on w.workspace_id = m.workspace_id where m.user_id = person order by m.created_at, m.workspace_id
$$;

create function app.owner_names(workspace uuid) returns setof text language sql stable security definer set search_path = public, pg_temp as $$
  select u.name from members m join users u on u.id = m.user_id where m.workspace_id = workspace and m.role = 'owner' order by m.created_at
$$;

create function app.touch_member(workspace uuid, member uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  update members set last_active_at = now() where workspace_id = workspace and id = member
$$;

create function app.agent_by_key(key text) returns table (workspace_id uuid, agent_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select a.workspace_id, a.id from agents a where a.public_key = key and a.deleted_at is null
$$;

create function app.invitation_by_token(hash bytea) returns table (workspace_id uuid, invitation_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select i.workspace_id, i.id from invitations i where i.token_hash = hash
$$;

create function app.workspace_ids() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select workspace_id from workspaces order by workspace_id
$$;

-- Appends one event to the chain of the current workspace: hash = sha256(previous hash, then the entry's bytes).
create function app.record_audit(actor_kind text, actor uuid, action text, subject_kind text, subject text, details jsonb) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  here uuid := app.workspace(); head audit_heads; next_sequence integer; moment timestamptz := clock_timestamp(); body text; next_hash bytea;
begin
  if here is null then raise exception 'an audit event needs a workspace'; end if;
  insert into audit_heads (workspace_id, sequence, hash) values (here, 0, '\x') on conflict do nothing;
  select * into strict head from audit_heads where workspace_id = here for update;
  next_sequence := head.sequence + 1;
  body := jsonb_build_object('workspace', here, 'sequence', next_sequence, 'at', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'actorKind', actor_kind, 'actor', actor, 'action', action, 'subjectKind', subject_kind, 'subject', subject, 'details', details)::text;
  next_hash := sha256(head.hash || convert_to(body, 'UTF8'));
  insert into audit_events (workspace_id, sequence, at, actor_kind, actor_id, action, subject_kind, subject_id, details, entry, previous_hash, hash)
    values (here, next_sequence, moment, actor_kind, actor, action, subject_kind, subject, details, body, head.hash, next_hash);
  update audit_heads set sequence = next_sequence, hash = next_hash where workspace_id = here;
  return next_sequence;
end $$;

-- Accounts are made by set-up and by accepted invitations, in the same transaction as the membership.
create function app.create_account(person uuid, person_name text, person_email text, password_hash text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into users (id, name, email, email_verified) values (person, person_name, lower(person_email), true);
  insert into accounts (id, user_id, account_id, provider_id, password) values (gen_random_uuid(), person, person::text, 'credential', password_hash);
end $$;

create function app.claim_installation(code_hash bytea) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update installation set claimed_at = now(), setup_code_hash = null where claimed_at is null and setup_code_hash = code_hash;
  return found;
end $$;

create function app.end_sessions(person uuid) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare ended integer;
begin
  delete from sessions where user_id = person;
  get diagnostics ended = row_count;
  return ended;
end $$;

create function app.open_sessions(person uuid) returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from sessions where user_id = person and expires_at > now()
$$;

alter function app.resolve_session(text, uuid) owner to isatis_resolver;
alter function app.memberships(uuid) owner to isatis_resolver;
alter function app.owner_names(uuid) owner to isatis_resolver;
alter function app.touch_member(uuid, uuid) owner to isatis_resolver;
alter function app.agent_by_key(text) owner to isatis_resolver;
alter function app.invitation_by_token(bytea) owner to isatis_resolver;
alter function app.workspace_ids() owner to isatis_resolver;
alter function app.record_audit(text, uuid, text, text, text, jsonb) owner to isatis_resolver;
alter function app.create_account(uuid, text, text, text) owner to isatis_auth;
alter function app.claim_installation(bytea) owner to isatis_auth;
alter function app.end_sessions(uuid) owner to isatis_auth;
alter function app.open_sessions(uuid) owner to isatis_auth;

-- Jobs are added in the transaction of the change that needs them.
create function app.enqueue(task text, payload json, unique_key text) returns void language plpgsql security definer set search_path = graphile_worker, pg_temp as $$
begin
  perform graphile_worker.add_job(task, payload, job_key => unique_key, max_attempts => 5);
end $$;
alter function app.enqueue(text, json, text) owner to isatis_worker;

revoke all on all functions in schema app from public;
grant execute on all functions in schema app to isatis_app;
grant execute on function app.workspace(), app.person(), app.visitor(), app.can(text[]) to isatis_auth, isatis_worker, isatis_resolver;
revoke create on schema app from isatis_auth, isatis_worker, isatis_resolver;

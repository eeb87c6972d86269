-- Roles. None of them owns a table or bypasses row-level security.
--   isatis_app       the API and the jobs: everything that belongs to a workspace
--   isatis_auth      authentication only: people, sessions, passwords
--   isatis_worker    the job queue only
--   isatis_resolver  nobody logs in as it; owns the few functions that must look
--                    before a workspace is known (who is this session, whose agent is this key)
do $$
declare name text;
begin
  foreach name in array array['isatis_app', 'isatis_auth', 'isatis_worker', 'isatis_resolver'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin nosuperuser nocreatedb nocreaterole nobypassrls', name);
    end if;
    execute format('grant %I to current_user', name);
  end loop;
end $$;

revoke all on schema public from public;
create schema app;
grant usage on schema public, app to isatis_app, isatis_auth, isatis_worker, isatis_resolver;
grant create on schema app to isatis_auth, isatis_worker, isatis_resolver;

-- What the current transaction may see. An absent or empty setting answers null or false: nothing.
create function app.workspace() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.workspace_id', true), '')::uuid;
create function app.person() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.user_id', true), '')::uuid;
create function app.visitor() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.visitor_id', true), '')::uuid;
create function app.can(variadic wanted text[]) returns boolean language sql stable parallel safe
  return coalesce(string_to_array(nullif(current_setting('app.permissions', true), ''), ' ') && wanted, false);

-- Gives a table of a workspace its four policies; each list names the permissions of which one is needed.
-- An empty list means that nobody may.
create procedure app.protect(target text, may_select text[], may_insert text[], may_update text[], may_delete text[]) language plpgsql as $$
declare
  here constant text := 'workspace_id = (select app.workspace()) and (select app.can(variadic %L::text[]))';
begin
  execute format('alter table %I enable row level security', target);
  execute format('alter table %I force row level security', target);
  if cardinality(may_select) > 0 then execute format('create policy may_select on %I for select using (' || here || ')', target, may_select); end if;
  if cardinality(may_insert) > 0 then execute format('create policy may_insert on %I for insert with check (' || here || ')', target, may_insert); end if;
  if cardinality(may_update) > 0 then execute format('create policy may_update on %I for update using (' || here || ') with check (' || here || ')', target, may_update, may_update); end if;
  if cardinality(may_delete) > 0 then execute format('create policy may_delete on %I for delete using (' || here || ')', target, may_delete); end if;
  execute format('grant select, insert, update, delete on %I to isatis_app', target);
end $$;

-- Identity. These tables belong to no workspace: a person may belong to several, or to none yet.
-- Only authentication may read or write them; see docs/decisions/0003-identity-tables.md.
create table users (
  id uuid primary key, name text not null, email text not null, email_verified boolean not null default false, image text,
  locale text, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create unique index users_email on users (lower(email));
create table sessions (
  id uuid primary key, user_id uuid not null references users on delete cascade, token text not null unique, expires_at timestamptz not null,
  ip_address text, user_agent text, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create index sessions_user on sessions (user_id);
create table accounts (
  id uuid primary key, user_id uuid not null references users on delete cascade, account_id text not null, provider_id text not null,
  access_token text, refresh_token text, id_token text, access_token_expires_at timestamptz, refresh_token_expires_at timestamptz, scope text, password text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create index accounts_user on accounts (user_id);
create table verifications (
  id uuid primary key, identifier text not null, value text not null, expires_at timestamptz not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create index verifications_identifier on verifications (identifier);
create table rate_limits (id uuid primary key default gen_random_uuid(), key text not null unique, count integer not null, last_request bigint not null);
-- One row: whether the installation has an owner yet, and the hash of the one-time code that lets somebody claim it.
create table installation (one boolean primary key default true check (one), setup_code_hash bytea, claimed_at timestamptz, created_at timestamptz not null default now());
insert into installation default values;

do $$
declare name text;
begin
  foreach name in array array['users', 'sessions', 'accounts', 'verifications', 'rate_limits', 'installation'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy authentication on %I to isatis_auth using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to isatis_auth', name);
  end loop;
end $$;

-- Workspaces and who belongs to them.
create table workspaces (
  workspace_id uuid primary key, name text not null, locale text not null default 'en', time_zone text not null default 'UTC',
  retention_days integer not null default 30 check (retention_days between 1 and 3650), version integer not null default 1,
  created_at timestamptz not null default now());
call app.protect('workspaces', '{member,visitor,system}', '{setup}', '{workspace:update}', '{workspace:delete}');

create table workspace_keys (workspace_id uuid primary key references workspaces on delete cascade, wrapped bytea not null, created_at timestamptz not null default now());
call app.protect('workspace_keys', '{member,visitor,system,setup}', '{setup}', '{}', '{workspace:delete}');

create table members (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null default gen_random_uuid(),
  user_id uuid not null references users on delete cascade, role text not null check (role in ('owner', 'admin', 'editor')),
  invited_by uuid, last_active_at timestamptz, created_at timestamptz not null default now(),
  primary key (workspace_id, id), unique (workspace_id, user_id));
create index members_user on members (user_id);
call app.protect('members', '{member,system,setup}', '{setup,invitation}', '{members:update}', '{members:remove}');

create policy of_colleagues on users for select to isatis_app
  using ((select app.can('member', 'system')) and exists (select from members where members.workspace_id = (select app.workspace()) and members.user_id = users.id));
grant select on users to isatis_app;

create table grants (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null default gen_random_uuid(),
  role text check (role in ('admin', 'editor')), member_id uuid, permission text not null, effect text not null check (effect in ('grant', 'revoke')),
  reason text not null default '', expires_at timestamptz, created_by uuid, created_at timestamptz not null default now(),
  primary key (workspace_id, id), foreign key (workspace_id, member_id) references members on delete cascade,
  check ((role is null) <> (member_id is null)));
create unique index grants_member on grants (workspace_id, member_id, permission) where member_id is not null;
create unique index grants_role on grants (workspace_id, role, permission) where role is not null;
call app.protect('grants', '{roles:read,members:read,system}', '{roles:manage}', '{roles:manage}', '{roles:manage,members:remove}');

create table invitations (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null default gen_random_uuid(),
  email text not null, role text not null check (role in ('owner', 'admin', 'editor')), token_hash bytea not null unique, token_sealed bytea not null,
  invited_by uuid not null, expires_at timestamptz not null, accepted_at timestamptz, revoked_at timestamptz, created_at timestamptz not null default now(),
  primary key (workspace_id, id));
create unique index invitations_pending on invitations (workspace_id, lower(email)) where accepted_at is null and revoked_at is null;
create index invitations_created on invitations (workspace_id, created_at desc, id desc);
call app.protect('invitations', '{members:read,invitation,system}', '{members:invite}', '{members:invite,invitation}', '{}');

-- Audit: appended by app.record_audit() alone; nobody can change or delete an entry.
create table audit_events (
  workspace_id uuid not null references workspaces on delete cascade, sequence integer not null, id uuid not null default gen_random_uuid(),
  at timestamptz not null, actor_kind text not null, actor_id uuid, action text not null, subject_kind text, subject_id text,
  details jsonb not null, entry text not null, previous_hash bytea not null, hash bytea not null,
  primary key (workspace_id, sequence));
call app.protect('audit_events', '{audit:read,system}', '{}', '{}', '{}');
revoke insert, update, delete on audit_events from isatis_app;
create table audit_heads (workspace_id uuid primary key references workspaces on delete cascade, sequence integer not null, hash bytea not null);
alter table audit_heads enable row level security;
alter table audit_heads force row level security;
create policy chain on audit_heads to isatis_resolver using (true) with check (true);
create policy chain on audit_events to isatis_resolver using (true) with check (true);
grant select, insert, update on audit_heads to isatis_resolver;
grant select, insert on audit_events to isatis_resolver;

-- Knowledge.
create table tags (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null default gen_random_uuid(), name text not null,
  created_at timestamptz not null default now(), primary key (workspace_id, id));
create unique index tags_name on tags (workspace_id, lower(name));
call app.protect('tags', '{knowledge:read,agents:read,visitor,system}', '{knowledge:configure,system}', '{knowledge:configure}', '{knowledge:configure}');

create table documents (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null, name text not null, format text not null, size bigint not null,
  status text not null check (status in ('uploaded', 'parsing', 'indexing', 'ready', 'failed')), failure text, progress real, language text,
  section_count integer not null default 0, storage_key text not null, created_by uuid, version integer not null default 1,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), primary key (workspace_id, id));
create index documents_created on documents (workspace_id, created_at desc, id desc);
create index documents_name on documents (workspace_id, lower(name), id);
call app.protect('documents', '{knowledge:read,visitor,system}', '{knowledge:create,system}', '{knowledge:update,knowledge:create,system}', '{knowledge:delete,system}');

create table document_tags (
  workspace_id uuid not null, document_id uuid not null, tag_id uuid not null, primary key (workspace_id, document_id, tag_id),
  foreign key (workspace_id, document_id) references documents on delete cascade, foreign key (workspace_id, tag_id) references tags on delete cascade);
create index document_tags_tag on document_tags (workspace_id, tag_id);
call app.protect('document_tags', '{knowledge:read,visitor,system}', '{knowledge:create,knowledge:update,system}', '{}', '{knowledge:update,knowledge:delete,knowledge:configure,system}');

-- `body` is sealed: headings and text as JSON.
create table sections (
  workspace_id uuid not null, id uuid not null default gen_random_uuid(), document_id uuid not null, position integer not null,
  body bytea not null, page integer, hidden boolean not null default false, primary key (workspace_id, id),
  foreign key (workspace_id, document_id) references documents on delete cascade);
create unique index sections_position on sections (workspace_id, document_id, position);
call app.protect('sections', '{knowledge:read,visitor,system}', '{system}', '{knowledge:update,system}', '{knowledge:delete,system}');

-- Agents.
create table agents (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null, public_key text not null unique, draft jsonb not null,
  live_version integer, version integer not null default 1, created_by uuid, created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  deleted_at timestamptz, primary key (workspace_id, id));
create index agents_created on agents (workspace_id, created_at desc, id desc) where deleted_at is null;
call app.protect('agents', '{agents:read,conversations:read,analytics:read,visitor,system}', '{agents:create,system}', '{agents:update,agents:publish,agents:delete,system}', '{}');

create table agent_versions (
  workspace_id uuid not null, agent_id uuid not null, number integer not null, config jsonb not null, published_by uuid,
  published_at timestamptz not null default now(), primary key (workspace_id, agent_id, number),
  foreign key (workspace_id, agent_id) references agents on delete cascade);
call app.protect('agent_versions', '{agents:read,conversations:read,visitor,system}', '{agents:publish,system}', '{}', '{}');

-- How to reach a model. The key is sealed.
create table llm_providers (
  workspace_id uuid primary key references workspaces on delete cascade, base_url text not null, model text not null, key_sealed bytea not null, key_ending text not null,
  version integer not null default 1, updated_at timestamptz not null default now());
call app.protect('llm_providers', '{secrets:read,agents:test,visitor,system}', '{secrets:manage}', '{secrets:manage}', '{secrets:manage}');

-- Visitors, conversations, messages. A visitor reaches only what is their own.
create table visitors (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null, secret_hash bytea not null,
  created_at timestamptz not null default now(), last_seen_at timestamptz not null default now(), primary key (workspace_id, id));
create table conversations (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null default gen_random_uuid(), agent_id uuid not null, agent_version integer not null,
  visitor_id uuid not null, channel text not null check (channel in ('widget', 'demo')), locale text not null default 'en', excerpt_sealed bytea not null,
  message_count integer not null default 0, feedback_up integer not null default 0, feedback_down integer not null default 0,
  closed_at timestamptz, started_at timestamptz not null default now(), last_message_at timestamptz not null default now(),
  primary key (workspace_id, id), foreign key (workspace_id, visitor_id) references visitors on delete cascade, foreign key (workspace_id, agent_id) references agents);
create index conversations_recent on conversations (workspace_id, last_message_at desc, id desc);
create index conversations_visitor on conversations (workspace_id, visitor_id);
create table messages (
  workspace_id uuid not null, id uuid not null default gen_random_uuid(), conversation_id uuid not null, visitor_id uuid not null, position integer not null,
  author text not null check (author in ('visitor', 'agent')), client_id uuid, body_sealed bytea not null,
  outcome text check (outcome in ('answered', 'fallback')), feedback text check (feedback in ('up', 'down')), created_at timestamptz not null default now(),
  primary key (workspace_id, id), foreign key (workspace_id, conversation_id) references conversations on delete cascade);
create unique index messages_position on messages (workspace_id, conversation_id, position);
create unique index messages_client on messages (workspace_id, visitor_id, client_id) where client_id is not null;

do $$
declare
  target text; owner_column text; staff text;
begin
  foreach target in array array['visitors', 'conversations', 'messages'] loop
    owner_column := case target when 'visitors' then 'id' else 'visitor_id' end;
    execute format('alter table %I enable row level security', target);
    execute format('alter table %I force row level security', target);
    execute format($p$create policy own on %I using (workspace_id = (select app.workspace()) and (select app.can('visitor')) and %I = (select app.visitor()))
      with check (workspace_id = (select app.workspace()) and (select app.can('visitor')) and %I = (select app.visitor()))$p$, target, owner_column, owner_column);
    execute format($p$create policy may_read on %I for select using (workspace_id = (select app.workspace()) and (select app.can('conversations:read', 'system')))$p$, target);
    execute format($p$create policy may_insert on %I for insert with check (workspace_id = (select app.workspace()) and (select app.can('system')))$p$, target);
    execute format($p$create policy may_delete on %I for delete using (workspace_id = (select app.workspace()) and (select app.can('conversations:erase', 'system')))$p$, target);
    execute format('grant select, insert, update, delete on %I to isatis_app', target);
  end loop;
end $$;

-- Analytics: counters by day (of the workspace's time zone) and agent. They outlive the conversations.
create table analytics_days (
  workspace_id uuid not null references workspaces on delete cascade, day date not null, agent_id uuid not null,
  chats integer not null default 0, visitor_messages integer not null default 0, agent_messages integer not null default 0, fallbacks integer not null default 0,
  feedback_up integer not null default 0, feedback_down integer not null default 0, answers integer not null default 0, response_ms bigint not null default 0,
  primary key (workspace_id, day, agent_id));
call app.protect('analytics_days', '{analytics:read,visitor,system}', '{visitor,system}', '{visitor,system}', '{system}');
-- Who came on which day, to count each once; `visitor_hash` is keyed, so that it identifies nobody.
create table analytics_visitors (
  workspace_id uuid not null references workspaces on delete cascade, day date not null, agent_id uuid not null, visitor_hash bytea not null, returning_visitor boolean not null,
  primary key (workspace_id, day, agent_id, visitor_hash));
create index analytics_visitors_seen on analytics_visitors (workspace_id, visitor_hash);
call app.protect('analytics_visitors', '{analytics:read,visitor,system}', '{visitor,system}', '{}', '{system}');

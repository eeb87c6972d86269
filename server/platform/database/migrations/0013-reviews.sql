-- Access reviews: a snapshot of who may what, and what somebody decided about each entry. Signed off, nothing of it changes
-- any more. Names are kept as they were then: a review is evidence, also of those who have left.
create table access_review_settings (
  workspace_id uuid primary key references workspaces on delete cascade, quarterly boolean not null, answer_days integer not null check (answer_days between 1 and 90));
call app.protect('access_review_settings', '{access-review:manage,system}', '{access-review:manage}', '{access-review:manage}', '{}');

create table access_reviews (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null default gen_random_uuid(), status text not null default 'open' check (status in ('open', 'signed-off')),
  -- The quarter it was begun for by itself, as 2026-Q4; null when somebody began it, whose name stands beside.
  quarter text, started_by uuid, started_by_name text, started_at timestamptz not null default now(), due_at timestamptz not null,
  -- How many of the reminders before the due date were sent.
  reminders integer not null default 0,
  signed_off_by uuid, signed_off_by_name text, signed_off_at timestamptz, note text not null default '',
  -- Where the audit chain ended with the sign-off in it.
  chain_sequence integer, chain_hash bytea,
  primary key (workspace_id, id), check ((status = 'signed-off') = (signed_off_at is not null and signed_off_by is not null and chain_hash is not null)));
create unique index access_reviews_open on access_reviews (workspace_id) where status = 'open';
create unique index access_reviews_quarter on access_reviews (workspace_id, quarter) where quarter is not null;
create index access_reviews_started on access_reviews (workspace_id, started_at desc, id desc);
call app.protect('access_reviews', '{access-review:manage,system}', '{access-review:manage,system}', '{access-review:manage,system}', '{}');
create policy while_open on access_reviews as restrictive for update to isatis_app using (status = 'open') with check (true);
create policy begins_open on access_reviews as restrictive for insert to isatis_app with check (status = 'open');

create table access_review_items (
  workspace_id uuid not null, review_id uuid not null, id uuid not null default gen_random_uuid(), position integer not null,
  kind text not null check (kind in ('membership', 'grant', 'token')), subject_id uuid not null,
  -- Whom it is about; null for what everybody with a role was granted.
  member_id uuid, user_id uuid, about jsonb not null, last_used_at timestamptz,
  decision text check (decision in ('keep', 'revoke', 'ended', 'nobody-else')), reason text not null default '',
  decided_by uuid, decided_by_name text, decided_at timestamptz,
  primary key (workspace_id, id), foreign key (workspace_id, review_id) references access_reviews on delete cascade,
  check ((decision is null) = (decided_at is null)), check (decision not in ('keep', 'revoke') or decided_by is not null));
create unique index access_review_items_position on access_review_items (workspace_id, review_id, position);
create unique index access_review_items_subject on access_review_items (workspace_id, review_id, kind, subject_id);
call app.protect('access_review_items', '{access-review:manage,system}', '{access-review:manage,system}', '{access-review:manage,system}', '{}');
-- What was seen stays as it was seen; only what became of it is written.
revoke update on access_reviews, access_review_items from isatis_app;
grant update (status, reminders, signed_off_by, signed_off_by_name, signed_off_at, note, chain_sequence, chain_hash) on access_reviews to isatis_app;
grant update (decision, reason, decided_by, decided_by_name, decided_at) on access_review_items to isatis_app;
create function app.review_is_open(review uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from access_reviews where workspace_id = app.workspace() and id = review and status = 'open')
$$;
create policy while_open on access_review_items as restrictive for update to isatis_app using (app.review_is_open(review_id)) with check (app.review_is_open(review_id));
create policy begins_open on access_review_items as restrictive for insert to isatis_app with check (app.review_is_open(review_id) and decision is null);
-- Nobody decides about themselves, and nobody in another's name.
create policy about_others on access_review_items as restrictive for update to isatis_app using (true)
  with check (decision is null or decision not in ('keep', 'revoke') or (user_id is distinct from app.person() and decided_by = app.person()));

-- What is reviewed: every membership, every living grant, every living token, whoever may see them otherwise. A revocation gives nobody anything.
create function app.access_now() returns table (kind text, subject_id uuid, member_id uuid, user_id uuid, about jsonb, last_used_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select 'membership', m.id, m.id, m.user_id, jsonb_build_object('name', u.name, 'email', u.email, 'role', m.role, 'roleName', r.name, 'since', m.created_at), m.last_active_at
  from members m join users u on u.id = m.user_id left join roles r on r.workspace_id = m.workspace_id and r.id = m.role_id
  where m.workspace_id = app.workspace() and app.can('access-review:manage', 'system')
  union all
  select 'grant', g.id, g.member_id, m.user_id, jsonb_build_object('name', u.name, 'email', u.email, 'role', coalesce(g.role, r.rank_as), 'roleId', g.role_id, 'roleName', r.name, 'permission', g.permission,
      'scopeKind', case when g.agent_id is not null then 'agent' when g.tag_id is not null then 'tag' end, 'scopeId', coalesce(g.agent_id, g.tag_id), 'scopeName', coalesce(a.draft ->> 'name', t.name),
      'since', g.created_at, 'expiresAt', g.expires_at, 'givenBy', giver.name, 'givenFor', g.reason), null
  from grants g left join members m on m.workspace_id = g.workspace_id and m.id = g.member_id left join users u on u.id = m.user_id left join users giver on giver.id = g.created_by
    left join roles r on r.workspace_id = g.workspace_id and r.id = g.role_id
    left join agents a on a.workspace_id = g.workspace_id and a.id = g.agent_id left join tags t on t.workspace_id = g.workspace_id and t.id = g.tag_id
  where g.workspace_id = app.workspace() and g.effect = 'grant' and (g.expires_at is null or g.expires_at > now()) and (g.agent_id is null or a.deleted_at is null) and app.can('access-review:manage', 'system')
  union all
  select 'token', k.id, k.member_id, k.user_id, jsonb_build_object('name', u.name, 'email', u.email, 'tokenName', k.name, 'tokenKind', k.kind, 'ending', k.ending, 'permissions', to_jsonb(k.permissions),
      'since', k.created_at, 'expiresAt', k.expires_at), k.last_used_at
  from api_tokens k join users u on u.id = k.user_id where k.workspace_id = app.workspace() and k.expires_at > now() and app.can('access-review:manage', 'system')
$$;
-- Where the chain of the current workspace ends: says nothing of what is in it.
create function app.chain_head() returns table (sequence integer, hash bytea) language sql stable security definer set search_path = public, pg_temp as $$
  select h.sequence, h.hash from audit_heads h where h.workspace_id = app.workspace()
$$;
-- Who may hold the permission to review: whoever is asked is decided by the product, as for everything else.
create function app.perhaps_holding(wanted text) returns table (user_id uuid, email text, name text) language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.email, u.name from members m join users u on u.id = m.user_id
  where m.workspace_id = app.workspace() and app.can('access-review:manage', 'system') and (m.role = 'owner'
    or exists (select from roles r where r.workspace_id = m.workspace_id and r.id = m.role_id and wanted = any (r.permissions))
    or exists (select from grants g where g.workspace_id = m.workspace_id and g.permission = wanted and g.effect = 'grant'
      and (g.member_id = m.id or g.role_id = m.role_id or (m.role_id is null and g.role = m.role))))
$$;

grant select on tags, access_reviews to isatis_resolver;
create policy reviewed on tags for select to isatis_resolver using (true);
create policy resolve on access_reviews for select to isatis_resolver using (true);
grant create on schema app to isatis_resolver;
alter function app.review_is_open(uuid) owner to isatis_resolver;
alter function app.access_now() owner to isatis_resolver;
alter function app.chain_head() owner to isatis_resolver;
alter function app.perhaps_holding(text) owner to isatis_resolver;
revoke create on schema app from isatis_resolver;
revoke all on function app.review_is_open(uuid), app.access_now(), app.chain_head(), app.perhaps_holding(text) from public;
grant execute on function app.review_is_open(uuid), app.access_now(), app.chain_head(), app.perhaps_holding(text) to isatis_app;

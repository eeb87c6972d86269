-- Single sign-on and provisioning. What signs people in, or in and out of the workspace, for an identity provider holds
-- the capability `directory` beside `system`: it may make members and end them, never an owner.

-- A workspace's own mail domains. A domain is proved by a DNS record, and then belongs to one workspace.
create table sso_domains (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null default gen_random_uuid(),
  domain text not null check (domain = lower(domain)), token text not null, verified_at timestamptz, created_by uuid, created_at timestamptz not null default now(),
  primary key (workspace_id, id), unique (workspace_id, domain));
create unique index sso_domains_verified on sso_domains (domain) where verified_at is not null;
call app.protect('sso_domains', '{security:manage,system}', '{security:manage}', '{security:manage}', '{security:manage}');

-- The identity provider. The client's secret is sealed.
create table sso_connections (
  workspace_id uuid primary key references workspaces on delete cascade, label text not null, issuer text not null, client_id text not null,
  secret_sealed bytea not null, secret_ending text not null, version integer not null default 1, updated_at timestamptz not null default now());
call app.protect('sso_connections', '{security:manage,system}', '{security:manage}', '{security:manage}', '{security:manage}');

-- What newcomers become, and whether the people of the domains have to come this way.
create table sso_policies (
  workspace_id uuid primary key references workspaces on delete cascade, default_role text not null default 'editor' check (default_role in ('admin', 'editor')),
  required boolean not null default false, version integer not null default 1, updated_at timestamptz not null default now());
call app.protect('sso_policies', '{security:manage,system}', '{security:manage}', '{security:manage}', '{}');
create policy within_reach on sso_policies as restrictive for insert to isatis_app with check (app.rank_of(default_role) <= (select app.rank()));
create policy within_reach_change on sso_policies as restrictive for update to isatis_app using (true) with check (app.rank_of(default_role) <= (select app.rank()));

-- Whom a provider's subject is. Goes with the membership.
create table sso_identities (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null default gen_random_uuid(), member_id uuid not null,
  issuer text not null, subject text not null, created_at timestamptz not null default now(), last_used_at timestamptz not null default now(),
  primary key (workspace_id, id), unique (workspace_id, issuer, subject), unique (workspace_id, member_id, issuer), foreign key (workspace_id, member_id) references members on delete cascade);
call app.protect('sso_identities', '{system}', '{directory}', '{directory}', '{directory}');

-- The key a directory provisions with; only its hash is stored. One a workspace. It gives roles as far as its maker's reaches.
create table scim_tokens (
  workspace_id uuid primary key references workspaces on delete cascade, token_hash bytea not null unique, ending text not null,
  reach text not null check (reach in ('admin', 'editor')), created_by uuid, created_at timestamptz not null default now(), last_used_at timestamptz);
call app.protect('scim_tokens', '{security:manage,system}', '{security:manage}', '{}', '{security:manage}');
create policy within_reach on scim_tokens as restrictive for insert to isatis_app with check (app.rank_of(reach) <= (select app.rank()));

-- People as a directory knows them. Active is who has a membership; `role` is what the others come back with.
create table scim_users (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null default gen_random_uuid(), user_id uuid not null references users on delete cascade,
  user_name text not null, external_id text, given_name text not null default '', family_name text not null default '', display_name text not null default '',
  role text not null check (role in ('admin', 'editor')), version integer not null default 1,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  primary key (workspace_id, id), unique (workspace_id, user_id));
create unique index scim_users_name on scim_users (workspace_id, lower(user_name));
create index scim_users_external on scim_users (workspace_id, external_id) where external_id is not null;
create index scim_users_made on scim_users (workspace_id, created_at, id);
create index scim_users_person on scim_users (user_id);
call app.protect('scim_users', '{directory,system}', '{directory}', '{directory}', '{directory}');

-- Who was a member and is no more. They come back by an invitation; or by the directory, if it was the directory that took them out.
create table former_members (
  workspace_id uuid not null references workspaces on delete cascade, user_id uuid not null references users on delete cascade,
  by_directory boolean not null, left_at timestamptz not null default now(), primary key (workspace_id, user_id));
create index former_members_person on former_members (user_id);
call app.protect('former_members', '{system}', '{}', '{}', '{}');
grant select, insert, update, delete on former_members to isatis_resolver;
create policy departures on former_members to isatis_resolver using (true) with check (true);

create function app.note_departure() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    delete from former_members where workspace_id = new.workspace_id and user_id = new.user_id;
  -- Where the workspace or the person is going too, there is nothing to come back to.
  elsif exists (select from workspaces where workspace_id = old.workspace_id) and exists (select from users where id = old.user_id) then
    insert into former_members (workspace_id, user_id, by_directory) values (old.workspace_id, old.user_id, app.can('directory'))
      on conflict (workspace_id, user_id) do update set by_directory = excluded.by_directory, left_at = now();
  end if;
  return null;
end $$;
create trigger departure after insert or delete on members for each row execute function app.note_departure();

create policy directory_join on members for insert to isatis_app with check (workspace_id = (select app.workspace()) and (select app.can('directory')) and role <> 'owner');
create policy directory_change on members for update to isatis_app using (workspace_id = (select app.workspace()) and (select app.can('directory')) and role <> 'owner')
  with check (workspace_id = (select app.workspace()) and (select app.can('directory')) and role <> 'owner');
create policy directory_leave on members for delete to isatis_app using (workspace_id = (select app.workspace()) and (select app.can('directory')));
create policy directory_close on invitations for update to isatis_app using (workspace_id = (select app.workspace()) and (select app.can('directory')))
  with check (workspace_id = (select app.workspace()) and (select app.can('directory')));

-- Before a workspace is known: which one a domain signs in to, whom it binds, and whose a directory's key is.
grant select on sso_domains, sso_connections, sso_policies, scim_tokens to isatis_resolver;
grant update (last_used_at) on scim_tokens to isatis_resolver;
create policy resolve on sso_domains for select to isatis_resolver using (app.is_open(workspace_id));
create policy resolve on sso_connections for select to isatis_resolver using (true);
create policy resolve on sso_policies for select to isatis_resolver using (true);
create policy resolve on scim_tokens for select to isatis_resolver using (app.is_open(workspace_id));
create policy touch on scim_tokens for update to isatis_resolver using (true) with check (true);

create function app.sso_of_domain(mail_domain text) returns table (workspace_id uuid, label text, required boolean) language sql stable security definer set search_path = public, pg_temp as $$
  select d.workspace_id, c.label, coalesce(p.required, false) from sso_domains d join sso_connections c using (workspace_id) left join sso_policies p using (workspace_id)
  where d.domain = mail_domain and d.verified_at is not null
$$;
-- The company whose people have to sign in through it; none for an owner, who keeps a way in when the provider is down.
create function app.sso_binding(person uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select s.label from users u cross join lateral app.sso_of_domain(split_part(lower(u.email), '@', 2)) s join members m on m.workspace_id = s.workspace_id and m.user_id = u.id
  where u.id = person and s.required and m.role <> 'owner'
$$;
create function app.sso_binding_of_newcomer(workspace uuid, mail text, wanted_role text) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select s.label from app.sso_of_domain(split_part(lower(mail), '@', 2)) s where s.workspace_id = workspace and s.required and wanted_role <> 'owner'
$$;
create function app.scim_workspace(hash bytea) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare found_here uuid;
begin
  select workspace_id into found_here from scim_tokens where token_hash = hash;
  update scim_tokens set last_used_at = now() where workspace_id = found_here and (last_used_at is null or last_used_at < now() - interval '1 minute');
  return found_here;
end $$;

-- An account without a password, for somebody whom their company vouches for.
create function app.create_company_account(person uuid, person_name text, person_email text) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into users (id, name, email, email_verified) values (person, person_name, lower(person_email), true)
$$;
-- A directory names its own people; who belongs elsewhere too is called what they call themselves.
create function app.rename_person(person uuid, person_name text) returns void language sql security definer set search_path = public, pg_temp as $$
  update users set name = person_name, updated_at = now() where id = person and app.can('directory') and name <> person_name
    and not exists (select from app.memberships(person) m where m.workspace_id is distinct from app.workspace())
$$;

grant create on schema app to isatis_resolver, isatis_auth;
do $$
declare name text;
begin
  foreach name in array array['note_departure()', 'sso_of_domain(text)', 'sso_binding(uuid)', 'sso_binding_of_newcomer(uuid, text, text)', 'scim_workspace(bytea)'] loop
    execute format('alter function app.%s owner to isatis_resolver', name);
    execute format('revoke all on function app.%s from public', name);
  end loop;
  foreach name in array array['create_company_account(uuid, text, text)', 'rename_person(uuid, text)'] loop
    execute format('alter function app.%s owner to isatis_auth', name);
    execute format('revoke all on function app.%s from public', name);
    execute format('grant execute on function app.%s to isatis_app', name);
  end loop;
  foreach name in array array['sso_of_domain(text)', 'sso_binding(uuid)', 'sso_binding_of_newcomer(uuid, text, text)', 'scim_workspace(bytea)'] loop
    execute format('grant execute on function app.%s to isatis_app, isatis_resolver', name);
  end loop;
end $$;
grant execute on function app.sso_binding(uuid), app.memberships(uuid) to isatis_auth;
revoke create on schema app from isatis_resolver, isatis_auth;

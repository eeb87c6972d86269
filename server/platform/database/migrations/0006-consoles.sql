-- Which build of each remote a workspace is given. Builds themselves are files; a remote without a row follows the
-- build that is shipped. `stable` with `held_for` holds only while that build is the shipped one: a newer one ends it.
create table console_remotes (
  workspace_id uuid not null references workspaces on delete cascade, remote text not null,
  stable text, held_for text, previous text, stable_since timestamptz,
  canary text, canary_share integer not null default 0 check (canary_share between 0 and 100), canary_roles text[] not null default '{}', canary_since timestamptz,
  off boolean not null default false, version integer not null default 1, updated_at timestamptz not null default now(),
  primary key (workspace_id, remote));
call app.protect('console_remotes', '{member,system}', '{remotes:manage,system}', '{remotes:manage,system}', '{}');

-- One member's own build of a remote, whatever the others get.
create table console_pins (
  workspace_id uuid not null, remote text not null, member_id uuid not null, build_id text not null, created_at timestamptz not null default now(),
  primary key (workspace_id, remote, member_id), foreign key (workspace_id, member_id) references members on delete cascade);
create index console_pins_member on console_pins (workspace_id, member_id);
call app.protect('console_pins', '{member,system}', '{remotes:manage}', '{remotes:manage}', '{remotes:manage,system}');

-- How a build fares: open consoles in which it worked or failed, by five minutes. Of whom is not kept.
create table console_health (
  workspace_id uuid not null references workspaces on delete cascade, remote text not null, build_id text not null, at timestamptz not null,
  loads integer not null default 0 check (loads >= 0), failures integer not null default 0 check (failures >= 0),
  primary key (workspace_id, remote, build_id, at));
call app.protect('console_health', '{remotes:manage,system}', '{system}', '{system}', '{system}');

-- A version that starts asks which builds people are given, in any workspace, to see whether it can still answer them.
grant select on console_remotes, console_pins to isatis_resolver;
create policy resolve on console_remotes for select to isatis_resolver using (true);
create policy resolve on console_pins for select to isatis_resolver using (true);
grant create on schema app to isatis_resolver;
create function app.console_builds() returns table (workspace_id uuid, remote text, build_id text, channel text)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.workspace_id, r.remote, r.stable, 'stable' from console_remotes r where r.stable is not null
  union all select r.workspace_id, r.remote, r.canary, 'canary' from console_remotes r where r.canary is not null
  union all select p.workspace_id, p.remote, p.build_id, 'pin' from console_pins p
$$;
alter function app.console_builds() owner to isatis_resolver;
revoke create on schema app from isatis_resolver;
revoke all on function app.console_builds() from public;
grant execute on function app.console_builds() to isatis_app;

-- An area that a person runs from elsewhere while they develop it: for themselves alone, and for hours. Whether it holds
-- is asked each time: the operator must allow the origin still, and the person must still be permitted.
create table console_overrides (
  workspace_id uuid not null, user_id uuid not null, remote text not null, address text not null,
  created_at timestamptz not null default now(), ends_at timestamptz not null,
  primary key (workspace_id, user_id, remote), foreign key (workspace_id, user_id) references members (workspace_id, user_id) on delete cascade);
call app.protect('console_overrides', '{member,system}', '{remotes:override}', '{remotes:override}', '{remotes:override,system}');
-- Nobody sees, makes or ends one for somebody else.
create policy only_ones_own on console_overrides as restrictive for all to isatis_app using (user_id = (select app.person()) or (select app.can('system'))) with check (user_id = (select app.person()));

-- A page is asked for without a workspace: its policy names what the person runs in any of theirs.
grant select on console_overrides to isatis_resolver;
create policy resolve on console_overrides for select to isatis_resolver using (true);
grant create on schema app to isatis_resolver;
create function app.console_overrides_of(person uuid) returns table (workspace_id uuid, address text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.workspace_id, o.address from console_overrides o where o.user_id = person and o.ends_at > now()
$$;
alter function app.console_overrides_of(uuid) owner to isatis_resolver;
revoke create on schema app from isatis_resolver;
revoke all on function app.console_overrides_of(uuid) from public;
grant execute on function app.console_overrides_of(uuid) to isatis_app;

-- How a person likes to see a list, under a name of their own: filters and order as they stand in the address, and the columns put away.
create table saved_views (
  workspace_id uuid not null, id uuid not null default gen_random_uuid(), user_id uuid not null,
  list text not null, name text not null, query text not null, hidden text[] not null default '{}', created_at timestamptz not null default now(),
  primary key (workspace_id, id), foreign key (workspace_id, user_id) references members (workspace_id, user_id) on delete cascade);
create unique index saved_views_name on saved_views (workspace_id, user_id, list, lower(name));
call app.protect('saved_views', '{member}', '{member}', '{member}', '{member}');
-- Nobody sees or changes anybody else's.
create policy only_ones_own on saved_views as restrictive for all to isatis_app using (user_id = (select app.person())) with check (user_id = (select app.person()));

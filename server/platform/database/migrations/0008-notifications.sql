-- What a person of a workspace should know, kept until they read it and for a while after. Goes when they leave.
create table notifications (
  workspace_id uuid not null, id uuid not null default gen_random_uuid(), user_id uuid not null,
  kind text not null, subject_id text, details jsonb not null default '{}', count integer not null default 1,
  -- Unread ones of a kind about the same thing are one that counts.
  group_key text not null default '', created_at timestamptz not null default now(), read_at timestamptz,
  primary key (workspace_id, id), foreign key (workspace_id, user_id) references members (workspace_id, user_id) on delete cascade);
create unique index notifications_unread on notifications (workspace_id, user_id, kind, group_key) where read_at is null;
create index notifications_newest on notifications (workspace_id, user_id, created_at desc, id desc);
call app.protect('notifications', '{member,system}', '{system}', '{member,system}', '{system}');
-- Nobody reads, or marks, what is for somebody else.
create policy only_ones_own on notifications as restrictive for all to isatis_app using (user_id = (select app.person()) or (select app.can('system'))) with check (user_id = (select app.person()) or (select app.can('system')));

-- Who manages the console's areas sees what others run from elsewhere, and may end it; to make one is still everybody's own matter.
alter policy may_delete on console_overrides using (workspace_id = (select app.workspace()) and (select app.can('remotes:override', 'remotes:manage', 'system')));
drop policy only_ones_own on console_overrides;
create policy ones_own_or_managed on console_overrides as restrictive for all to isatis_app
  using (user_id = (select app.person()) or (select app.can('remotes:manage', 'system'))) with check (user_id = (select app.person()));

-- Whether a permission is held everywhere is asked once by every list. Most people have nothing narrowed: then it is
-- whether it is held at all, an expression that becomes part of the statement's kept plan. As it was, a query of its own
-- was planned anew each time, for a third of what a list of fifty documents takes.
create function app.whole_though_narrowed(wanted text[]) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from unnest(string_to_array(nullif(current_setting('app.permissions', true), ''), ' ')) as held(permission)
    where held.permission = any (wanted) and app.rules(held.permission) is null);
end $$;
revoke all on function app.whole_though_narrowed(text[]) from public;
grant execute on function app.whole_though_narrowed(text[]) to isatis_app, isatis_auth, isatis_worker, isatis_resolver;

create or replace function app.whole(variadic wanted text[]) returns boolean language sql stable parallel safe
  return case when coalesce(current_setting('app.narrowing', true), '') = '' then app.can(variadic wanted) else app.whole_though_narrowed(wanted) end;

-- Asked of each membership that is resolved but an owner's, so with each request: its plan is kept now.
create or replace function app.is_open(workspace uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return not exists (select from public.workspaces w where w.workspace_id = workspace and w.deletes_at is not null);
end $$;

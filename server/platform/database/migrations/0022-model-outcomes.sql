-- Whether the language model wrote an answer, or why it failed and the answer was quoted instead. It stands in the sealed
-- trace, too; here it can be counted without opening any. null: the model wasn't asked.
alter table messages add column model_outcome text check (model_outcome in ('ok', 'unreachable', 'unauthorized', 'model-not-found', 'rate-limited', 'bad-answer', 'timeout'));
create index messages_model_outcome on messages (workspace_id, created_at desc) include (model_outcome) where model_outcome is not null;

-- Counting needs no right to read conversations, and gives none: the columns that are read are these three.
grant select (workspace_id, model_outcome, created_at) on messages to isatis_resolver;
create policy model_outcomes on messages for select to isatis_resolver using (model_outcome is not null);

-- The answers that the model failed at since it last wrote one, or since its settings were saved.
create function app.model_failures() returns table (answers integer, since timestamptz, reason text) language sql stable security definer set search_path = public, pg_temp as $$
  with recent as (
    select m.model_outcome, m.created_at from messages m
    where m.workspace_id = app.workspace() and m.model_outcome is not null and m.created_at > greatest(now() - interval '7 days', (select p.updated_at from llm_providers p where p.workspace_id = app.workspace()))),
  failed as (select * from recent where model_outcome <> 'ok' and created_at > coalesce((select max(created_at) from recent where model_outcome = 'ok'), '-infinity'))
  select count(*)::integer, min(created_at), (select model_outcome from failed order by created_at desc limit 1) from failed
  where app.can('secrets:read') having count(*) > 0
$$;
-- Whether the answer before this one failed: the first that fails, and the first that doesn't any more, are news.
create function app.model_was_failing() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select model_outcome <> 'ok' from messages where workspace_id = app.workspace() and model_outcome is not null and app.can('visitor')
    and created_at > (select p.updated_at from llm_providers p where p.workspace_id = app.workspace()) order by created_at desc limit 1), false)
$$;
grant select (workspace_id, updated_at) on llm_providers to isatis_resolver;
create policy model_outcomes on llm_providers for select to isatis_resolver using (true);
grant create on schema app to isatis_resolver;
alter function app.model_failures() owner to isatis_resolver;
alter function app.model_was_failing() owner to isatis_resolver;
revoke create on schema app from isatis_resolver;
revoke all on function app.model_failures(), app.model_was_failing() from public;
grant execute on function app.model_failures(), app.model_was_failing() to isatis_app;

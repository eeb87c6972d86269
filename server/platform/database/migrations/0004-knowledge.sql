-- Lists of documents by size; those whose reading was cut off by a stop of the server.
create index documents_size on documents (workspace_id, size desc, id desc);
create index documents_unfinished on documents (workspace_id) where status in ('uploaded', 'parsing', 'indexing');

-- Agents whose draft or live version names a tag. A tag in use can't be deleted: an agent without tags answers from
-- everything, so that losing its last one would open to it what it was kept from. Whoever manages tags need not be
-- allowed to see agents, hence a function that answers the names alone, of the current workspace.
grant select on agent_versions to isatis_resolver;
create policy resolve on agent_versions for select to isatis_resolver using (true);
create function app.agents_using_tag(tag uuid) returns setof text language sql stable security definer set search_path = public, pg_temp as $$
  select a.draft->>'name' from agents a
  left join agent_versions v on v.workspace_id = a.workspace_id and v.agent_id = a.id and v.number = a.live_version
  where a.workspace_id = app.workspace() and app.can('knowledge:configure') and a.deleted_at is null
    and (a.draft->'tagIds' ? tag::text or v.config->'tagIds' ? tag::text)
  order by lower(a.draft->>'name')
$$;
grant create on schema app to isatis_resolver;
alter function app.agents_using_tag(uuid) owner to isatis_resolver;
revoke create on schema app from isatis_resolver;
revoke all on function app.agents_using_tag(uuid) from public;
grant execute on function app.agents_using_tag(uuid) to isatis_app;

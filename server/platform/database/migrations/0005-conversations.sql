-- The day an agent's message was counted under, so that feedback given or taken back later moves the counters of
-- that same day, whatever the time zone of the workspace has become.
alter table messages add column counted_on date;
alter table messages add constraint messages_counted check ((author = 'agent') = (counted_on is not null));

-- Retention goes by the age of a conversation.
create index conversations_started on conversations (workspace_id, started_at);
create index conversations_agent on conversations (workspace_id, agent_id, last_message_at desc, id desc);

-- Whether the installation was filled with the sample workspace; only such a one may be filled again.
alter table installation add column demo boolean not null default false;

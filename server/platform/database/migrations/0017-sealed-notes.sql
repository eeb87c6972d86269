-- What an inviter writes is private: sealed with the workspace's key, as the invitation's token is. What was written
-- before can't be sealed here; it went out by mail.
alter table invitations drop column message, add column message_sealed bytea;

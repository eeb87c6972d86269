-- A workspace's own keys towards its SAML provider: requests are signed with the current one, and assertions encrypted to it.
-- The next one is only told to the provider; the former one still opens what the provider encrypts to it.
create table saml_keys (
  workspace_id uuid not null references workspaces on delete cascade, id uuid not null default gen_random_uuid(), stage text not null check (stage in ('next', 'current', 'former')),
  private_sealed bytea not null, certificate text not null, created_at timestamptz not null default now(), primary key (workspace_id, id), unique (workspace_id, stage));
call app.protect('saml_keys', '{security:manage,directory,system}', '{security:manage}', '{security:manage}', '{security:manage}');
alter table sso_connections add column sign_out_url text;

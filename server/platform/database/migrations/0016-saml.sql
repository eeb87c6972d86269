-- A workspace's identity provider speaks OpenID Connect or SAML 2.0. Of the latter nothing is secret: its certificates are public.
alter table sso_connections
  add column protocol text not null default 'oidc' check (protocol in ('oidc', 'saml')), add column sign_on_url text, add column certificates text[] not null default '{}',
  alter column client_id drop not null, alter column secret_sealed drop not null, alter column secret_ending drop not null,
  add constraint sso_connections_complete check (case protocol
    when 'oidc' then client_id is not null and secret_sealed is not null and secret_ending is not null and sign_on_url is null and certificates = '{}'
    else client_id is null and secret_sealed is null and secret_ending is null and sign_on_url is not null and cardinality(certificates) between 1 and 5 end);

-- What a provider was asked. An answer is taken only to one of these, once; a sign-in ends with its row.
create table sso_requests (
  workspace_id uuid not null references workspaces on delete cascade, id text not null,
  created_at timestamptz not null default now(), expires_at timestamptz not null, answered_at timestamptz, primary key (workspace_id, id));
create index sso_requests_expire on sso_requests (workspace_id, expires_at);
call app.protect('sso_requests', '{directory,system}', '{directory}', '{directory}', '{directory}');

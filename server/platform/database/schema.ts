import type { ColumnType, Generated } from 'kysely';

/** The tables as queries see them. Byte columns are sealed or hashed; see `migrations/0001-foundation.sql`. */
type Time = ColumnType<Date, Date | string | undefined, Date | string>;
type OptionalTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type Json<T> = ColumnType<T, string, string>;

export interface UsersTable { id: string; name: string; email: string; second_factor_since: OptionalTime }
export interface WorkspacesTable { workspace_id: string; name: string; locale: string; time_zone: string; retention_days: Generated<number>; version: Generated<number>; deletes_at: OptionalTime; deletion_by: string | null; created_at: Time }
export interface SecurityPoliciesTable { workspace_id: string; requires_second_factor: Generated<boolean>; version: Generated<number>; updated_at: Time }
export interface WorkspaceKeysTable { workspace_id: string; wrapped: Buffer; created_at: Time }
export interface MembersTable { workspace_id: string; id: Generated<string>; user_id: string; role: 'owner' | 'admin' | 'editor'; role_id: string | null; invited_by: string | null; name: Generated<string>; email: Generated<string>; last_active_at: OptionalTime; created_at: Time }
export interface OwnershipTransfersTable { workspace_id: string; id: Generated<string>; from_member_id: string; from_user_id: string; to_member_id: string; to_user_id: string; status: Generated<'open' | 'accepted' | 'declined' | 'withdrawn'>; expires_at: Time; created_at: Time; answered_at: OptionalTime }
export interface GrantsTable { workspace_id: string; id: Generated<string>; role: 'admin' | 'editor' | null; role_id: string | null; member_id: string | null; agent_id: string | null; tag_id: string | null; permission: string; effect: 'grant' | 'revoke'; reason: Generated<string>; expires_at: OptionalTime; created_by: string | null; created_at: Time }
export interface RolesTable { workspace_id: string; id: Generated<string>; name: string; description: Generated<string>; rank_as: 'admin' | 'editor'; permissions: string[]; version: Generated<number>; created_by: string | null; created_at: Time; updated_at: Time }
export interface ViewAsTable { workspace_id: string; session_id: string; member_id: string; user_id: string; role: 'owner' | 'admin' | 'editor' | null; role_id: string | null; target_id: string | null; started_at: Time }
export interface ApiTokensTable { workspace_id: string; id: Generated<string>; kind: 'personal' | 'workspace'; name: string; token_hash: Buffer; ending: string; permissions: string[]; member_id: string; user_id: string; expires_at: Time; last_used_at: OptionalTime; created_at: Time }
export interface AccessRequestsTable { workspace_id: string; id: Generated<string>; member_id: string; user_id: string; permission: string; status: Generated<'open' | 'granted' | 'declined' | 'withdrawn'>; answer: Generated<string>; answered_by: string | null; answered_at: OptionalTime; created_at: Time }
export interface InvitedGrant { permission: string; scope: { kind: 'agent' | 'tag'; id: string } | null; expiresAt: string | null }
export interface InvitationsTable { workspace_id: string; id: Generated<string>; email: string; role: 'owner' | 'admin' | 'editor'; token_hash: Buffer; token_sealed: Buffer; invited_by: string; role_id: string | null; grants: ColumnType<readonly InvitedGrant[], string | undefined, string>; message_sealed: Buffer | null; valid_hours: Generated<number>; expires_at: Time; accepted_at: OptionalTime; revoked_at: OptionalTime; created_at: Time }
export interface AuditEventsTable { workspace_id: string; sequence: number; id: Generated<string>; at: Time; actor_kind: string; actor_id: string | null; action: string; subject_kind: string | null; subject_id: string | null; details: Json<Record<string, unknown>>; entry: string; previous_hash: Buffer; hash: Buffer }
export interface NotificationsTable { workspace_id: string; id: Generated<string>; user_id: string; kind: string; subject_id: string | null; details: Json<Record<string, string | number>>; count: Generated<number>; group_key: Generated<string>; created_at: Time; read_at: OptionalTime }
export interface TagsTable { workspace_id: string; id: Generated<string>; name: string; created_at: Time }
export interface DocumentsTable { workspace_id: string; id: string; name: string; format: string; size: ColumnType<string, number, number>; status: 'uploaded' | 'parsing' | 'indexing' | 'ready' | 'failed'; failure: string | null; progress: number | null; language: string | null; section_count: Generated<number>; storage_key: string; created_by: string | null; version: Generated<number>; created_at: Time; updated_at: Time }
export interface DocumentTagsTable { workspace_id: string; document_id: string; tag_id: string }
export interface SectionsTable { workspace_id: string; id: Generated<string>; document_id: string; position: number; body: Buffer; page: number | null; hidden: Generated<boolean> }
export interface StoredAgentConfig { name: string; goal: string; instructions: string; tone: 'neutral' | 'friendly' | 'formal' | 'concise'; tagIds: string[]; fallback: string }
export interface AgentsTable { workspace_id: string; id: string; public_key: string; draft: Json<StoredAgentConfig>; live_version: number | null; version: Generated<number>; created_by: string | null; created_at: Time; updated_at: Time; deleted_at: OptionalTime }
export interface AgentVersionsTable { workspace_id: string; agent_id: string; number: number; config: Json<StoredAgentConfig>; published_by: string | null; published_at: Time }
export interface LlmProvidersTable { workspace_id: string; base_url: string; model: string; key_sealed: Buffer; key_ending: string; version: Generated<number>; updated_at: Time }
export interface VisitorsTable { workspace_id: string; id: string; secret_hash: Buffer; created_at: Time; last_seen_at: Time }
export interface ConversationsTable { workspace_id: string; id: Generated<string>; agent_id: string; agent_version: number; visitor_id: string; channel: 'widget' | 'demo'; locale: Generated<string>; excerpt_sealed: Buffer; message_count: Generated<number>; feedback_up: Generated<number>; feedback_down: Generated<number>; closed_at: OptionalTime; started_at: Time; last_message_at: Time }
export interface MessagesTable { workspace_id: string; id: Generated<string>; conversation_id: string; visitor_id: string; position: number; author: 'visitor' | 'agent'; client_id: string | null; body_sealed: Buffer; outcome: 'answered' | 'fallback' | null; model_outcome: ColumnType<string | null, string | null | undefined, string | null>; feedback: 'up' | 'down' | null; counted_on: ColumnType<string | null, string | null | undefined, string | null>; created_at: Time }
export interface AnalyticsDaysTable { workspace_id: string; day: ColumnType<string, string, string>; agent_id: string; chats: Generated<number>; visitor_messages: Generated<number>; agent_messages: Generated<number>; fallbacks: Generated<number>; feedback_up: Generated<number>; feedback_down: Generated<number>; answers: Generated<number>; response_ms: ColumnType<string, number | undefined, number> }
export interface AnalyticsVisitorsTable { workspace_id: string; day: ColumnType<string, string, string>; agent_id: string; visitor_hash: Buffer; returning_visitor: boolean }

export interface ConsoleRemotesTable { workspace_id: string; remote: string; stable: string | null; held_for: string | null; previous: string | null; stable_since: OptionalTime; canary: string | null; canary_share: Generated<number>; canary_roles: Generated<string[]>; canary_since: OptionalTime; off: Generated<boolean>; version: Generated<number>; updated_at: Time }
export interface ConsolePinsTable { workspace_id: string; remote: string; member_id: string; build_id: string; created_at: Time }
export interface ConsoleOverridesTable { workspace_id: string; user_id: string; remote: string; address: string; created_at: Time; ends_at: ColumnType<Date, Date, Date> }
export interface ConsoleHealthTable { workspace_id: string; remote: string; build_id: string; at: Time; loads: Generated<number>; failures: Generated<number> }

export interface AccessReviewSettingsTable { workspace_id: string; quarterly: boolean; answer_days: number }
export interface AccessReviewsTable { workspace_id: string; id: Generated<string>; status: Generated<'open' | 'signed-off'>; quarter: string | null; started_by: string | null; started_by_name: string | null; started_at: Time; due_at: Time; reminders: Generated<number>; signed_off_by: string | null; signed_off_by_name: string | null; signed_off_at: OptionalTime; note: Generated<string>; chain_sequence: number | null; chain_hash: Buffer | null }
export interface AccessReviewItemsTable { workspace_id: string; review_id: string; id: Generated<string>; position: number; kind: 'membership' | 'grant' | 'token'; subject_id: string; member_id: string | null; user_id: string | null; about: Json<Record<string, unknown>>; last_used_at: OptionalTime; decision: 'keep' | 'revoke' | 'ended' | 'nobody-else' | null; reason: Generated<string>; decided_by: string | null; decided_by_name: string | null; decided_at: OptionalTime }
export interface SavedViewsTable { workspace_id: string; id: Generated<string>; user_id: string; list: string; name: string; query: string; hidden: string[]; created_at: Time }
export interface SsoDomainsTable { workspace_id: string; id: Generated<string>; domain: string; token: string; verified_at: OptionalTime; created_by: string | null; created_at: Time }
export interface SsoConnectionsTable { workspace_id: string; protocol: Generated<'oidc' | 'saml'>; label: string; issuer: string; client_id: string | null; secret_sealed: Buffer | null; secret_ending: string | null; sign_on_url: string | null; sign_out_url: string | null; certificates: Generated<string[]>; version: Generated<number>; updated_at: Time }
export interface SamlKeysTable { workspace_id: string; id: Generated<string>; stage: 'next' | 'current' | 'former'; private_sealed: Buffer; certificate: string; created_at: Time }
export interface SsoSessionsTable { workspace_id: string; id: string; issuer: string; subject: string; session_index: string | null; leaving_sealed: Buffer; created_at: Time }
export interface SsoRequestsTable { workspace_id: string; id: string; created_at: Time; expires_at: Time; answered_at: OptionalTime }
export interface SsoPoliciesTable { workspace_id: string; default_role: 'admin' | 'editor'; required: boolean; version: Generated<number>; updated_at: Time }
export interface SsoIdentitiesTable { workspace_id: string; id: Generated<string>; member_id: string; issuer: string; subject: string; with_factor: Generated<boolean>; created_at: Time; last_used_at: Time }
export interface ScimTokensTable { workspace_id: string; token_hash: Buffer; ending: string; reach: 'admin' | 'editor'; created_by: string | null; created_at: Time; last_used_at: OptionalTime }
export interface ScimUsersTable { workspace_id: string; id: Generated<string>; user_id: string; user_name: string; external_id: string | null; given_name: Generated<string>; family_name: Generated<string>; display_name: Generated<string>; role: 'admin' | 'editor'; version: Generated<number>; created_at: Time; updated_at: Time }
export interface FormerMembersTable { workspace_id: string; user_id: string; by_directory: boolean; left_at: Time }

export interface Schema {
  access_review_settings: AccessReviewSettingsTable; access_reviews: AccessReviewsTable; access_review_items: AccessReviewItemsTable;
  users: UsersTable; workspaces: WorkspacesTable; workspace_keys: WorkspaceKeysTable; security_policies: SecurityPoliciesTable; members: MembersTable; grants: GrantsTable; roles: RolesTable; view_as: ViewAsTable; access_requests: AccessRequestsTable; api_tokens: ApiTokensTable; invitations: InvitationsTable; ownership_transfers: OwnershipTransfersTable;
  saved_views: SavedViewsTable; notifications: NotificationsTable; audit_events: AuditEventsTable; tags: TagsTable; documents: DocumentsTable; document_tags: DocumentTagsTable; sections: SectionsTable;
  agents: AgentsTable; agent_versions: AgentVersionsTable; llm_providers: LlmProvidersTable;
  visitors: VisitorsTable; conversations: ConversationsTable; messages: MessagesTable;
  analytics_days: AnalyticsDaysTable; analytics_visitors: AnalyticsVisitorsTable;
  sso_domains: SsoDomainsTable; sso_connections: SsoConnectionsTable; sso_requests: SsoRequestsTable; saml_keys: SamlKeysTable; sso_sessions: SsoSessionsTable; sso_policies: SsoPoliciesTable; sso_identities: SsoIdentitiesTable; scim_tokens: ScimTokensTable; scim_users: ScimUsersTable; former_members: FormerMembersTable;
  console_remotes: ConsoleRemotesTable; console_pins: ConsolePinsTable; console_overrides: ConsoleOverridesTable; console_health: ConsoleHealthTable;
}

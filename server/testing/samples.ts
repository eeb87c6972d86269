import { randomUUID } from 'node:crypto';
import { addAgent } from './agents.ts';
import { until } from './live-connection.ts';
import { invite, join } from './people.ts';
import type { Browser, Product } from './product.ts';
import { Visitor } from './visitor.ts';

/** One of each thing that a workspace holds. */
export interface Ids { readonly member: string; readonly invitation: string; readonly document: string; readonly section: string; readonly tag: string; readonly agent: string; readonly conversation: string; readonly role: string; readonly request: string; readonly token: string; readonly review: string; readonly reviewItem: string; readonly domain: string }
/** What forms must name to be accepted: the versions as they are now. */
export interface Versions { readonly workspace: number; readonly document: number; readonly agent: number }

/** A plausible call of one root field. */
export interface Sample {
  readonly query: string;
  readonly variables?: (ids: Ids, versions: Versions) => Record<string, unknown>;
  /** For subscriptions that wait for something: the notice that makes it happen. */
  readonly hears?: (ids: Ids) => Readonly<Record<string, string>>;
}

const PROBLEM = '__typename ... on UserError { code message }';
const inputOf = (field: string, type: string): string => `mutation ($input: ${type}!) { ${field}(input: $input) { ${PROBLEM} } }`;
const config = (tagIds: readonly string[]) => ({ name: 'Ada', goal: 'Help', instructions: 'Be kind.', tone: 'friendly', fallback: 'Ask us by mail.', tagIds });
const NOBODY = 'http://127.0.0.1:9';
/** No build has this id: whatever is asked of it changes nothing. */
const UNBUILT = '0000000000000000';

/** Nothing has this id. */
const UNOFFERED = '00000000-0000-4000-8000-000000000000';

/** A sample for every root field there is; a new one without a sample fails the matrix. */
export const samples: Readonly<Record<string, Sample>> = {
  'Query.viewer': { query: '{ viewer { __typename } }' },
  'Query.workspace': { query: '{ workspace { __typename } }' },
  'Query.members': { query: '{ members(search: "a") { totalCount } }' },
  'Query.member': { query: 'query ($id: ID!) { member(id: $id) { name } }', variables: ({ member }) => ({ id: member }) },
  'Query.memberChangePreview': { query: 'query ($ids: [ID!]!) { memberChangePreview(memberIds: $ids) { name } }', variables: ({ member }) => ({ ids: [member] }) },
  'Query.invitations': { query: '{ invitations { totalCount } }' },
  'Query.ownershipOffer': { query: '{ ownershipOffer { id } }' },
  'Query.roles': { query: '{ roles { id } }' },
  'Query.rolePreview': { query: `query ($roleId: ID!) { rolePreview(roleId: $roleId, permissions: ["workspace:read"]) { ${PROBLEM} ... on RolePreview { holders } } }`, variables: ({ role }) => ({ roleId: role }) },
  'Query.accessRequests': { query: '{ accessRequests { totalCount } }' },
  'Query.permissionCatalogue': { query: '{ permissionCatalogue { id } }' },
  'Query.myApiTokens': { query: '{ myApiTokens { id } }' },
  'Query.apiTokens': { query: '{ apiTokens { id } }' },
  'Query.apiTokenPermissions': { query: '{ apiTokenPermissions }' },
  'Query.accessReviews': { query: '{ accessReviews { totalCount } }' },
  'Query.accessReview': { query: 'query ($id: ID!) { accessReview(id: $id) { status } }', variables: ({ review }) => ({ id: review }) },
  'Query.accessReviewItems': { query: 'query ($id: ID!) { accessReviewItems(reviewId: $id) { totalCount } }', variables: ({ review }) => ({ id: review }) },
  'Query.accessReviewSettings': { query: '{ accessReviewSettings { quarterly } }' },
  'Query.documents': { query: 'query ($tagIds: [ID!]) { documents(tagIds: $tagIds) { totalCount } }', variables: ({ tag }) => ({ tagIds: [tag] }) },
  'Query.document': { query: 'query ($id: ID!) { document(id: $id) { name } }', variables: ({ document }) => ({ id: document }) },
  'Query.tags': { query: '{ tags { name } }' },
  'Query.searchKnowledge': { query: 'query ($tagIds: [ID!]) { searchKnowledge(query: "parking", tagIds: $tagIds) { section { text } } }', variables: ({ tag }) => ({ tagIds: [tag] }) },
  'Query.agents': { query: '{ agents { totalCount } }' },
  'Query.agent': { query: 'query ($id: ID!) { agent(id: $id) { draft { name } } }', variables: ({ agent }) => ({ id: agent }) },
  'Query.conversations': { query: 'query ($agentId: ID) { conversations(agentId: $agentId) { totalCount } }', variables: ({ agent }) => ({ agentId: agent }) },
  'Query.conversation': { query: 'query ($id: ID!) { conversation(id: $id) { excerpt } }', variables: ({ conversation }) => ({ id: conversation }) },
  'Query.analytics': { query: 'query ($agentId: ID) { analytics(agentId: $agentId) { totals { chats } agents { name } } }', variables: ({ agent }) => ({ agentId: agent }) },
  'Query.llmProvider': { query: '{ llmProvider { __typename } }' },
  'Query.consoleRemotes': { query: '{ consoleRemotes { id } }' },
  'Query.consoleRemote': { query: '{ consoleRemote(id: "knowledge") { id } }' },
  'Query.consoleOverriding': { query: '{ consoleOverriding { origins } }' },
  'Query.consoleDevelopment': { query: '{ consoleDevelopment { origins } }' },
  'Query.notifications': { query: '{ notifications { totalCount unreadCount } }' },
  'Query.savedViews': { query: '{ savedViews(list: "members") { id } }' },
  'Query.search': { query: '{ search(text: "gui") { id } }' },
  'Query.securityPolicy': { query: '{ securityPolicy { membersWithout } }' },
  'Query.singleSignOn': { query: '{ singleSignOn { provisioned } }' },
  'Query.auditEvents': { query: '{ auditEvents { totalCount } }' },

  'Mutation.addSsoDomain': { query: inputOf('addSsoDomain', 'AddSsoDomainInput'), variables: () => ({ input: { domain: `${randomUUID()}.example` } }) },
  'Mutation.verifySsoDomain': { query: inputOf('verifySsoDomain', 'VerifySsoDomainInput'), variables: ({ domain }) => ({ input: { id: domain } }) },
  'Mutation.removeSsoDomain': { query: inputOf('removeSsoDomain', 'RemoveSsoDomainInput'), variables: ({ domain }) => ({ input: { id: domain } }) },
  'Mutation.saveSsoConnection': { query: inputOf('saveSsoConnection', 'SaveSsoConnectionInput'), variables: () => ({ input: { label: 'Acme', issuer: NOBODY, clientId: 'isatis', clientSecret: 'secret-0123456789' } }) },
  'Mutation.saveSamlConnection': { query: inputOf('saveSamlConnection', 'SaveSamlConnectionInput'), variables: () => ({ input: { label: 'Acme', entityId: NOBODY, signOnUrl: 'https://id.acme.example/saml', certificates: ['none'] } }) },
  'Mutation.testSsoConnection': { query: inputOf('testSsoConnection', 'TestSsoConnectionInput'), variables: () => ({ input: { issuer: NOBODY, clientId: 'isatis', clientSecret: 'secret-0123456789' } }) },
  'Mutation.removeSsoConnection': { query: `mutation { removeSsoConnection { ${PROBLEM} } }` },
  'Mutation.saveSsoPolicy': { query: inputOf('saveSsoPolicy', 'SaveSsoPolicyInput'), variables: () => ({ input: { defaultRole: 'editor', required: false, version: 0 } }) },
  'Mutation.createScimToken': { query: `mutation { createScimToken { ${PROBLEM} } }` },
  'Mutation.prepareSamlKey': { query: `mutation { prepareSamlKey { ${PROBLEM} } }` },
  'Mutation.switchSamlKey': { query: `mutation { switchSamlKey { ${PROBLEM} } }` },
  'Mutation.revokeScimToken': { query: `mutation { revokeScimToken { ${PROBLEM} } }` },
  'Mutation.updateWorkspace': { query: inputOf('updateWorkspace', 'UpdateWorkspaceInput'), variables: (_ids, { workspace }) => ({ input: { name: 'Renamed', locale: 'en', timeZone: 'UTC', retentionDays: 30, version: workspace } }) },
  'Mutation.createWorkspace': { query: inputOf('createWorkspace', 'CreateWorkspaceInput'), variables: () => ({ input: { name: '', locale: 'en', timeZone: 'UTC' } }) },
  'Mutation.deleteWorkspace': { query: inputOf('deleteWorkspace', 'DeleteWorkspaceInput'), variables: () => ({ input: { name: 'not its name' } }) },
  'Mutation.keepWorkspace': { query: `mutation { keepWorkspace { ${PROBLEM} } }` },
  'Mutation.offerOwnership': { query: inputOf('offerOwnership', 'OfferOwnershipInput'), variables: ({ member }) => ({ input: { memberId: member, name: 'Acme' } }) },
  'Mutation.withdrawOwnershipOffer': { query: `mutation { withdrawOwnershipOffer { ${PROBLEM} } }` },
  'Mutation.answerOwnershipOffer': { query: inputOf('answerOwnershipOffer', 'AnswerOwnershipInput'), variables: () => ({ input: { id: UNOFFERED, accept: false } }) },
  'Mutation.leaveWorkspace': { query: inputOf('leaveWorkspace', 'LeaveWorkspaceInput'), variables: () => ({ input: { workspaceId: UNOFFERED } }) },
  'Mutation.updateSecurityPolicy': { query: inputOf('updateSecurityPolicy', 'UpdateSecurityPolicyInput'), variables: () => ({ input: { requiresSecondFactor: false, version: 0 } }) },
  'Mutation.inviteMember': { query: inputOf('inviteMember', 'InviteMemberInput'), variables: () => ({ input: { email: `new-${randomUUID()}@example.com`, role: 'editor' } }) },
  'Mutation.inviteSeveral': { query: inputOf('inviteSeveral', 'InviteSeveralInput'), variables: () => ({ input: { list: `new-${randomUUID()}@example.com`, role: 'editor' } }) },
  'Mutation.revokeInvitation': { query: inputOf('revokeInvitation', 'RevokeInvitationInput'), variables: ({ invitation }) => ({ input: { id: invitation } }) },
  'Mutation.resendInvitation': { query: inputOf('resendInvitation', 'ResendInvitationInput'), variables: ({ invitation }) => ({ input: { id: invitation } }) },
  'Mutation.changeMemberRole': { query: inputOf('changeMemberRole', 'ChangeMemberRoleInput'), variables: ({ member }) => ({ input: { memberId: member, role: 'admin' } }) },
  'Mutation.changeMemberRoles': { query: inputOf('changeMemberRoles', 'ChangeMemberRolesInput').replace(PROBLEM, `${PROBLEM} ... on ChangedMembers { refused { message } }`), variables: ({ member }) => ({ input: { memberIds: [member], role: 'admin' } }) },
  'Mutation.removeMembers': { query: inputOf('removeMembers', 'RemoveMembersInput').replace(PROBLEM, `${PROBLEM} ... on RemovedMembers { refused { message } }`), variables: () => ({ input: { memberIds: [UNOFFERED] } }) },
  'Mutation.removeMember': { query: inputOf('removeMember', 'RemoveMemberInput'), variables: ({ member }) => ({ input: { memberId: member } }) },
  'Mutation.setMemberPermission': { query: inputOf('setMemberPermission', 'SetMemberPermissionInput'), variables: ({ member }) => ({ input: { memberId: member, permission: 'agents:read', choice: 'grant' } }) },
  'Mutation.createRole': { query: inputOf('createRole', 'CreateRoleInput'), variables: ({ role }) => ({ input: { id: randomUUID(), from: role, name: `Role ${randomUUID().slice(0, 8)}`, permissions: ['workspace:read'] } }) },
  'Mutation.updateRole': { query: inputOf('updateRole', 'UpdateRoleInput'), variables: ({ role }) => ({ input: { id: role, name: 'Support', permissions: ['workspace:read', 'knowledge:read'], version: 1 } }) },
  'Mutation.setRolePermission': { query: inputOf('setRolePermission', 'SetRolePermissionInput'), variables: ({ role, agent }) => ({ input: { roleId: role, permission: 'agents:read', choice: 'grant', scope: { kind: 'agent', id: agent } } }) },
  'Mutation.deleteRole': { query: inputOf('deleteRole', 'DeleteRoleInput'), variables: ({ role }) => ({ input: { id: role } }) },
  'Mutation.requestAccess': { query: inputOf('requestAccess', 'RequestAccessInput'), variables: () => ({ input: { permission: 'workspace:read' } }) },
  'Mutation.withdrawAccessRequest': { query: inputOf('withdrawAccessRequest', 'WithdrawAccessRequestInput'), variables: ({ request }) => ({ input: { id: request } }) },
  'Mutation.answerAccessRequest': { query: inputOf('answerAccessRequest', 'AnswerAccessRequestInput'), variables: ({ request }) => ({ input: { id: request, grant: false, reason: 'Ask your team first.' } }) },
  'Mutation.startAccessReview': { query: inputOf('startAccessReview', 'StartAccessReviewInput'), variables: () => ({ input: { answerDays: 14 } }) },
  'Mutation.decideAccessReviewItems': { query: inputOf('decideAccessReviewItems', 'DecideAccessReviewItemsInput'), variables: ({ review, reviewItem }) => ({ input: { reviewId: review, itemIds: [reviewItem], decision: 'keep' } }) },
  'Mutation.signOffAccessReview': { query: inputOf('signOffAccessReview', 'SignOffAccessReviewInput'), variables: ({ review }) => ({ input: { reviewId: review } }) },
  'Mutation.updateAccessReviewSettings': { query: inputOf('updateAccessReviewSettings', 'UpdateAccessReviewSettingsInput'), variables: () => ({ input: { quarterly: true, answerDays: 14 } }) },
  'Mutation.viewAs': { query: inputOf('viewAs', 'ViewAsInput'), variables: ({ member }) => ({ input: { memberId: member } }) },
  'Mutation.stopViewingAs': { query: 'mutation { stopViewingAs { viewing } }' },
  'Mutation.tagDocuments': { query: inputOf('tagDocuments', 'TagDocumentsInput'), variables: ({ document, tag }) => ({ input: { documentIds: [document], add: [tag], remove: [] } }) },
  'Mutation.updateDocument': { query: inputOf('updateDocument', 'UpdateDocumentInput'), variables: ({ document: id, tag }, { document: version }) => ({ input: { id, name: 'Renamed.md', tagIds: [tag], version } }) },
  'Mutation.retryDocument': { query: inputOf('retryDocument', 'RetryDocumentInput'), variables: ({ document }) => ({ input: { id: document } }) },
  'Mutation.setSectionHidden': { query: inputOf('setSectionHidden', 'SetSectionHiddenInput'), variables: ({ section }) => ({ input: { sectionId: section, hidden: true } }) },
  'Mutation.deleteDocument': { query: inputOf('deleteDocument', 'DeleteDocumentInput'), variables: ({ document }) => ({ input: { id: document } }) },
  'Mutation.createTag': { query: inputOf('createTag', 'CreateTagInput'), variables: () => ({ input: { name: `Tag ${randomUUID().slice(0, 8)}` } }) },
  'Mutation.deleteTag': { query: inputOf('deleteTag', 'DeleteTagInput'), variables: ({ tag }) => ({ input: { id: tag } }) },
  'Mutation.createAgent': { query: inputOf('createAgent', 'CreateAgentInput'), variables: ({ tag }) => ({ input: { id: randomUUID(), config: config([tag]) } }) },
  'Mutation.updateAgent': { query: inputOf('updateAgent', 'UpdateAgentInput'), variables: ({ agent: id, tag }, { agent: version }) => ({ input: { id, config: config([tag]), version } }) },
  'Mutation.publishAgent': { query: inputOf('publishAgent', 'PublishAgentInput'), variables: ({ agent: id }, { agent: version }) => ({ input: { id, version } }) },
  'Mutation.deleteAgent': { query: inputOf('deleteAgent', 'DeleteAgentInput'), variables: ({ agent }) => ({ input: { id: agent } }) },
  'Mutation.saveLlmProvider': { query: inputOf('saveLlmProvider', 'SaveLlmProviderInput'), variables: () => ({ input: { baseUrl: NOBODY, model: 'none', apiKey: 'key' } }) },
  'Mutation.testLlmProvider': { query: inputOf('testLlmProvider', 'TestLlmProviderInput'), variables: () => ({ input: { baseUrl: NOBODY, model: 'none', apiKey: 'key' } }) },
  'Mutation.createApiToken': { query: inputOf('createApiToken', 'CreateApiTokenInput'), variables: () => ({ input: { kind: 'personal', name: 'Nightly export', permissions: [], expiresInDays: 30 } }) },
  'Mutation.revokeApiToken': { query: inputOf('revokeApiToken', 'RevokeApiTokenInput'), variables: ({ token }) => ({ input: { id: token } }) },
  'Mutation.markNotificationsRead': { query: 'mutation { markNotificationsRead(input: {}) { unreadCount } }' },
  'Mutation.removeLlmProvider': { query: `mutation { removeLlmProvider { ${PROBLEM} } }` },
  'Mutation.promoteConsoleBuild': { query: inputOf('promoteConsoleBuild', 'PromoteConsoleBuildInput'), variables: () => ({ input: { remote: 'knowledge', buildId: UNBUILT, version: 0 } }) },
  'Mutation.setConsoleCanary': { query: inputOf('setConsoleCanary', 'SetConsoleCanaryInput'), variables: () => ({ input: { remote: 'knowledge', buildId: UNBUILT, share: 10, roles: ['editor'], version: 0 } }) },
  'Mutation.rollBackConsole': { query: inputOf('rollBackConsole', 'RollBackConsoleInput'), variables: () => ({ input: { remote: 'unbuilt', version: 0 } }) },
  'Mutation.switchConsoleRemote': { query: inputOf('switchConsoleRemote', 'SwitchConsoleRemoteInput'), variables: () => ({ input: { remote: 'unbuilt', off: true, version: 0 } }) },
  'Mutation.pinConsoleBuild': { query: inputOf('pinConsoleBuild', 'PinConsoleBuildInput'), variables: ({ member }) => ({ input: { remote: 'knowledge', memberId: member, buildId: UNBUILT } }) },
  'Mutation.unpinConsoleBuild': { query: inputOf('unpinConsoleBuild', 'UnpinConsoleBuildInput'), variables: ({ member }) => ({ input: { remote: 'knowledge', memberId: member } }) },
  'Mutation.setConsoleOverride': { query: inputOf('setConsoleOverride', 'SetConsoleOverrideInput'), variables: () => ({ input: { remote: 'knowledge', address: 'https://elsewhere.example/mf-manifest.json' } }) },
  'Mutation.endMemberConsoleOverride': { query: inputOf('endMemberConsoleOverride', 'EndMemberConsoleOverrideInput'), variables: ({ member }) => ({ input: { remote: 'knowledge', memberId: member } }) },
  'Mutation.saveView': { query: inputOf('saveView', 'SaveViewInput'), variables: () => ({ input: { list: 'members', name: '', query: '', hiddenColumns: [] } }) },
  'Mutation.changeSavedView': { query: inputOf('changeSavedView', 'ChangeSavedViewInput'), variables: () => ({ input: { id: UNOFFERED, name: 'Renamed' } }) },
  'Mutation.deleteSavedView': { query: inputOf('deleteSavedView', 'DeleteSavedViewInput'), variables: () => ({ input: { id: UNOFFERED } }) },
  'Mutation.endConsoleOverrides': { query: 'mutation { endConsoleOverrides(input: {}) { origins } }' },

  'Subscription.viewerChanged': { query: 'subscription { viewerChanged { __typename } }', hears: () => ({ topic: 'access-changed' }) },
  'Subscription.consoleChanged': { query: 'subscription { consoleChanged { remote } }', hears: () => ({ topic: 'console-changed', remote: 'knowledge' }) },
  'Subscription.notificationsChanged': { query: 'subscription { notificationsChanged { unreadCount } }', hears: () => ({ topic: 'notifications-changed' }) },
  'Subscription.accessRequestsChanged': { query: 'subscription { accessRequestsChanged { openCount } }', hears: ({ request }) => ({ topic: 'access-requests-changed', requestId: request }) },
  'Subscription.accessReviewsChanged': { query: 'subscription { accessReviewsChanged { review { status } } }', hears: ({ review }) => ({ topic: 'access-reviews-changed', reviewId: review }) },
  'Subscription.llmProviderChanged': { query: 'subscription { llmProviderChanged { provider { model } } }', hears: () => ({ topic: 'llm-provider-changed' }) },
  'Subscription.documentChanged': { query: 'subscription { documentChanged { documentId } }', hears: ({ document }) => ({ topic: 'document-changed', documentId: document }) },
  'Subscription.conversationChanged': { query: 'subscription { conversationChanged { id } }', hears: ({ conversation }) => ({ topic: 'conversation-changed', conversationId: conversation }) },
  'Subscription.playground': { query: 'subscription ($agentId: ID!) { playground(agentId: $agentId, question: "Where can I park?") { __typename } }', variables: ({ agent }) => ({ agentId: agent }) },
};

const GUIDE = '# Parking\n\nGuests park for free in the courtyard behind the orangery.\n';

const upload = async (product: Product, owner: Browser, tagId: string): Promise<string> => {
  const [id, form] = [randomUUID(), new FormData()];
  form.append('id', id);
  form.append('tagIds', JSON.stringify([tagId]));
  form.append('file', new Blob([GUIDE]), 'guide.md');
  const response = await owner.fetch('/knowledge/documents', { method: 'POST', body: form });
  if (!response.ok) throw new Error(`uploading answered ${response.status}: ${await response.text()}`);
  await until(async () => (await product.sql("select 1 from documents where id = $1 and status = 'ready'", [id]))[0]);
  return id;
};

const talk = async (product: Product, agentKey: string): Promise<string> => {
  const visitor = new Visitor(product.url);
  await visitor.hello(agentKey);
  const { accepted } = await visitor.ask('Where can I park?');
  visitor.vanish();
  return accepted.conversationId;
};

/** Fills a workspace with one of each thing, by the ways everybody has, and waits until nothing is left to do. */
export async function fill(product: Product, owner: Browser, workspaceId: string): Promise<Ids> {
  const { memberId, browser: spare } = await join(product, owner, 'editor', 'Spare Editor');
  const role = randomUUID();
  await owner.ask(samples['Mutation.createRole']?.query ?? '', { input: { id: role, from: 'editor', name: 'Support', permissions: ['workspace:read'] } });
  const { requestAccess } = await spare.ask('mutation { requestAccess(input: { permission: "agents:read" }) { ... on AccessRequest { id } } }');
  const { id: invitation } = await invite(owner, 'editor');
  const { createTag } = await owner.ask('mutation { createTag(input: { name: "Guests" }) { ... on Tag { id } } }');
  const document = await upload(product, owner, createTag.id);
  const agent = await addAgent(product, workspaceId);
  const conversation = await talk(product, agent.key);
  const [section] = await product.sql<{ id: string }>('select id from sections where document_id = $1', [document]);
  const { startAccessReview } = await owner.ask('mutation { startAccessReview(input: {}) { ... on AccessReview { id } } }');
  const { accessReviewItems } = await owner.ask('query ($id: ID!) { accessReviewItems(reviewId: $id, kinds: [membership]) { edges { node { id memberId } } } }', { id: startAccessReview.id });
  const about = accessReviewItems.edges.find(({ node }: { node: { memberId: string } }) => node.memberId === memberId);
  await until(async () => (await product.sql<{ waiting: number }>('select count(*)::integer as waiting from graphile_worker._private_jobs'))[0]?.waiting === 0);
  const { createApiToken } = await owner.ask(samples['Mutation.createApiToken']?.query.replace('__typename', '__typename ... on CreatedApiToken { token { id } }') ?? '', { input: { kind: 'workspace', name: 'Site', permissions: ['workspace:read'], expiresInDays: 30 } });
  const { addSsoDomain } = await owner.ask('mutation { addSsoDomain(input: { domain: "guado.example" }) { ... on SsoDomain { id } } }');
  return { domain: addSsoDomain.id, review: startAccessReview.id, reviewItem: about.node.id, token: createApiToken.token.id, member: memberId, invitation, document, section: section?.id ?? '', tag: createTag.id, agent: agent.id, conversation, role, request: requestAccess.id };
}

/** The versions that forms must name now. */
export async function versionsOf(product: Product, workspaceId: string, { document, agent }: Pick<Ids, 'document' | 'agent'>): Promise<Versions> {
  const [row] = await product.sql<Versions>(`select (select version from workspaces where workspace_id = $1) as workspace,
    coalesce((select version from documents where id = $2), 1) as document, coalesce((select version from agents where id = $3), 1) as agent`, [workspaceId, document, agent]);
  return row ?? { workspace: 1, document: 1, agent: 1 };
}

/** Everything a workspace holds, as one text per table: to tell whether anything was changed. */
export async function digest(product: Product, workspaceId: string): Promise<Readonly<Record<string, string>>> {
  const tables = await product.sql<{ name: string }>("select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name) where c.table_schema = 'public' and c.column_name = 'workspace_id' and t.table_type = 'BASE TABLE' order by 1");
  const digests = await Promise.all(tables.map(async ({ name }) => {
    // When somebody was last active, or a token last used, says that they asked, not that they changed something.
    const [row] = await product.sql<{ digest: string }>(`select coalesce(md5(string_agg((to_jsonb(t) - 'last_active_at' - 'last_used_at')::text, '' order by (to_jsonb(t) - 'last_active_at' - 'last_used_at')::text)), 'empty') as digest from ${name} t where workspace_id = $1`, [workspaceId]);
    return [name, row?.digest ?? ''] as const;
  }));
  return Object.fromEntries(digests);
}

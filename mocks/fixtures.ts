import { consoleFixtures, overrideFixtures } from './console-fixtures.ts';
import type { Invited, Person, StoredAgent, StoredConversation, StoredDocument, World } from './world.ts';

const minute = 60_000;
const day = 1440 * minute;

type Content = Omit<World, 'topics' | 'viewerId' | 'readNotifications' | 'now'>;

const accountFixture = () => ({
  hasPassword: true, onlyThrough: null, secondFactor: { since: null, backupCodesLeft: 0, demandedBy: [] },
  passkeys: [],
  sessions: [
    { id: '4f6f0c5e-5d0e-4a52-9b8a-0f6d3b1c7a01', browser: 'Firefox', system: 'Linux', kind: 'desktop', address: '192.0.2.10', createdAt: '2026-11-20T08:00:00Z', lastSeenAt: '2026-11-22T08:00:00Z', isCurrent: true }, 
    { id: '4f6f0c5e-5d0e-4a52-9b8a-0f6d3b1c7a02', browser: 'Safari', system: 'iOS', kind: 'phone', address: '192.0.2.77', createdAt: '2026-11-18T08:00:00Z', lastSeenAt: '2026-11-21T17:00:00Z', isCurrent: false },
  ],
}) satisfies World['account'];

/** What a new world holds. Times count back from `now`. */
export function fixtures(now: Date, empty: boolean): Content {
  const ago = (milliseconds: number): string => new Date(now.getTime() - milliseconds).toISOString();
  const person = (id: string, name: string, email: string, role: Person['role'], joined: number): Person => ({ id, name, email, role, joinedAt: ago(joined), lastActiveAt: ago(joined / 90), grants: [] });
  const people = [person('person-1', 'Ada Neri', 'ada@example.org', 'owner', 90 * day), person('person-2', 'Marco Conti', 'marco@example.org', 'admin', 60 * day), person('person-3', 'Giulia Ferri', 'giulia@example.org', 'editor', 20 * day)];
  const invitation = (id: string, email: string, status: Invited['status'], created: number): Invited => ({ id, email, role: 'editor', status, createdAt: ago(created), expiresAt: ago(created - 7 * day), link: `https://isatis.example/invite#token=${id}`, invitedBy: 'Ada Neri' });
  const tags = [{ id: 'tag-1', name: 'Orders' }, { id: 'tag-2', name: 'Returns' }];
  const sections = (id: string, texts: readonly string[]): StoredDocument['sections'] => texts.map((text, at) => ({ id: `${id}-section-${at + 1}`, headings: [`Part ${at + 1}`], hidden: false, text, page: at + 1 }));
  const document = (id: string, name: string, format: string, over: Partial<StoredDocument>, texts: readonly string[]): StoredDocument => ({
    id, name, format, size: 48_200, language: 'en', status: 'ready', progress: null, failure: null, tagIds: ['tag-1'], version: 1, createdAt: ago(9 * day), updatedAt: ago(2 * day), createdBy: 'Marco Conti', sections: sections(id, texts), ...over,
  });
  const draft: StoredAgent['draft'] = { name: 'Orders assistant', goal: 'Answer questions about orders and deliveries.', instructions: 'Be brief. Name the source.', tone: 'friendly', tagIds: ['tag-1'], fallback: 'I don’t know that. Write to orders@example.org.' };
  const agent: StoredAgent = { id: 'agent-1', draft, versions: [{ id: 'agent-1-v1', number: 1, publishedAt: ago(5 * day), publishedBy: 'Marco Conti', config: draft }], version: 3, createdAt: ago(8 * day), updatedAt: ago(day), publicKey: 'pk_orders' };
  const trial: StoredAgent = { id: 'agent-2', draft: { ...draft, name: 'Returns assistant', goal: 'Explain how to send things back.', tagIds: ['tag-2'] }, versions: [], version: 1, createdAt: ago(2 * day), updatedAt: ago(2 * day), publicKey: 'pk_returns' };
  const conversation = (at: number): StoredConversation => ({
    id: `conversation-${at}`,
    agentId: 'agent-1',
    agentVersion: 1,
    visitorId: `visitor-${at}`,
    channel: at % 3 === 0 ? 'demo' : 'widget',
    startedAt: ago(at * 97 * minute),
    messages: [
      { id: `message-${at}-1`, at: ago(at * 97 * minute), author: 'visitor', text: at % 2 ? 'When does my order arrive?' : 'Can I change the address of my order?', feedback: null, sectionId: null, answered: true },
      { id: `message-${at}-2`, at: ago(at * 97 * minute - minute), author: 'agent', text: 'Orders arrive within three working days [1].', feedback: at % 4 === 1 ? 'up' : null, sectionId: 'document-1-section-1', answered: at % 5 !== 0 },
    ],
  });
  const workspace = { id: 'workspace-1', name: 'Northwind', locale: 'en' as const, timeZone: 'Europe/Rome', retentionDays: 30, version: 1, createdAt: ago(90 * day) };
  if (empty) return { workspace, people: people.slice(0, 1), roles: [], roleGrants: [], requests: [], account: accountFixture(), policy: { requiresSecondFactor: false, version: 0 }, reviews: [], reviewSettings: { quarterly: true, answerDays: 14 }, tokens: [], views: [], invitations: [], tags: [], documents: [], agents: [], conversations: [], provider: null, audit: [], consoles: consoleFixtures(now), overrides: [], overrideOrigins: [] };
  return {
    workspace,
    people,
    roles: [{ id: 'role-1', name: 'Support', description: 'Answers visitors, and looks things up.', base: 'editor', permissions: ['workspace:read', 'knowledge:read', 'conversations:read', 'conversations:reply'], version: 1, updatedAt: ago(3 * day) }],
    roleGrants: [],
    account: accountFixture(), policy: { requiresSecondFactor: false, version: 0 }, reviews: [], reviewSettings: { quarterly: true, answerDays: 14 }, tokens: [], views: [],
    requests: [{ id: 'request-1', personId: 'person-3', permission: 'conversations:read', status: 'open', answer: '', answeredBy: null, answeredAt: null, createdAt: ago(90 * minute) }],
    invitations: [invitation('invitation-1', 'luca@example.org', 'pending', day), invitation('invitation-2', 'sara@example.org', 'expired', 12 * day), invitation('invitation-3', 'giulia@example.org', 'accepted', 21 * day)],
    tags,
    documents: [
      document('document-1', 'Delivery times.md', 'md', {}, ['Orders arrive within three working days. Islands take five.', 'An order can be followed with the number in the confirmation.']),
      document('document-2', 'Return policy.pdf', 'pdf', { tagIds: ['tag-2'], size: 812_000 }, ['Send anything back within 30 days, unused and in its box.']),
      document('document-3', 'Price list.xlsx', 'xlsx', { status: 'failed', sections: [], failure: { code: 'PASSWORD', message: 'The file is protected with a password. Remove it and upload the file again.', retryable: false } }, []),
      document('document-4', 'Handbook.docx', 'docx', { status: 'indexing', progress: 0.4 }, []),
    ],
    agents: [agent, trial],
    conversations: Array.from({ length: 64 }, (_, at) => conversation(at + 1)),
    provider: null,
    consoles: consoleFixtures(now),
    overrides: overrideFixtures(now, 'membership-person-2'),
    overrideOrigins: ['http://localhost:3100'],
    audit: [{ id: 'audit-1', at: ago(5 * day), action: 'agent.published', actor: 'Marco Conti', summary: 'Marco Conti published version 1 of an agent.' }],
  };
}

// Written by `npm run codegen` from schema.graphql.
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A day, YYYY-MM-DD. */
  Date: { input: string; output: string; }
  /** A moment, ISO 8601 in UTC. */
  DateTime: { input: string; output: string; }
};

/** Somebody asks for a permission they don’t have. */
export type AccessRequest = {
  __typename?: 'AccessRequest';
  answer: Scalars['String']['output'];
  answeredAt: Maybe<Scalars['DateTime']['output']>;
  answeredBy: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  memberId: Scalars['ID']['output'];
  /** Who asks. */
  name: Scalars['String']['output'];
  permission: Scalars['String']['output'];
  status: AccessRequestStatus;
  viewerCanAnswer: Scalars['Boolean']['output'];
};

export type AccessRequestConnection = {
  __typename?: 'AccessRequestConnection';
  edges: Array<AccessRequestEdge>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type AccessRequestEdge = {
  __typename?: 'AccessRequestEdge';
  cursor: Scalars['String']['output'];
  node: AccessRequest;
};

export type AccessRequestStatus =
  | 'declined'
  | 'granted'
  | 'open'
  | 'withdrawn';

export type AccessRequestsChange = {
  __typename?: 'AccessRequestsChange';
  /** How many wait now. */
  openCount: Scalars['Int']['output'];
};

/** Every membership, grant and API token as they were when it began, and what somebody decided about each. */
export type AccessReview = {
  __typename?: 'AccessReview';
  /** Its SHA-256, hexadecimal. */
  chainHash: Maybe<Scalars['String']['output']>;
  /** Which entry of the audit log was the last, with the sign-off in it. */
  chainSequence: Maybe<Scalars['Int']['output']>;
  counts: AccessReviewCounts;
  dueAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  isOverdue: Scalars['Boolean']['output'];
  note: Scalars['String']['output'];
  /** As 2026-Q4, when it began by itself. */
  quarter: Maybe<Scalars['String']['output']>;
  signedOffAt: Maybe<Scalars['DateTime']['output']>;
  signedOffBy: Maybe<Scalars['String']['output']>;
  startedAt: Scalars['DateTime']['output'];
  /** null when it began by itself. */
  startedBy: Maybe<Scalars['String']['output']>;
  status: AccessReviewStatus;
};

export type AccessReviewChoice =
  | 'keep'
  | 'revoke';

export type AccessReviewConnection = {
  __typename?: 'AccessReviewConnection';
  edges: Array<AccessReviewEdge>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type AccessReviewCounts = {
  __typename?: 'AccessReviewCounts';
  ended: Scalars['Int']['output'];
  kept: Scalars['Int']['output'];
  nobodyElse: Scalars['Int']['output'];
  revoked: Scalars['Int']['output'];
  total: Scalars['Int']['output'];
  undecided: Scalars['Int']['output'];
};

export type AccessReviewDecision =
  /** It was taken away elsewhere, or ended by itself, before anybody decided. */
  | 'ended'
  | 'keep'
  /** It was about everybody who could have decided. */
  | 'nobodyElse'
  | 'revoke';

export type AccessReviewEdge = {
  __typename?: 'AccessReviewEdge';
  cursor: Scalars['String']['output'];
  node: AccessReview;
};

/** Something that somebody, or everybody with a role, had when the review began. */
export type AccessReviewItem = {
  __typename?: 'AccessReviewItem';
  decidedAt: Maybe<Scalars['DateTime']['output']>;
  decidedBy: Maybe<Scalars['String']['output']>;
  decision: Maybe<AccessReviewDecision>;
  email: Maybe<Scalars['String']['output']>;
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  givenBy: Maybe<Scalars['String']['output']>;
  /** The reason it was granted for. */
  givenFor: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** Nobody decides about themselves. */
  isAboutViewer: Scalars['Boolean']['output'];
  kind: AccessReviewItemKind;
  /** When the member was last active or the token last used; null for never. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  memberId: Maybe<Scalars['ID']['output']>;
  /** Whom it is about; null for what a role was granted. */
  name: Maybe<Scalars['String']['output']>;
  /** What was granted, or given to the token. */
  permissions: Array<Scalars['String']['output']>;
  reason: Scalars['String']['output'];
  /** Whether the last use is recorded at all: of single grants it isn’t. */
  recordsUse: Scalars['Boolean']['output'];
  /** The permission it takes to revoke it. */
  revokingNeeds: Scalars['String']['output'];
  /** The preset, or whom the role ranks with. */
  role: Maybe<Role>;
  /** Of one of the workspace’s own roles. */
  roleName: Maybe<Scalars['String']['output']>;
  scope: Maybe<GrantScope>;
  since: Scalars['DateTime']['output'];
  tokenEnding: Maybe<Scalars['String']['output']>;
  tokenName: Maybe<Scalars['String']['output']>;
  viewerCanRevoke: Scalars['Boolean']['output'];
};

export type AccessReviewItemConnection = {
  __typename?: 'AccessReviewItemConnection';
  edges: Array<AccessReviewItemEdge>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type AccessReviewItemEdge = {
  __typename?: 'AccessReviewItemEdge';
  cursor: Scalars['String']['output'];
  node: AccessReviewItem;
};

export type AccessReviewItemKind =
  | 'grant'
  | 'membership'
  | 'token';

export type AccessReviewSettings = {
  __typename?: 'AccessReviewSettings';
  /** Days from its beginning to its due date. */
  answerDays: Scalars['Int']['output'];
  /** Whether one begins by itself each quarter. */
  quarterly: Scalars['Boolean']['output'];
};

export type AccessReviewStatus =
  | 'open'
  | 'signedOff';

export type AccessReviewsChange = {
  __typename?: 'AccessReviewsChange';
  /** Entries that were decided. */
  items: Array<AccessReviewItem>;
  review: AccessReview;
};

export type AddSsoDomainInput = {
  domain: Scalars['String']['input'];
};

export type AddSsoDomainResult = RuleError | SsoDomain | ValidationError;

export type Agent = {
  __typename?: 'Agent';
  createdAt: Scalars['DateTime']['output'];
  /** Page of this product that carries the widget; null until something is live. */
  demoUrl: Maybe<Scalars['String']['output']>;
  draft: AgentConfig;
  /** Names of the draft’s fields that differ from the live version; all of them when nothing is live. */
  draftChanges: Array<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  live: Maybe<AgentVersion>;
  /** What the widget’s script tag names the agent by. */
  publicKey: Scalars['String']['output'];
  /** Chats in the last 7 days, oldest day first; null without analytics:read. */
  recentChats: Maybe<Array<Scalars['Int']['output']>>;
  updatedAt: Scalars['DateTime']['output'];
  version: Scalars['Int']['output'];
  /** Newest first. */
  versions: Array<AgentVersion>;
  viewerCanDelete: Scalars['Boolean']['output'];
  viewerCanPublish: Scalars['Boolean']['output'];
  viewerCanTest: Scalars['Boolean']['output'];
  viewerCanUpdate: Scalars['Boolean']['output'];
  /** The tag to paste into a site; null until something is live. */
  widgetTag: Maybe<Scalars['String']['output']>;
};

export type AgentConfig = {
  __typename?: 'AgentConfig';
  fallback: Scalars['String']['output'];
  goal: Scalars['String']['output'];
  instructions: Scalars['String']['output'];
  name: Scalars['String']['output'];
  tags: Array<Tag>;
  tone: Tone;
};

export type AgentConfigInput = {
  fallback: Scalars['String']['input'];
  goal: Scalars['String']['input'];
  instructions: Scalars['String']['input'];
  name: Scalars['String']['input'];
  tagIds: Array<Scalars['ID']['input']>;
  tone: Tone;
};

export type AgentConnection = {
  __typename?: 'AgentConnection';
  edges: Array<AgentEdge>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
  viewerCanCreate: Scalars['Boolean']['output'];
};

export type AgentEdge = {
  __typename?: 'AgentEdge';
  cursor: Scalars['String']['output'];
  node: Agent;
};

export type AgentVersion = {
  __typename?: 'AgentVersion';
  config: AgentConfig;
  id: Scalars['ID']['output'];
  number: Scalars['Int']['output'];
  publishedAt: Scalars['DateTime']['output'];
  publishedBy: Maybe<Scalars['String']['output']>;
};

/** Figures of days in the workspace’s time zone, both ends included; `previous` is the same number of days before. */
export type Analytics = {
  __typename?: 'Analytics';
  agents: Array<AnalyticsAgent>;
  days: Array<AnalyticsDay>;
  from: Scalars['Date']['output'];
  previous: AnalyticsTotals;
  to: Scalars['Date']['output'];
  totals: AnalyticsTotals;
  viewerCanExport: Scalars['Boolean']['output'];
};

export type AnalyticsAgent = {
  __typename?: 'AnalyticsAgent';
  agentId: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  totals: AnalyticsTotals;
};

export type AnalyticsDay = {
  __typename?: 'AnalyticsDay';
  date: Scalars['Date']['output'];
  totals: AnalyticsTotals;
};

export type AnalyticsTotals = {
  __typename?: 'AnalyticsTotals';
  /** Complete answers of agents, fallbacks included: what fallbacks are a share of. */
  answers: Scalars['Int']['output'];
  chats: Scalars['Int']['output'];
  fallbacks: Scalars['Int']['output'];
  feedbackDown: Scalars['Int']['output'];
  feedbackUp: Scalars['Int']['output'];
  /** Visitors’ and agents’ messages. */
  messages: Scalars['Int']['output'];
  newVisitors: Scalars['Int']['output'];
  /** Milliseconds, mean over answers; null without answers. */
  responseMs: Maybe<Scalars['Float']['output']>;
  visitors: Scalars['Int']['output'];
};

export type AnswerAccessRequestInput = {
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  grant: Scalars['Boolean']['input'];
  id: Scalars['ID']['input'];
  /** Needed to decline. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type AnswerAccessRequestResult = AccessRequest | RuleError | ValidationError;

export type AnswerOwnershipInput = {
  accept: Scalars['Boolean']['input'];
  id: Scalars['ID']['input'];
};

export type AnswerOwnershipOfferResult = OwnershipOffer | RuleError;

/** A key for programs. It may do what it was given, as far as its maker may do it at that moment; it ends with their membership. */
export type ApiToken = {
  __typename?: 'ApiToken';
  createdAt: Scalars['DateTime']['output'];
  /** Its last characters, to tell it from others. */
  ending: Scalars['String']['output'];
  expiresAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  isExpired: Scalars['Boolean']['output'];
  isMine: Scalars['Boolean']['output'];
  kind: ApiTokenKind;
  /** To the minute. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  makerName: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  permissions: Array<Scalars['String']['output']>;
};

/** Of a person for themselves, or for what the workspace runs. */
export type ApiTokenKind =
  | 'personal'
  | 'workspace';

export type AuditEvent = {
  __typename?: 'AuditEvent';
  action: Scalars['String']['output'];
  actor: Maybe<Scalars['String']['output']>;
  at: Scalars['DateTime']['output'];
  /** JSON text, ids only. */
  details: Scalars['String']['output'];
  hash: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  sequence: Scalars['Int']['output'];
  /** A sentence in the viewer’s language. */
  summary: Scalars['String']['output'];
};

export type AuditEventConnection = {
  __typename?: 'AuditEventConnection';
  /** Whether every event since the first is as it was written, none added, none missing. */
  chainIntact: Scalars['Boolean']['output'];
  edges: Array<AuditEventEdge>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type AuditEventEdge = {
  __typename?: 'AuditEventEdge';
  cursor: Scalars['String']['output'];
  node: AuditEvent;
};

export type Author =
  | 'agent'
  | 'visitor';

/** Either a preset or a custom role. */
export type ChangeMemberRoleInput = {
  customRoleId?: InputMaybe<Scalars['ID']['input']>;
  memberId: Scalars['ID']['input'];
  role?: InputMaybe<Role>;
};

export type ChangeMemberRoleResult = Member | RuleError | ValidationError;

/** Either a preset or a custom role, for at most 100 members. */
export type ChangeMemberRolesInput = {
  customRoleId?: InputMaybe<Scalars['ID']['input']>;
  memberIds: Array<Scalars['ID']['input']>;
  role?: InputMaybe<Role>;
};

export type ChangeMemberRolesResult = ChangedMembers | RuleError | ValidationError;

/** What is left out stays. */
export type ChangeSavedViewInput = {
  hiddenColumns?: InputMaybe<Array<Scalars['String']['input']>>;
  id: Scalars['ID']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
};

export type ChangeSavedViewResult = RuleError | SavedViews | ValidationError;

export type ChangedMembers = {
  __typename?: 'ChangedMembers';
  members: Array<Member>;
  refused: Array<RefusedMember>;
};

export type ChangedSamlKeys = {
  __typename?: 'ChangedSamlKeys';
  ok: Scalars['Boolean']['output'];
};

export type Channel =
  | 'demo'
  | 'widget';

export type Citation = {
  __typename?: 'Citation';
  documentId: Scalars['ID']['output'];
  documentName: Scalars['String']['output'];
  heading: Scalars['String']['output'];
  number: Scalars['Int']['output'];
  quote: Scalars['String']['output'];
  sectionId: Scalars['ID']['output'];
};

/** A workspace that is being deleted, as those who are shut out are told of it. */
export type ClosedWorkspace = {
  __typename?: 'ClosedWorkspace';
  deletesAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  owners: Array<Scalars['String']['output']>;
};

/** One immutable build of an area. */
export type ConsoleBuild = {
  __typename?: 'ConsoleBuild';
  author: Scalars['String']['output'];
  buildId: Scalars['ID']['output'];
  /** null while it is under development. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  health: ConsoleHealth;
  id: Scalars['ID']['output'];
  isCanary: Scalars['Boolean']['output'];
  /** Came with this version of the product. */
  isShipped: Scalars['Boolean']['output'];
  isStable: Scalars['Boolean']['output'];
  /** Operations that this version doesn’t answer: such a build can’t be given to anybody. */
  misfits: Array<ConsoleMisfit>;
  /** Bytes as they are sent, compressed. */
  size: Scalars['Int']['output'];
};

export type ConsoleCanary = {
  __typename?: 'ConsoleCanary';
  build: ConsoleBuild;
  /** How many members get it. */
  people: Scalars['Int']['output'];
  roles: Array<ConsoleRole>;
  /** Per cent. */
  share: Scalars['Int']['output'];
};

export type ConsoleChange = {
  __typename?: 'ConsoleChange';
  remote: Scalars['ID']['output'];
};

/** A member who may run areas from where they are developed. */
export type ConsoleDeveloper = {
  __typename?: 'ConsoleDeveloper';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

/** Areas of the console that members run from where they are developed. */
export type ConsoleDevelopment = {
  __typename?: 'ConsoleDevelopment';
  id: Scalars['ID']['output'];
  /** Where areas may come from; empty unless the operator allows it. */
  origins: Array<Scalars['String']['output']>;
  /** Who does, by area. */
  overrides: Array<MemberConsoleOverride>;
  /** Who may, by name. */
  people: Array<ConsoleDeveloper>;
};

/** Open consoles in which a build worked and in which it failed, each counted once in five minutes; of the last 30 days. */
export type ConsoleHealth = {
  __typename?: 'ConsoleHealth';
  failures: Scalars['Int']['output'];
  loads: Scalars['Int']['output'];
};

export type ConsoleMisfit = {
  __typename?: 'ConsoleMisfit';
  operation: Scalars['String']['output'];
  reason: Scalars['String']['output'];
};

/** An area that comes from where it is developed, for the viewer alone. */
export type ConsoleOverride = {
  __typename?: 'ConsoleOverride';
  /** Of its federation manifest. */
  address: Scalars['String']['output'];
  endsAt: Scalars['DateTime']['output'];
  remote: Scalars['ID']['output'];
};

/** What the viewer runs from elsewhere. A page’s policy names its origins: load the page anew after a change. */
export type ConsoleOverriding = {
  __typename?: 'ConsoleOverriding';
  id: Scalars['ID']['output'];
  /** Where areas may come from; empty unless the operator allows it. */
  origins: Array<Scalars['String']['output']>;
  overrides: Array<ConsoleOverride>;
};

export type ConsolePin = {
  __typename?: 'ConsolePin';
  buildId: Scalars['ID']['output'];
  id: Scalars['ID']['output'];
  isViewer: Scalars['Boolean']['output'];
  memberId: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  since: Scalars['DateTime']['output'];
};

/** An area of the console with its builds, and what this workspace is given of it. */
export type ConsoleRemote = {
  __typename?: 'ConsoleRemote';
  /** Newest first. */
  builds: Array<ConsoleBuild>;
  canBeOff: Scalars['Boolean']['output'];
  canary: Maybe<ConsoleCanary>;
  /** Gets each shipped build as it comes. */
  followsShipped: Scalars['Boolean']['output'];
  /** Went back from the shipped build, until the next one. */
  heldBack: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  off: Scalars['Boolean']['output'];
  /** Members who may enter it. */
  people: Scalars['Int']['output'];
  pins: Array<ConsolePin>;
  /** What rolling back gives; null when there is nothing to go back to. */
  previous: Maybe<ConsoleBuild>;
  /** Roles that a canary may be for: the presets, and the workspace’s own. */
  roleChoices: Array<ConsoleRole>;
  stable: ConsoleBuild;
  title: Scalars['String']['output'];
  version: Scalars['Int']['output'];
  viewerCanManage: Scalars['Boolean']['output'];
  viewerMayEnter: Scalars['Boolean']['output'];
};

/** A role that a canary may be for. */
export type ConsoleRole = {
  __typename?: 'ConsoleRole';
  /** A preset’s name, or the id of one of the workspace’s own. */
  id: Scalars['ID']['output'];
  /** Of one of the workspace’s own. */
  name: Maybe<Scalars['String']['output']>;
};

export type Conversation = {
  __typename?: 'Conversation';
  agentId: Scalars['ID']['output'];
  agentName: Scalars['String']['output'];
  agentVersion: Scalars['Int']['output'];
  channel: Channel;
  /** The visitor’s first message, shortened. */
  excerpt: Scalars['String']['output'];
  feedbackDown: Scalars['Int']['output'];
  feedbackUp: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  lastMessageAt: Scalars['DateTime']['output'];
  messageCount: Scalars['Int']['output'];
  messages: MessageConnection;
  startedAt: Scalars['DateTime']['output'];
  visitorId: Scalars['ID']['output'];
};


export type ConversationMessagesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
};

export type ConversationConnection = {
  __typename?: 'ConversationConnection';
  edges: Array<ConversationEdge>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type ConversationEdge = {
  __typename?: 'ConversationEdge';
  cursor: Scalars['String']['output'];
  node: Conversation;
};

/** `id` is a UUID made by the client: a second submit of the same form creates nothing more. */
export type CreateAgentInput = {
  config: AgentConfigInput;
  id: Scalars['ID']['input'];
};

export type CreateAgentResult = Agent | RuleError | ValidationError;

export type CreateApiTokenInput = {
  /** 1 to 366. */
  expiresInDays: Scalars['Int']['input'];
  kind: ApiTokenKind;
  name: Scalars['String']['input'];
  permissions: Array<Scalars['String']['input']>;
};

export type CreateApiTokenResult = CreatedApiToken | RuleError | ValidationError;

/** `id` is a UUID made by the client; `from` is the role it is a copy of. */
export type CreateRoleInput = {
  description?: InputMaybe<Scalars['String']['input']>;
  from: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  name: Scalars['String']['input'];
  permissions: Array<Scalars['String']['input']>;
};

export type CreateRoleResult = RuleError | ValidationError | WorkspaceRole;

export type CreateScimTokenResult = CreatedScimToken | RuleError;

export type CreateTagInput = {
  name: Scalars['String']['input'];
};

export type CreateTagResult = RuleError | Tag | ValidationError;

export type CreateWorkspaceInput = {
  locale: Locale;
  name: Scalars['String']['input'];
  timeZone: Scalars['String']['input'];
};

export type CreateWorkspaceResult = CreatedWorkspace | RuleError | ValidationError;

export type CreatedApiToken = {
  __typename?: 'CreatedApiToken';
  /** The token itself. It is shown now and never again. */
  secret: Scalars['String']['output'];
  token: ApiToken;
};

export type CreatedScimToken = {
  __typename?: 'CreatedScimToken';
  /** The key itself. It is shown now and never again. */
  secret: Scalars['String']['output'];
  token: ScimToken;
};

export type CreatedWorkspace = {
  __typename?: 'CreatedWorkspace';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

/** A role that the workspace made for itself, as its holders show it. */
export type CustomRole = {
  __typename?: 'CustomRole';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type DecideAccessReviewItemsInput = {
  decision: AccessReviewChoice;
  /** At most 100; all of them are decided, or none. */
  itemIds: Array<Scalars['ID']['input']>;
  /** Needed to revoke. */
  reason?: InputMaybe<Scalars['String']['input']>;
  reviewId: Scalars['ID']['input'];
};

export type DecideAccessReviewItemsResult = DecidedAccessReviewItems | RuleError | ValidationError;

export type DecidedAccessReviewItems = {
  __typename?: 'DecidedAccessReviewItems';
  items: Array<AccessReviewItem>;
  review: AccessReview;
};

export type DeleteAgentInput = {
  id: Scalars['ID']['input'];
};

export type DeleteAgentResult = DeletedAgent | RuleError;

export type DeleteDocumentInput = {
  id: Scalars['ID']['input'];
};

export type DeleteDocumentResult = DeletedDocument | RuleError;

export type DeleteRoleInput = {
  id: Scalars['ID']['input'];
};

export type DeleteRoleResult = DeletedRole | RuleError;

export type DeleteSavedViewInput = {
  id: Scalars['ID']['input'];
};

export type DeleteSavedViewResult = RuleError | SavedViews | ValidationError;

export type DeleteTagInput = {
  id: Scalars['ID']['input'];
};

export type DeleteTagResult = DeletedTag | RuleError;

export type DeleteWorkspaceInput = {
  /** The workspace’s name, as a confirmation. */
  name: Scalars['String']['input'];
};

export type DeleteWorkspaceResult = RuleError | ValidationError | Workspace;

export type DeletedAgent = {
  __typename?: 'DeletedAgent';
  id: Scalars['ID']['output'];
};

export type DeletedDocument = {
  __typename?: 'DeletedDocument';
  id: Scalars['ID']['output'];
};

export type DeletedRole = {
  __typename?: 'DeletedRole';
  id: Scalars['ID']['output'];
};

export type DeletedTag = {
  __typename?: 'DeletedTag';
  id: Scalars['ID']['output'];
};

export type Document = {
  __typename?: 'Document';
  createdAt: Scalars['DateTime']['output'];
  createdBy: Maybe<Scalars['String']['output']>;
  /** Why it could not be read; null unless failed. */
  failure: Maybe<DocumentFailure>;
  format: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  language: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  /** 0 to 1 within the present step; null when it cannot be known. */
  progress: Maybe<Scalars['Float']['output']>;
  sectionCount: Scalars['Int']['output'];
  sections: SectionConnection;
  /** Bytes. */
  size: Scalars['Float']['output'];
  status: DocumentStatus;
  tags: Array<Tag>;
  updatedAt: Scalars['DateTime']['output'];
  version: Scalars['Int']['output'];
  viewerCanDelete: Scalars['Boolean']['output'];
  viewerCanUpdate: Scalars['Boolean']['output'];
};


export type DocumentSectionsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
};

export type DocumentChange = {
  __typename?: 'DocumentChange';
  document: Maybe<Document>;
  documentId: Scalars['ID']['output'];
};

export type DocumentConnection = {
  __typename?: 'DocumentConnection';
  edges: Array<DocumentEdge>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
  viewerCanCreate: Scalars['Boolean']['output'];
  viewerCanManageTags: Scalars['Boolean']['output'];
};

export type DocumentEdge = {
  __typename?: 'DocumentEdge';
  cursor: Scalars['String']['output'];
  node: Document;
};

export type DocumentFailure = {
  __typename?: 'DocumentFailure';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  retryable: Scalars['Boolean']['output'];
};

export type DocumentSort =
  | 'name'
  | 'newest'
  | 'oldest'
  | 'size';

export type DocumentStatus =
  | 'failed'
  | 'indexing'
  | 'parsing'
  | 'ready'
  | 'uploaded';

/** One permission of one member and the chain that decided it, last step decisive. */
export type EffectivePermission = {
  __typename?: 'EffectivePermission';
  allowed: Scalars['Boolean']['output'];
  narrowed: Array<NarrowedPermission>;
  permission: Scalars['String']['output'];
  steps: Array<PermissionStep>;
  viewerCanChange: Scalars['Boolean']['output'];
};

export type EndConsoleOverridesInput = {
  /** Without it, of all areas. */
  remote?: InputMaybe<Scalars['ID']['input']>;
};

export type EndMemberConsoleOverrideInput = {
  memberId: Scalars['ID']['input'];
  remote: Scalars['ID']['input'];
};

export type EndMemberConsoleOverrideResult = ConsoleDevelopment | RuleError | ValidationError;

export type Feedback =
  | 'down'
  | 'up';

export type FieldError = {
  __typename?: 'FieldError';
  message: Scalars['String']['output'];
  path: Scalars['String']['output'];
};

export type Grant = {
  __typename?: 'Grant';
  createdAt: Scalars['DateTime']['output'];
  createdBy: Maybe<Scalars['String']['output']>;
  effect: GrantEffect;
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  level: GrantLevel;
  permission: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  /** null when it holds everywhere. */
  scope: Maybe<GrantScope>;
};

export type GrantEffect =
  | 'grant'
  | 'revoke';

export type GrantLevel =
  | 'member'
  | 'role';

/** One agent, or the documents that carry one tag. */
export type GrantScope = {
  __typename?: 'GrantScope';
  id: Scalars['ID']['output'];
  kind: ScopeKind;
  /** null when the viewer may not see it. */
  name: Maybe<Scalars['String']['output']>;
};

export type GrantScopeInput = {
  id: Scalars['ID']['input'];
  kind: ScopeKind;
};

export type Invitation = {
  __typename?: 'Invitation';
  createdAt: Scalars['DateTime']['output'];
  /** Name of the role, if it is one of the workspace’s own; `role` then says whom it ranks with. */
  customRole: Maybe<Scalars['String']['output']>;
  email: Scalars['String']['output'];
  expiresAt: Scalars['DateTime']['output'];
  /** Grants that begin with the membership. */
  grantCount: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  invitedBy: Scalars['String']['output'];
  /** The address to open; only for a person who may invite to this role, and only while the invitation is pending. */
  link: Maybe<Scalars['String']['output']>;
  message: Scalars['String']['output'];
  role: Role;
  status: InvitationStatus;
};

export type InvitationConnection = {
  __typename?: 'InvitationConnection';
  edges: Array<InvitationEdge>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
  viewerCanInvite: Scalars['Boolean']['output'];
};

export type InvitationEdge = {
  __typename?: 'InvitationEdge';
  cursor: Scalars['String']['output'];
  node: Invitation;
};

export type InvitationOutcome =
  | 'already_invited'
  | 'already_member'
  | 'invalid'
  | 'invited'
  | 'repeated';

export type InvitationStatus =
  | 'accepted'
  | 'expired'
  | 'pending'
  | 'revoked';

/** Either a preset or a custom role. `grants` need roles:manage; `expiresInHours` is 72 unless it is said, and at most 720. */
export type InviteMemberInput = {
  customRoleId?: InputMaybe<Scalars['ID']['input']>;
  email: Scalars['String']['input'];
  expiresInHours?: InputMaybe<Scalars['Int']['input']>;
  grants?: InputMaybe<Array<InvitedGrantInput>>;
  message?: InputMaybe<Scalars['String']['input']>;
  role?: InputMaybe<Role>;
};

export type InviteMemberResult = Invitation | RuleError | ValidationError;

/** `list`: addresses one a line or several in a line, or the rows of a CSV file; at most 200 lines. */
export type InviteSeveralInput = {
  customRoleId?: InputMaybe<Scalars['ID']['input']>;
  expiresInHours?: InputMaybe<Scalars['Int']['input']>;
  grants?: InputMaybe<Array<InvitedGrantInput>>;
  list: Scalars['String']['input'];
  message?: InputMaybe<Scalars['String']['input']>;
  role?: InputMaybe<Role>;
};

export type InviteSeveralResult = InvitedList | RuleError | ValidationError;

export type InvitedGrantInput = {
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  permission: Scalars['String']['input'];
  scope?: InputMaybe<GrantScopeInput>;
};

/** What became of one line of a list. */
export type InvitedLine = {
  __typename?: 'InvitedLine';
  invitation: Maybe<Invitation>;
  /** From 1. */
  line: Scalars['Int']['output'];
  message: Scalars['String']['output'];
  outcome: InvitationOutcome;
  text: Scalars['String']['output'];
};

export type InvitedList = {
  __typename?: 'InvitedList';
  lines: Array<InvitedLine>;
};

export type KeepWorkspaceResult = RuleError | Workspace;

export type LeaveWorkspaceInput = {
  workspaceId: Scalars['ID']['input'];
};

export type LeaveWorkspaceResult = LeftWorkspace | RuleError;

export type LeftWorkspace = {
  __typename?: 'LeftWorkspace';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type LlmProvider = {
  __typename?: 'LlmProvider';
  baseUrl: Scalars['String']['output'];
  /** null: it works, or wasn’t asked since it was set. */
  failures: Maybe<LlmProviderFailures>;
  /** The last four characters; empty of a short key. */
  keyEnding: Scalars['String']['output'];
  model: Scalars['String']['output'];
  updatedAt: Scalars['DateTime']['output'];
  version: Scalars['Int']['output'];
  viewerCanManage: Scalars['Boolean']['output'];
};

export type LlmProviderChange = {
  __typename?: 'LlmProviderChange';
  provider: Maybe<LlmProvider>;
};

/** What the model failed at since it last wrote an answer, of the last seven days. Those answers were quoted instead. */
export type LlmProviderFailures = {
  __typename?: 'LlmProviderFailures';
  answers: Scalars['Int']['output'];
  /** Why it failed at the latest, and what to do. */
  message: Scalars['String']['output'];
  since: Scalars['DateTime']['output'];
};

export type LlmProviderTest = {
  __typename?: 'LlmProviderTest';
  message: Scalars['String']['output'];
  ok: Scalars['Boolean']['output'];
};

export type Locale =
  | 'en'
  | 'it';

export type MarkNotificationsReadInput = {
  /** All of them when left out. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
};

export type Member = {
  __typename?: 'Member';
  /** null for a preset; `role` then says whom its holders rank with. */
  customRole: Maybe<CustomRole>;
  email: Scalars['String']['output'];
  /** Needs roles:read, except for one’s own. */
  grants: Array<Grant>;
  /** Whether their password alone signs nobody in. */
  hasSecondFactor: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  invitedBy: Maybe<Scalars['String']['output']>;
  isViewer: Scalars['Boolean']['output'];
  joinedAt: Scalars['DateTime']['output'];
  lastActiveAt: Maybe<Scalars['DateTime']['output']>;
  name: Scalars['String']['output'];
  openSessions: Scalars['Int']['output'];
  /** Needs roles:read, except for one’s own. */
  permissions: Array<EffectivePermission>;
  role: Role;
  viewerCanChangeRole: Scalars['Boolean']['output'];
  viewerCanManagePermissions: Scalars['Boolean']['output'];
  viewerCanRemove: Scalars['Boolean']['output'];
};

/** What another role, or a removal, would mean for one member. */
export type MemberChangePreview = {
  __typename?: 'MemberChangePreview';
  /** Permissions; null without roles:read. */
  gains: Maybe<Array<Scalars['String']['output']>>;
  /** Grants of their own that go. */
  grants: Scalars['Int']['output'];
  /** Invitations they sent that stop working. */
  invitations: Scalars['Int']['output'];
  /** Permissions; null without roles:read. */
  loses: Maybe<Array<Scalars['String']['output']>>;
  memberId: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** Why it can’t be done. */
  refusal: Maybe<Scalars['String']['output']>;
  /** Open sessions that end. */
  sessions: Scalars['Int']['output'];
};

export type MemberConnection = {
  __typename?: 'MemberConnection';
  edges: Array<MemberEdge>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
  viewerCanInvite: Scalars['Boolean']['output'];
};

/** An area that a member runs from where it is developed. */
export type MemberConsoleOverride = {
  __typename?: 'MemberConsoleOverride';
  /** Of its federation manifest. */
  address: Scalars['String']['output'];
  endsAt: Scalars['DateTime']['output'];
  /** False when the member may no more, or the operator doesn’t allow the origin any more: it has no effect then. */
  holds: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  isViewer: Scalars['Boolean']['output'];
  memberId: Scalars['ID']['output'];
  /** The member’s. */
  name: Scalars['String']['output'];
  remote: Scalars['ID']['output'];
  since: Scalars['DateTime']['output'];
  /** Of the area; its id where none is built yet. */
  title: Scalars['String']['output'];
};

export type MemberEdge = {
  __typename?: 'MemberEdge';
  cursor: Scalars['String']['output'];
  node: Member;
};

export type MemberSort =
  | 'joined'
  | 'lastActive'
  | 'longestAway'
  | 'name'
  | 'nameDescending'
  | 'newest';

export type MemberStatus =
  | 'active'
  | 'idle'
  | 'never';

/** A person in a workspace. `permissions` are what they may do now. */
export type Membership = {
  __typename?: 'Membership';
  /** Name of the role, if it is one of the workspace’s own. */
  customRole: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  owners: Array<Scalars['String']['output']>;
  permissions: Array<Scalars['String']['output']>;
  /** The preset, or whom the custom role ranks with. */
  role: Role;
  workspace: WorkspaceSummary;
};

export type Message = {
  __typename?: 'Message';
  at: Scalars['DateTime']['output'];
  author: Author;
  citations: Array<Citation>;
  feedback: Maybe<Feedback>;
  id: Scalars['ID']['output'];
  /** Null for visitors’ messages and for answers the visitor stopped. */
  outcome: Maybe<Outcome>;
  text: Scalars['String']['output'];
  trace: Maybe<TurnTrace>;
};

export type MessageConnection = {
  __typename?: 'MessageConnection';
  edges: Array<MessageEdge>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type MessageEdge = {
  __typename?: 'MessageEdge';
  cursor: Scalars['String']['output'];
  node: Message;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Needs: security:manage. */
  addSsoDomain: AddSsoDomainResult;
  /** Needs: roles:manage. */
  answerAccessRequest: AnswerAccessRequestResult;
  /** Needs: member. */
  answerOwnershipOffer: AnswerOwnershipOfferResult;
  /** Needs: members:update. */
  changeMemberRole: ChangeMemberRoleResult;
  /** Needs: members:update. */
  changeMemberRoles: ChangeMemberRolesResult;
  /** Needs: member. */
  changeSavedView: ChangeSavedViewResult;
  /** Needs: agents:create. */
  createAgent: CreateAgentResult;
  /**
   * One of the workspace needs tokens:manage too.
   * Needs: member.
   */
  createApiToken: CreateApiTokenResult;
  /** Needs: roles:manage. */
  createRole: CreateRoleResult;
  /**
   * Takes the place of the one there was.
   * Needs: security:manage.
   */
  createScimToken: CreateScimTokenResult;
  /** Needs: knowledge:configure. */
  createTag: CreateTagResult;
  /**
   * Another workspace, owned by who asks.
   * Needs: signedIn.
   */
  createWorkspace: CreateWorkspaceResult;
  /**
   * What is revoked is gone at once. Revoking needs what it takes elsewhere, too.
   * Needs: access-review:manage.
   */
  decideAccessReviewItems: DecideAccessReviewItemsResult;
  /** Needs: agents:delete. */
  deleteAgent: DeleteAgentResult;
  /** Needs: knowledge:delete. */
  deleteDocument: DeleteDocumentResult;
  /**
   * Refused while somebody holds it.
   * Needs: roles:manage.
   */
  deleteRole: DeleteRoleResult;
  /** Needs: member. */
  deleteSavedView: DeleteSavedViewResult;
  /** Needs: knowledge:configure. */
  deleteTag: DeleteTagResult;
  /**
   * Shuts everybody but the owners out at once, and deletes it in seven days unless an owner keeps it.
   * Needs: workspace:delete.
   */
  deleteWorkspace: DeleteWorkspaceResult;
  /** Needs: remotes:override. */
  endConsoleOverrides: ConsoleOverriding;
  /** Needs: remotes:manage. */
  endMemberConsoleOverride: EndMemberConsoleOverrideResult;
  /** Needs: members:invite. */
  inviteMember: InviteMemberResult;
  /** Needs: members:invite. */
  inviteSeveral: InviteSeveralResult;
  /** Needs: workspace:delete. */
  keepWorkspace: KeepWorkspaceResult;
  /**
   * Ends one’s own membership.
   * Needs: member.
   */
  leaveWorkspace: LeaveWorkspaceResult;
  /** Needs: member. */
  markNotificationsRead: NotificationsRead;
  /** Needs: workspace:transfer. */
  offerOwnership: OfferOwnershipResult;
  /** Needs: remotes:manage. */
  pinConsoleBuild: PinConsoleBuildResult;
  /**
   * Makes the next key, or the first one.
   * Needs: security:manage.
   */
  prepareSamlKey: PrepareSamlKeyResult;
  /** Needs: remotes:manage. */
  promoteConsoleBuild: PromoteConsoleBuildResult;
  /** Needs: agents:publish. */
  publishAgent: PublishAgentResult;
  /** Needs: secrets:manage. */
  removeLlmProvider: RemoveLlmProviderResult;
  /** Needs: members:remove. */
  removeMember: RemoveMemberResult;
  /** Needs: members:remove. */
  removeMembers: RemoveMembersResult;
  /** Needs: security:manage. */
  removeSsoConnection: RemoveSsoConnectionResult;
  /** Needs: security:manage. */
  removeSsoDomain: RemoveSsoDomainResult;
  /** Needs: member. */
  requestAccess: RequestAccessResult;
  /**
   * A new link; the old one stops working.
   * Needs: members:invite.
   */
  resendInvitation: ResendInvitationResult;
  /** Needs: knowledge:create. */
  retryDocument: RetryDocumentResult;
  /**
   * One’s own, or with tokens:manage anybody’s. It is refused from then on.
   * Needs: member.
   */
  revokeApiToken: RevokeApiTokenResult;
  /** Needs: members:invite. */
  revokeInvitation: RevokeInvitationResult;
  /** Needs: security:manage. */
  revokeScimToken: RevokeScimTokenResult;
  /** Needs: remotes:manage. */
  rollBackConsole: RollBackConsoleResult;
  /** Needs: secrets:manage. */
  saveLlmProvider: SaveLlmProviderResult;
  /** Needs: security:manage. */
  saveSamlConnection: SaveSamlConnectionResult;
  /** Needs: security:manage. */
  saveSsoConnection: SaveSsoConnectionResult;
  /** Needs: security:manage. */
  saveSsoPolicy: SaveSsoPolicyResult;
  /** Needs: member. */
  saveView: SaveViewResult;
  /** Needs: remotes:manage. */
  setConsoleCanary: SetConsoleCanaryResult;
  /** Needs: remotes:override. */
  setConsoleOverride: SetConsoleOverrideResult;
  /** Needs: roles:manage. */
  setMemberPermission: SetMemberPermissionResult;
  /** Needs: roles:manage. */
  setRolePermission: SetRolePermissionResult;
  /** Needs: knowledge:update. */
  setSectionHidden: SetSectionHiddenResult;
  /**
   * When all is decided. Nothing of it can be changed afterwards.
   * Needs: access-review:manage.
   */
  signOffAccessReview: SignOffAccessReviewResult;
  /** Needs: access-review:manage. */
  startAccessReview: StartAccessReviewResult;
  /** Needs: member. */
  stopViewingAs: ViewingChanged;
  /** Needs: remotes:manage. */
  switchConsoleRemote: SwitchConsoleRemoteResult;
  /**
   * The next key takes the place of the current one.
   * Needs: security:manage.
   */
  switchSamlKey: SwitchSamlKeyResult;
  /** Needs: knowledge:update. */
  tagDocuments: TagDocumentsResult;
  /** Needs: secrets:manage. */
  testLlmProvider: TestLlmProviderResult;
  /** Needs: security:manage. */
  testSsoConnection: TestSsoConnectionResult;
  /** Needs: remotes:manage. */
  unpinConsoleBuild: UnpinConsoleBuildResult;
  /** Needs: access-review:manage. */
  updateAccessReviewSettings: UpdateAccessReviewSettingsResult;
  /** Needs: agents:update. */
  updateAgent: UpdateAgentResult;
  /** Needs: knowledge:update. */
  updateDocument: UpdateDocumentResult;
  /** Needs: roles:manage. */
  updateRole: UpdateRoleResult;
  /** Needs: security:manage. */
  updateSecurityPolicy: UpdateSecurityPolicyResult;
  /** Needs: workspace:update. */
  updateWorkspace: UpdateWorkspaceResult;
  /**
   * Looks for the TXT record.
   * Needs: security:manage.
   */
  verifySsoDomain: VerifySsoDomainResult;
  /**
   * Until it is stopped, this session sees the console as they would, and can change nothing.
   * Needs: members:view-as.
   */
  viewAs: ViewAsResult;
  /** Needs: member. */
  withdrawAccessRequest: WithdrawAccessRequestResult;
  /** Needs: workspace:transfer. */
  withdrawOwnershipOffer: WithdrawOwnershipOfferResult;
};


export type MutationAddSsoDomainArgs = {
  input: AddSsoDomainInput;
};


export type MutationAnswerAccessRequestArgs = {
  input: AnswerAccessRequestInput;
};


export type MutationAnswerOwnershipOfferArgs = {
  input: AnswerOwnershipInput;
};


export type MutationChangeMemberRoleArgs = {
  input: ChangeMemberRoleInput;
};


export type MutationChangeMemberRolesArgs = {
  input: ChangeMemberRolesInput;
};


export type MutationChangeSavedViewArgs = {
  input: ChangeSavedViewInput;
};


export type MutationCreateAgentArgs = {
  input: CreateAgentInput;
};


export type MutationCreateApiTokenArgs = {
  input: CreateApiTokenInput;
};


export type MutationCreateRoleArgs = {
  input: CreateRoleInput;
};


export type MutationCreateTagArgs = {
  input: CreateTagInput;
};


export type MutationCreateWorkspaceArgs = {
  input: CreateWorkspaceInput;
};


export type MutationDecideAccessReviewItemsArgs = {
  input: DecideAccessReviewItemsInput;
};


export type MutationDeleteAgentArgs = {
  input: DeleteAgentInput;
};


export type MutationDeleteDocumentArgs = {
  input: DeleteDocumentInput;
};


export type MutationDeleteRoleArgs = {
  input: DeleteRoleInput;
};


export type MutationDeleteSavedViewArgs = {
  input: DeleteSavedViewInput;
};


export type MutationDeleteTagArgs = {
  input: DeleteTagInput;
};


export type MutationDeleteWorkspaceArgs = {
  input: DeleteWorkspaceInput;
};


export type MutationEndConsoleOverridesArgs = {
  input: EndConsoleOverridesInput;
};


export type MutationEndMemberConsoleOverrideArgs = {
  input: EndMemberConsoleOverrideInput;
};


export type MutationInviteMemberArgs = {
  input: InviteMemberInput;
};


export type MutationInviteSeveralArgs = {
  input: InviteSeveralInput;
};


export type MutationLeaveWorkspaceArgs = {
  input: LeaveWorkspaceInput;
};


export type MutationMarkNotificationsReadArgs = {
  input: MarkNotificationsReadInput;
};


export type MutationOfferOwnershipArgs = {
  input: OfferOwnershipInput;
};


export type MutationPinConsoleBuildArgs = {
  input: PinConsoleBuildInput;
};


export type MutationPromoteConsoleBuildArgs = {
  input: PromoteConsoleBuildInput;
};


export type MutationPublishAgentArgs = {
  input: PublishAgentInput;
};


export type MutationRemoveMemberArgs = {
  input: RemoveMemberInput;
};


export type MutationRemoveMembersArgs = {
  input: RemoveMembersInput;
};


export type MutationRemoveSsoDomainArgs = {
  input: RemoveSsoDomainInput;
};


export type MutationRequestAccessArgs = {
  input: RequestAccessInput;
};


export type MutationResendInvitationArgs = {
  input: ResendInvitationInput;
};


export type MutationRetryDocumentArgs = {
  input: RetryDocumentInput;
};


export type MutationRevokeApiTokenArgs = {
  input: RevokeApiTokenInput;
};


export type MutationRevokeInvitationArgs = {
  input: RevokeInvitationInput;
};


export type MutationRollBackConsoleArgs = {
  input: RollBackConsoleInput;
};


export type MutationSaveLlmProviderArgs = {
  input: SaveLlmProviderInput;
};


export type MutationSaveSamlConnectionArgs = {
  input: SaveSamlConnectionInput;
};


export type MutationSaveSsoConnectionArgs = {
  input: SaveSsoConnectionInput;
};


export type MutationSaveSsoPolicyArgs = {
  input: SaveSsoPolicyInput;
};


export type MutationSaveViewArgs = {
  input: SaveViewInput;
};


export type MutationSetConsoleCanaryArgs = {
  input: SetConsoleCanaryInput;
};


export type MutationSetConsoleOverrideArgs = {
  input: SetConsoleOverrideInput;
};


export type MutationSetMemberPermissionArgs = {
  input: SetMemberPermissionInput;
};


export type MutationSetRolePermissionArgs = {
  input: SetRolePermissionInput;
};


export type MutationSetSectionHiddenArgs = {
  input: SetSectionHiddenInput;
};


export type MutationSignOffAccessReviewArgs = {
  input: SignOffAccessReviewInput;
};


export type MutationStartAccessReviewArgs = {
  input: StartAccessReviewInput;
};


export type MutationSwitchConsoleRemoteArgs = {
  input: SwitchConsoleRemoteInput;
};


export type MutationTagDocumentsArgs = {
  input: TagDocumentsInput;
};


export type MutationTestLlmProviderArgs = {
  input: TestLlmProviderInput;
};


export type MutationTestSsoConnectionArgs = {
  input: TestSsoConnectionInput;
};


export type MutationUnpinConsoleBuildArgs = {
  input: UnpinConsoleBuildInput;
};


export type MutationUpdateAccessReviewSettingsArgs = {
  input: UpdateAccessReviewSettingsInput;
};


export type MutationUpdateAgentArgs = {
  input: UpdateAgentInput;
};


export type MutationUpdateDocumentArgs = {
  input: UpdateDocumentInput;
};


export type MutationUpdateRoleArgs = {
  input: UpdateRoleInput;
};


export type MutationUpdateSecurityPolicyArgs = {
  input: UpdateSecurityPolicyInput;
};


export type MutationUpdateWorkspaceArgs = {
  input: UpdateWorkspaceInput;
};


export type MutationVerifySsoDomainArgs = {
  input: VerifySsoDomainInput;
};


export type MutationViewAsArgs = {
  input: ViewAsInput;
};


export type MutationWithdrawAccessRequestArgs = {
  input: WithdrawAccessRequestInput;
};

/** The same permission on one object that a grant or revocation is narrowed to. */
export type NarrowedPermission = {
  __typename?: 'NarrowedPermission';
  allowed: Scalars['Boolean']['output'];
  scope: GrantScope;
  steps: Array<PermissionStep>;
};

export type Notification = {
  __typename?: 'Notification';
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  kind: NotificationKind;
  /** Address within the console of what it is about. */
  path: Scalars['String']['output'];
  readAt: Maybe<Scalars['DateTime']['output']>;
  /** A sentence in the reader’s language. */
  text: Scalars['String']['output'];
};

export type NotificationConnection = {
  __typename?: 'NotificationConnection';
  edges: Array<NotificationEdge>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
  unreadCount: Scalars['Int']['output'];
};

export type NotificationEdge = {
  __typename?: 'NotificationEdge';
  cursor: Scalars['String']['output'];
  node: Notification;
};

export type NotificationKind =
  | 'access_asked'
  | 'access_given'
  | 'access_refused'
  | 'agent_published'
  | 'document_failed'
  | 'document_ready'
  | 'feedback_down'
  | 'member_joined'
  | 'ownership_accepted'
  | 'ownership_declined'
  | 'ownership_offered'
  | 'permission_granted'
  | 'permission_revoked'
  | 'review_due'
  | 'review_overdue'
  | 'review_started'
  | 'role_changed'
  | 'workspace_closed';

export type NotificationsChange = {
  __typename?: 'NotificationsChange';
  /** What is new; null when some were read. */
  notification: Maybe<Notification>;
  unreadCount: Scalars['Int']['output'];
};

export type NotificationsRead = {
  __typename?: 'NotificationsRead';
  unreadCount: Scalars['Int']['output'];
};

export type OfferOwnershipInput = {
  memberId: Scalars['ID']['input'];
  /** The workspace’s name, as a confirmation. */
  name: Scalars['String']['input'];
};

export type OfferOwnershipResult = OwnershipOffer | RuleError | ValidationError;

export type Outcome =
  | 'answered'
  | 'fallback';

/** An owner offers a workspace to another member. Nothing changes until they accept. */
export type OwnershipOffer = {
  __typename?: 'OwnershipOffer';
  expiresAt: Scalars['DateTime']['output'];
  /** Who gives it, and becomes an admin. */
  from: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** Who is to own it. */
  to: Scalars['String']['output'];
  toMemberId: Scalars['ID']['output'];
  viewerCanAnswer: Scalars['Boolean']['output'];
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor: Maybe<Scalars['String']['output']>;
};

export type PermissionChange = {
  __typename?: 'PermissionChange';
  /** How many people would gain it. */
  gained: Scalars['Int']['output'];
  lost: Scalars['Int']['output'];
  permission: Scalars['String']['output'];
};

export type PermissionChoice =
  | 'grant'
  | 'inherit'
  | 'revoke';

export type PermissionDefinition = {
  __typename?: 'PermissionDefinition';
  area: Scalars['String']['output'];
  dangerous: Scalars['Boolean']['output'];
  dependsOn: Array<Scalars['String']['output']>;
  description: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** Kind of object that a grant of it can be narrowed to. */
  narrowedTo: Maybe<ScopeKind>;
  roles: Array<Role>;
  title: Scalars['String']['output'];
};

export type PermissionSource =
  | 'custom'
  | 'member'
  | 'owner'
  | 'preset'
  | 'role';

export type PermissionStep = {
  __typename?: 'PermissionStep';
  allowed: Scalars['Boolean']['output'];
  grantId: Maybe<Scalars['ID']['output']>;
  source: PermissionSource;
};

export type PersonChange = {
  __typename?: 'PersonChange';
  gained: Array<Scalars['String']['output']>;
  lost: Array<Scalars['String']['output']>;
  memberId: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type PinConsoleBuildInput = {
  buildId: Scalars['ID']['input'];
  memberId: Scalars['ID']['input'];
  remote: Scalars['ID']['input'];
};

export type PinConsoleBuildResult = ConsoleRemote | RuleError | ValidationError;

/** The whole answer; its text replaces all pieces. */
export type PlaygroundDone = {
  __typename?: 'PlaygroundDone';
  citations: Array<Citation>;
  outcome: Outcome;
  text: Scalars['String']['output'];
  trace: TurnTrace;
};

export type PlaygroundEvent = PlaygroundDone | PlaygroundText;

export type PlaygroundMessageInput = {
  author: Author;
  text: Scalars['String']['input'];
};

/** A piece to append. */
export type PlaygroundText = {
  __typename?: 'PlaygroundText';
  text: Scalars['String']['output'];
};

export type PrepareSamlKeyResult = ChangedSamlKeys | RuleError;

export type PromoteConsoleBuildInput = {
  /** Without it everybody follows the shipped build. */
  buildId?: InputMaybe<Scalars['ID']['input']>;
  remote: Scalars['ID']['input'];
  version: Scalars['Int']['input'];
};

export type PromoteConsoleBuildResult = ConsoleRemote | RuleError | StaleError | ValidationError;

export type PublishAgentInput = {
  id: Scalars['ID']['input'];
  version: Scalars['Int']['input'];
};

export type PublishAgentResult = Agent | RuleError | StaleError;

export type Query = {
  __typename?: 'Query';
  /**
   * Newest first; with `open` only those that wait.
   * Needs: roles:manage.
   */
  accessRequests: AccessRequestConnection;
  /** Needs: access-review:manage. */
  accessReview: Maybe<AccessReview>;
  /**
   * Memberships, then grants, then tokens, each by name.
   * Needs: access-review:manage.
   */
  accessReviewItems: AccessReviewItemConnection;
  /** Needs: access-review:manage. */
  accessReviewSettings: AccessReviewSettings;
  /**
   * Newest first.
   * Needs: access-review:manage.
   */
  accessReviews: AccessReviewConnection;
  /** Needs: agents:read. */
  agent: Maybe<Agent>;
  /** Needs: agents:read. */
  agents: AgentConnection;
  /**
   * The last 30 days by default; at most 400.
   * Needs: analytics:read.
   */
  analytics: Analytics;
  /**
   * What the viewer can give to a token, in the order of the catalogue.
   * Needs: member.
   */
  apiTokenPermissions: Array<Scalars['String']['output']>;
  /**
   * Everybody’s, of both kinds, newest first.
   * Needs: tokens:manage.
   */
  apiTokens: Array<ApiToken>;
  /** Needs: audit:read. */
  auditEvents: AuditEventConnection;
  /** Needs: remotes:manage. */
  consoleDevelopment: ConsoleDevelopment;
  /** Needs: remotes:override. */
  consoleOverriding: ConsoleOverriding;
  /** Needs: remotes:manage. */
  consoleRemote: Maybe<ConsoleRemote>;
  /**
   * In the order of the navigation.
   * Needs: remotes:manage.
   */
  consoleRemotes: Array<ConsoleRemote>;
  /** Needs: conversations:read. */
  conversation: Maybe<Conversation>;
  /**
   * Newest message first. A search looks for words said in the newest 2,000 conversations.
   * Needs: conversations:read.
   */
  conversations: ConversationConnection;
  /** Needs: knowledge:read. */
  document: Maybe<Document>;
  /** Needs: knowledge:read. */
  documents: DocumentConnection;
  /** Needs: members:read. */
  invitations: InvitationConnection;
  /** Needs: secrets:read. */
  llmProvider: Maybe<LlmProvider>;
  /** Needs: members:read. */
  member: Maybe<Member>;
  /**
   * Of another role with members:update; of a removal, when no role is named, with members:remove.
   * Needs: members:read.
   */
  memberChangePreview: Array<MemberChangePreview>;
  /**
   * `roles` are names of presets and ids of the workspace’s own; active is who was there in the last 30 days. `hasGrants` needs roles:read.
   * Needs: members:read.
   */
  members: MemberConnection;
  /**
   * Those the viewer made for themselves, newest first.
   * Needs: member.
   */
  myApiTokens: Array<ApiToken>;
  /**
   * The viewer’s own, newest first; kept for 90 days.
   * Needs: member.
   */
  notifications: NotificationConnection;
  /**
   * The offer that waits for an answer; for those who may make one, and for whom it is made to.
   * Needs: member.
   */
  ownershipOffer: Maybe<OwnershipOffer>;
  /** Needs: roles:read. */
  permissionCatalogue: Array<PermissionDefinition>;
  /** Needs: roles:manage. */
  rolePreview: RolePreviewResult;
  /** Needs: roles:read. */
  roles: Array<WorkspaceRole>;
  /** Needs: member. */
  savedViews: SavedViews;
  /**
   * Agents and documents by name, members by name or e-mail, a conversation by its id; of each kind the five best that the viewer may see. Fewer than two characters find nothing.
   * Needs: member.
   */
  search: Array<SearchHit>;
  /** Needs: knowledge:read. */
  searchKnowledge: Array<SectionHit>;
  /** Needs: security:manage. */
  securityPolicy: SecurityPolicy;
  /** Needs: security:manage. */
  singleSignOn: SingleSignOn;
  /** Needs: knowledge:read. */
  tags: Array<Tag>;
  /**
   * Who is signed in; null for nobody.
   * Needs: public.
   */
  viewer: Maybe<Viewer>;
  /** Needs: workspace:read. */
  workspace: Workspace;
};


export type QueryAccessRequestsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  open: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryAccessReviewArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAccessReviewItemsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  kinds: InputMaybe<Array<AccessReviewItemKind>>;
  reviewId: Scalars['ID']['input'];
  search: InputMaybe<Scalars['String']['input']>;
  undecided: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryAccessReviewsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAgentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAgentsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  search: InputMaybe<Scalars['String']['input']>;
};


export type QueryAnalyticsArgs = {
  agentId: InputMaybe<Scalars['ID']['input']>;
  from: InputMaybe<Scalars['Date']['input']>;
  to: InputMaybe<Scalars['Date']['input']>;
};


export type QueryAuditEventsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
};


export type QueryConsoleRemoteArgs = {
  id: Scalars['ID']['input'];
};


export type QueryConversationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryConversationsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  agentId: InputMaybe<Scalars['ID']['input']>;
  channel: InputMaybe<Channel>;
  feedback: InputMaybe<Feedback>;
  first: InputMaybe<Scalars['Int']['input']>;
  search: InputMaybe<Scalars['String']['input']>;
};


export type QueryDocumentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDocumentsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  search: InputMaybe<Scalars['String']['input']>;
  sort: InputMaybe<DocumentSort>;
  status: InputMaybe<DocumentStatus>;
  tagIds: InputMaybe<Array<Scalars['ID']['input']>>;
};


export type QueryInvitationsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
};


export type QueryMemberArgs = {
  id: Scalars['ID']['input'];
};


export type QueryMemberChangePreviewArgs = {
  customRoleId: InputMaybe<Scalars['ID']['input']>;
  memberIds: Array<Scalars['ID']['input']>;
  role: InputMaybe<Role>;
};


export type QueryMembersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  hasGrants: InputMaybe<Scalars['Boolean']['input']>;
  roles: InputMaybe<Array<Scalars['String']['input']>>;
  search: InputMaybe<Scalars['String']['input']>;
  sort: InputMaybe<MemberSort>;
  status: InputMaybe<Array<MemberStatus>>;
};


export type QueryNotificationsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
};


export type QueryRolePreviewArgs = {
  permissions: Array<Scalars['String']['input']>;
  roleId: Scalars['ID']['input'];
};


export type QuerySavedViewsArgs = {
  list: Scalars['ID']['input'];
};


export type QuerySearchArgs = {
  text: Scalars['String']['input'];
};


export type QuerySearchKnowledgeArgs = {
  query: Scalars['String']['input'];
  tagIds: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** One of several who was left as they are, and why. */
export type RefusedMember = {
  __typename?: 'RefusedMember';
  memberId: Scalars['ID']['output'];
  message: Scalars['String']['output'];
  name: Maybe<Scalars['String']['output']>;
};

export type RemoveLlmProviderResult = RemovedLlmProvider | RuleError;

export type RemoveMemberInput = {
  memberId: Scalars['ID']['input'];
};

export type RemoveMemberResult = RemovedMember | RuleError;

/** At most 100 members. */
export type RemoveMembersInput = {
  memberIds: Array<Scalars['ID']['input']>;
};

export type RemoveMembersResult = RemovedMembers | RuleError | ValidationError;

export type RemoveSsoConnectionResult = RemovedSsoConnection | RuleError;

export type RemoveSsoDomainInput = {
  id: Scalars['ID']['input'];
};

export type RemoveSsoDomainResult = RemovedSsoDomain | RuleError;

export type RemovedLlmProvider = {
  __typename?: 'RemovedLlmProvider';
  ok: Scalars['Boolean']['output'];
};

export type RemovedMember = {
  __typename?: 'RemovedMember';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  sessionsEnded: Scalars['Int']['output'];
};

export type RemovedMembers = {
  __typename?: 'RemovedMembers';
  members: Array<RemovedMember>;
  refused: Array<RefusedMember>;
};

export type RemovedSsoConnection = {
  __typename?: 'RemovedSsoConnection';
  ok: Scalars['Boolean']['output'];
};

export type RemovedSsoDomain = {
  __typename?: 'RemovedSsoDomain';
  id: Scalars['ID']['output'];
};

export type RequestAccessInput = {
  permission: Scalars['String']['input'];
};

export type RequestAccessResult = AccessRequest | RuleError | ValidationError;

export type ResendInvitationInput = {
  id: Scalars['ID']['input'];
};

export type ResendInvitationResult = Invitation | RuleError;

export type RetrievedSection = {
  __typename?: 'RetrievedSection';
  score: Scalars['Float']['output'];
  sectionId: Scalars['ID']['output'];
};

export type RetryDocumentInput = {
  id: Scalars['ID']['input'];
};

export type RetryDocumentResult = Document | RuleError;

export type RevokeApiTokenInput = {
  id: Scalars['ID']['input'];
};

export type RevokeApiTokenResult = RevokedApiToken | RuleError;

export type RevokeInvitationInput = {
  id: Scalars['ID']['input'];
};

export type RevokeInvitationResult = Invitation | RuleError;

export type RevokeScimTokenResult = RevokedScimToken | RuleError;

export type RevokedApiToken = {
  __typename?: 'RevokedApiToken';
  id: Scalars['ID']['output'];
};

export type RevokedScimToken = {
  __typename?: 'RevokedScimToken';
  ok: Scalars['Boolean']['output'];
};

export type Role =
  | 'admin'
  | 'editor'
  | 'owner';

/** What saving a role would do to those who hold it. */
export type RolePreview = {
  __typename?: 'RolePreview';
  changes: Array<PermissionChange>;
  gaining: Scalars['Int']['output'];
  holders: Scalars['Int']['output'];
  losing: Scalars['Int']['output'];
  /** By name, at most 50. */
  people: Array<PersonChange>;
};

export type RolePreviewResult = RolePreview | RuleError | ValidationError;

export type RollBackConsoleInput = {
  remote: Scalars['ID']['input'];
  version: Scalars['Int']['input'];
};

export type RollBackConsoleResult = ConsoleRemote | RuleError | StaleError | ValidationError;

/** A rule of the product forbids it (for instance: the last owner). */
export type RuleError = UserError & {
  __typename?: 'RuleError';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

/** A key of the workspace’s own towards its SAML provider. The private half is never shown. */
export type SamlKey = {
  __typename?: 'SamlKey';
  /** PEM. */
  certificate: Scalars['String']['output'];
  /** SHA-256. */
  fingerprint: Scalars['String']['output'];
  stage: SamlKeyStage;
  validUntil: Scalars['DateTime']['output'];
};

export type SamlKeyStage =
  /** Requests are signed with it, assertions encrypted to it. */
  | 'current'
  /** Opens what the provider still encrypts to it. */
  | 'former'
  /** To be told to the provider before it takes the place of the current one. */
  | 'next';

/** `apiKey` null keeps the stored one. */
export type SaveLlmProviderInput = {
  apiKey?: InputMaybe<Scalars['String']['input']>;
  baseUrl: Scalars['String']['input'];
  model: Scalars['String']['input'];
  version?: InputMaybe<Scalars['Int']['input']>;
};

export type SaveLlmProviderResult = LlmProvider | RuleError | StaleError | ValidationError;

/** `metadata`, the provider’s own, takes the place of the four after it. Without certificates the stored ones stay. */
export type SaveSamlConnectionInput = {
  certificates?: InputMaybe<Array<Scalars['String']['input']>>;
  entityId?: InputMaybe<Scalars['String']['input']>;
  label: Scalars['String']['input'];
  metadata?: InputMaybe<Scalars['String']['input']>;
  signOnUrl?: InputMaybe<Scalars['String']['input']>;
  signOutUrl?: InputMaybe<Scalars['String']['input']>;
  version?: InputMaybe<Scalars['Int']['input']>;
};

export type SaveSamlConnectionResult = RuleError | SsoConnection | StaleError | ValidationError;

/** `clientSecret` null keeps the stored one. */
export type SaveSsoConnectionInput = {
  clientId: Scalars['String']['input'];
  clientSecret?: InputMaybe<Scalars['String']['input']>;
  issuer: Scalars['String']['input'];
  label: Scalars['String']['input'];
  version?: InputMaybe<Scalars['Int']['input']>;
};

export type SaveSsoConnectionResult = RuleError | SsoConnection | StaleError | ValidationError;

export type SaveSsoPolicyInput = {
  defaultRole: Role;
  required: Scalars['Boolean']['input'];
  version: Scalars['Int']['input'];
};

export type SaveSsoPolicyResult = RuleError | SsoPolicy | StaleError | ValidationError;

export type SaveViewInput = {
  hiddenColumns: Array<Scalars['String']['input']>;
  /** `members`, `documents`, `conversations`, or one of an area of one’s own. */
  list: Scalars['ID']['input'];
  name: Scalars['String']['input'];
  query: Scalars['String']['input'];
};

export type SaveViewResult = RuleError | SavedViews | ValidationError;

/** How the viewer likes to see a list, under a name of their own. */
export type SavedView = {
  __typename?: 'SavedView';
  /** Columns that are put away. */
  hiddenColumns: Array<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** Search, filters and order, as they stand in the address. */
  query: Scalars['String']['output'];
};

/** The viewer’s saved views of one list, by name. */
export type SavedViews = {
  __typename?: 'SavedViews';
  /** The list’s. */
  id: Scalars['ID']['output'];
  views: Array<SavedView>;
};

export type ScimToken = {
  __typename?: 'ScimToken';
  createdAt: Scalars['DateTime']['output'];
  ending: Scalars['String']['output'];
  /** To the minute. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
};

export type ScopeKind =
  | 'agent'
  | 'tag';

export type SearchHit = {
  __typename?: 'SearchHit';
  /** Tells it from another of the same title. */
  detail: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  kind: SearchHitKind;
  /** Address within the console. */
  path: Scalars['String']['output'];
  title: Scalars['String']['output'];
};

export type SearchHitKind =
  | 'agent'
  | 'conversation'
  | 'document'
  | 'member';

export type Section = {
  __typename?: 'Section';
  headings: Array<Scalars['String']['output']>;
  hidden: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  /** Page of a PDF or sheet of a workbook, from 1. */
  page: Maybe<Scalars['Int']['output']>;
  position: Scalars['Int']['output'];
  /** Markdown. */
  text: Scalars['String']['output'];
};

export type SectionConnection = {
  __typename?: 'SectionConnection';
  edges: Array<SectionEdge>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type SectionEdge = {
  __typename?: 'SectionEdge';
  cursor: Scalars['String']['output'];
  node: Section;
};

export type SectionHit = {
  __typename?: 'SectionHit';
  document: Document;
  score: Scalars['Float']['output'];
  section: Section;
};

/** What the workspace demands of its members before they get in. */
export type SecurityPolicy = {
  __typename?: 'SecurityPolicy';
  id: Scalars['ID']['output'];
  /** Members whose password alone signs them in. */
  membersWithout: Scalars['Int']['output'];
  /** Whoever has none can do nothing here but set it up. */
  requiresSecondFactor: Scalars['Boolean']['output'];
  version: Scalars['Int']['output'];
};

export type SetConsoleCanaryInput = {
  /** Without it the canary ends. */
  buildId?: InputMaybe<Scalars['ID']['input']>;
  remote: Scalars['ID']['input'];
  /** Presets by name, the workspace’s own by id. */
  roles: Array<Scalars['ID']['input']>;
  /** Per cent. */
  share: Scalars['Int']['input'];
  version: Scalars['Int']['input'];
};

export type SetConsoleCanaryResult = ConsoleRemote | RuleError | StaleError | ValidationError;

export type SetConsoleOverrideInput = {
  address: Scalars['String']['input'];
  remote: Scalars['ID']['input'];
};

export type SetConsoleOverrideResult = ConsoleOverriding | RuleError | ValidationError;

/** `inherit` removes the person’s own grant or revocation. */
export type SetMemberPermissionInput = {
  choice: PermissionChoice;
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  memberId: Scalars['ID']['input'];
  permission: Scalars['String']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  scope?: InputMaybe<GrantScopeInput>;
};

export type SetMemberPermissionResult = Member | RuleError | ValidationError;

/** `inherit` removes the role’s own grant or revocation. */
export type SetRolePermissionInput = {
  choice: PermissionChoice;
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  permission: Scalars['String']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  roleId: Scalars['ID']['input'];
  scope?: InputMaybe<GrantScopeInput>;
};

export type SetRolePermissionResult = RuleError | ValidationError | WorkspaceRole;

export type SetSectionHiddenInput = {
  hidden: Scalars['Boolean']['input'];
  sectionId: Scalars['ID']['input'];
};

export type SetSectionHiddenResult = RuleError | Section;

export type SignOffAccessReviewInput = {
  note?: InputMaybe<Scalars['String']['input']>;
  reviewId: Scalars['ID']['input'];
};

export type SignOffAccessReviewResult = AccessReview | RuleError | ValidationError;

/** How the people of the workspace’s domains sign in and are provisioned. */
export type SingleSignOn = {
  __typename?: 'SingleSignOn';
  /** What an OpenID provider has to be told to send people back to. */
  callbackAddress: Scalars['String']['output'];
  connection: Maybe<SsoConnection>;
  domains: Array<SsoDomain>;
  policy: SsoPolicy;
  /** How many people the directory has brought who are active. */
  provisioned: Scalars['Int']['output'];
  /** Where a SAML provider sends its answers (assertion consumer service). */
  samlAnswerAddress: Scalars['String']['output'];
  /** What a SAML provider has to be told that Isatis is called. Its metadata is at this address. */
  samlEntityId: Scalars['String']['output'];
  /** Made when a SAML provider is first connected; the current one first. */
  samlKeys: Array<SamlKey>;
  /** Where a SAML provider sends its demands to sign somebody out, and its answers to ours (single logout, by HTTP redirect). */
  samlSignOutAddress: Scalars['String']['output'];
  scimAddress: Scalars['String']['output'];
  scimToken: Maybe<ScimToken>;
  /** Where an OpenID provider sends people whom it signed out (post-logout redirect). */
  signedOutAddress: Scalars['String']['output'];
  /** Where a provider sends people who begin to sign in at its own page. */
  startAddress: Scalars['String']['output'];
};

/** What a SAML provider signs with. */
export type SsoCertificate = {
  __typename?: 'SsoCertificate';
  /** SHA-256. */
  fingerprint: Scalars['String']['output'];
  validUntil: Scalars['DateTime']['output'];
};

/** The identity provider of the workspace. Its secret is never shown. */
export type SsoConnection = {
  __typename?: 'SsoConnection';
  /** Of SAML alone. */
  certificates: Array<SsoCertificate>;
  /** Of OpenID alone. */
  clientId: Maybe<Scalars['String']['output']>;
  /** OpenID’s issuer, or SAML’s entity ID. */
  issuer: Scalars['String']['output'];
  /** The company’s name, as the sign-in page says it. */
  label: Scalars['String']['output'];
  protocol: SsoProtocol;
  /** The last four characters; empty of a short one. Of OpenID alone. */
  secretEnding: Maybe<Scalars['String']['output']>;
  /** Of SAML alone. */
  signOnUrl: Maybe<Scalars['String']['output']>;
  /** Where people are signed out there, too. Of SAML alone; null: they stay signed in there. */
  signOutUrl: Maybe<Scalars['String']['output']>;
  updatedAt: Scalars['DateTime']['output'];
  version: Scalars['Int']['output'];
};

export type SsoConnectionTest = {
  __typename?: 'SsoConnectionTest';
  message: Scalars['String']['output'];
  ok: Scalars['Boolean']['output'];
};

/** A mail domain of the workspace, once its DNS record was found. */
export type SsoDomain = {
  __typename?: 'SsoDomain';
  domain: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** Name of the TXT record that proves it. */
  recordName: Scalars['String']['output'];
  recordValue: Scalars['String']['output'];
  verifiedAt: Maybe<Scalars['DateTime']['output']>;
};

export type SsoPolicy = {
  __typename?: 'SsoPolicy';
  /** What newcomers become. */
  defaultRole: Role;
  /** Whether people of the domains who aren’t owners have to sign in this way. */
  required: Scalars['Boolean']['output'];
  version: Scalars['Int']['output'];
};

export type SsoProtocol =
  /** OpenID Connect. */
  | 'oidc'
  /** SAML 2.0. */
  | 'saml';

/** Somebody else changed it since it was read. */
export type StaleError = UserError & {
  __typename?: 'StaleError';
  code: Scalars['String']['output'];
  currentVersion: Scalars['Int']['output'];
  message: Scalars['String']['output'];
};

export type StartAccessReviewInput = {
  /** 1 to 90; the workspace’s own setting when left out. */
  answerDays?: InputMaybe<Scalars['Int']['input']>;
};

export type StartAccessReviewResult = AccessReview | RuleError | ValidationError;

export type Subscription = {
  __typename?: 'Subscription';
  /** Needs: roles:manage. */
  accessRequestsChanged: AccessRequestsChange;
  /**
   * A review began, somebody decided entries of it, or it was signed off.
   * Needs: access-review:manage.
   */
  accessReviewsChanged: AccessReviewsChange;
  /**
   * People are given other builds of an area: ask the registry again.
   * Needs: member.
   */
  consoleChanged: ConsoleChange;
  /**
   * A conversation is new or has a new message or feedback.
   * Needs: conversations:read.
   */
  conversationChanged: Conversation;
  /**
   * Every change of status or progress of any document, its deletion included.
   * Needs: knowledge:read.
   */
  documentChanged: DocumentChange;
  /**
   * The language model began to fail at answers, writes them again, or was set otherwise.
   * Needs: secrets:read.
   */
  llmProviderChanged: LlmProviderChange;
  /**
   * The viewer was told something new, or read some of it elsewhere.
   * Needs: member.
   */
  notificationsChanged: NotificationsChange;
  /**
   * Answers one question with the draft of an agent. Nothing is kept.
   * Needs: agents:test.
   */
  playground: PlaygroundEvent;
  /**
   * What the viewer may do has changed. Ends when the viewer no longer belongs to the workspace.
   * Needs: signedIn.
   */
  viewerChanged: Viewer;
};


export type SubscriptionPlaygroundArgs = {
  agentId: Scalars['ID']['input'];
  history: InputMaybe<Array<PlaygroundMessageInput>>;
  question: Scalars['String']['input'];
};

export type SwitchConsoleRemoteInput = {
  off: Scalars['Boolean']['input'];
  remote: Scalars['ID']['input'];
  version: Scalars['Int']['input'];
};

export type SwitchConsoleRemoteResult = ConsoleRemote | RuleError | StaleError | ValidationError;

export type SwitchSamlKeyResult = ChangedSamlKeys | RuleError;

export type Tag = {
  __typename?: 'Tag';
  documentCount: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

/** At most 100 documents; all of them are tagged, or none. */
export type TagDocumentsInput = {
  add: Array<Scalars['ID']['input']>;
  documentIds: Array<Scalars['ID']['input']>;
  remove: Array<Scalars['ID']['input']>;
};

export type TagDocumentsResult = RuleError | StaleError | TaggedDocuments | ValidationError;

export type TaggedDocuments = {
  __typename?: 'TaggedDocuments';
  documents: Array<Document>;
};

export type TestLlmProviderInput = {
  apiKey?: InputMaybe<Scalars['String']['input']>;
  baseUrl: Scalars['String']['input'];
  model: Scalars['String']['input'];
};

export type TestLlmProviderResult = LlmProviderTest | RuleError | ValidationError;

export type TestSsoConnectionInput = {
  clientId: Scalars['String']['input'];
  clientSecret?: InputMaybe<Scalars['String']['input']>;
  issuer: Scalars['String']['input'];
};

export type TestSsoConnectionResult = RuleError | SsoConnectionTest | ValidationError;

export type Tone =
  | 'concise'
  | 'formal'
  | 'friendly'
  | 'neutral';

export type TurnTrace = {
  __typename?: 'TurnTrace';
  /** Milliseconds. */
  firstTokenMs: Maybe<Scalars['Float']['output']>;
  inputTokens: Maybe<Scalars['Int']['output']>;
  model: Maybe<Scalars['String']['output']>;
  outputTokens: Maybe<Scalars['Int']['output']>;
  providerFailure: Maybe<Scalars['String']['output']>;
  retrieveMs: Scalars['Float']['output'];
  retrieved: Array<RetrievedSection>;
  totalMs: Scalars['Float']['output'];
};

export type UnpinConsoleBuildInput = {
  memberId: Scalars['ID']['input'];
  remote: Scalars['ID']['input'];
};

export type UnpinConsoleBuildResult = ConsoleRemote | RuleError | ValidationError;

export type UpdateAccessReviewSettingsInput = {
  /** 1 to 90. */
  answerDays: Scalars['Int']['input'];
  quarterly: Scalars['Boolean']['input'];
};

export type UpdateAccessReviewSettingsResult = AccessReviewSettings | RuleError | ValidationError;

export type UpdateAgentInput = {
  config: AgentConfigInput;
  id: Scalars['ID']['input'];
  version: Scalars['Int']['input'];
};

export type UpdateAgentResult = Agent | RuleError | StaleError | ValidationError;

export type UpdateDocumentInput = {
  id: Scalars['ID']['input'];
  name: Scalars['String']['input'];
  tagIds: Array<Scalars['ID']['input']>;
  version: Scalars['Int']['input'];
};

export type UpdateDocumentResult = Document | RuleError | StaleError | ValidationError;

export type UpdateRoleInput = {
  description?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  name: Scalars['String']['input'];
  permissions: Array<Scalars['String']['input']>;
  version: Scalars['Int']['input'];
};

export type UpdateRoleResult = RuleError | StaleError | ValidationError | WorkspaceRole;

export type UpdateSecurityPolicyInput = {
  requiresSecondFactor: Scalars['Boolean']['input'];
  version: Scalars['Int']['input'];
};

export type UpdateSecurityPolicyResult = RuleError | SecurityPolicy | StaleError;

export type UpdateWorkspaceInput = {
  locale: Locale;
  name: Scalars['String']['input'];
  retentionDays: Scalars['Int']['input'];
  timeZone: Scalars['String']['input'];
  version: Scalars['Int']['input'];
};

export type UpdateWorkspaceResult = RuleError | StaleError | ValidationError | Workspace;

export type UserError = {
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

/** What was typed can’t be accepted; one entry a field. */
export type ValidationError = UserError & {
  __typename?: 'ValidationError';
  code: Scalars['String']['output'];
  fields: Array<FieldError>;
  message: Scalars['String']['output'];
};

export type VerifySsoDomainInput = {
  id: Scalars['ID']['input'];
};

export type VerifySsoDomainResult = RuleError | SsoDomain;

/** Either a member or a role: a preset’s name or a custom role’s id. */
export type ViewAsInput = {
  memberId?: InputMaybe<Scalars['ID']['input']>;
  roleId?: InputMaybe<Scalars['ID']['input']>;
};

export type ViewAsResult = RuleError | ValidationError | ViewingChanged;

export type Viewer = {
  __typename?: 'Viewer';
  closedWorkspaces: Array<ClosedWorkspace>;
  email: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  membership: Maybe<Membership>;
  memberships: Array<Membership>;
  name: Scalars['String']['output'];
  /** Name of the workspace that was asked for and lets the viewer in only once they have a second factor; `membership` is null until then. */
  secondFactorDue: Maybe<Scalars['String']['output']>;
  viewing: Maybe<Viewing>;
};

/** The console is shown as somebody else would see it; nothing can be changed. */
export type Viewing = {
  __typename?: 'Viewing';
  /** Of the person; null when it is a role. */
  name: Maybe<Scalars['String']['output']>;
  startedAt: Scalars['DateTime']['output'];
};

/** Ask for `viewer` anew: everything that is shown may be different. */
export type ViewingChanged = {
  __typename?: 'ViewingChanged';
  viewing: Scalars['Boolean']['output'];
};

export type WithdrawAccessRequestInput = {
  id: Scalars['ID']['input'];
};

export type WithdrawAccessRequestResult = AccessRequest | RuleError;

export type WithdrawOwnershipOfferResult = OwnershipOffer | RuleError;

export type Workspace = {
  __typename?: 'Workspace';
  createdAt: Scalars['DateTime']['output'];
  /** When it is deleted, unless an owner keeps it. */
  deletesAt: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  locale: Locale;
  name: Scalars['String']['output'];
  retentionDays: Scalars['Int']['output'];
  timeZone: Scalars['String']['output'];
  version: Scalars['Int']['output'];
  viewerCanDelete: Scalars['Boolean']['output'];
  viewerCanTransfer: Scalars['Boolean']['output'];
  viewerCanUpdate: Scalars['Boolean']['output'];
};

/** One of the three presets, which are locked, or a role of the workspace’s own. */
export type WorkspaceRole = {
  __typename?: 'WorkspaceRole';
  description: Scalars['String']['output'];
  grants: Array<Grant>;
  /** The preset’s name, or the custom role’s id. */
  id: Scalars['ID']['output'];
  isPreset: Scalars['Boolean']['output'];
  memberCount: Scalars['Int']['output'];
  name: Scalars['String']['output'];
  /** What it has from the start, before grants and revocations. */
  permissions: Array<Scalars['String']['output']>;
  /** Whom its holders rank with. */
  rank: Role;
  updatedAt: Maybe<Scalars['DateTime']['output']>;
  version: Scalars['Int']['output'];
  viewerCanEdit: Scalars['Boolean']['output'];
  /** Permissions that the viewer holds themselves, and so can give. */
  viewerCanGive: Array<Scalars['String']['output']>;
  viewerCanGrant: Scalars['Boolean']['output'];
};

export type WorkspaceSummary = {
  __typename?: 'WorkspaceSummary';
  /** When it is deleted, unless an owner keeps it; null for one that isn’t on its way out. */
  deletesAt: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  locale: Locale;
  name: Scalars['String']['output'];
  timeZone: Scalars['String']['output'];
};

// The floor of a first row: one bundle of the same React, Apollo and design system that shows the same list, without
// federation, routes, session or permissions.
import { parse } from 'graphql';
import { createRoot } from 'react-dom/client';
import { ApolloProvider, type TypedDocumentNode, createDataClient, useConnection, useQuery } from '#shared/data/index.ts';
import { I18nProvider, MessageBook } from '#shared/i18n/index.ts';
import { type Column, DataTable, EmptyState, RelativeTime, UiProvider, uiMessages } from '#shared/ui/index.ts';

interface Row { readonly id: string; readonly name: string; readonly email: string; readonly role: string; readonly joinedAt: string; readonly lastActiveAt: string | null }
interface Answer { readonly members: { readonly totalCount: number; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }; readonly edges: readonly { readonly node: Row }[] } }

const MEMBERS = parse(`
  query Members($first: Int!, $after: String) {
    members(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { id name email role joinedAt lastActiveAt } } }
  }
`) as TypedDocumentNode<Answer, { first: number; after?: string | null }>;

const columns: readonly Column<Row>[] = [
  { id: 'name', header: 'Name', cell: ({ name }) => name },
  { id: 'email', header: 'E-mail', cell: ({ email }) => email },
  { id: 'role', header: 'Role', cell: ({ role }) => role },
  { id: 'active', header: 'Last active', cell: ({ lastActiveAt }) => (lastActiveAt ? <RelativeTime at={lastActiveAt} /> : '–') },
];

function Members() {
  const list = useConnection(useQuery(MEMBERS, { variables: { first: 50 } }), (data) => data.members);
  return <DataTable {...list} label="Members" columns={columns} rowKey={({ id }) => id} empty={<EmptyState title="Nobody" />} errorTitle="The members could not be loaded." />;
}

const book = await MessageBook.open('en', { ui: uiMessages });
const data = createDataClient({ workspace: () => null, locale: () => 'en', onSignedOut: () => undefined });
const element = document.getElementById('root');
if (!element) throw new Error('The page has no #root.');
createRoot(element).render(<I18nProvider book={book}><UiProvider><ApolloProvider client={data.apollo}><Members /></ApolloProvider></UiProvider></I18nProvider>);

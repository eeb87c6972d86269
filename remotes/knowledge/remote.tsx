import { defineRemote } from '#shared/contract/index.ts';
import { lazyPage } from '#shared/ui/index.ts';
import { DocumentsDocument, TagsDocument } from './gql/graphql.ts';
import { firstDocuments } from './pages/documents/first-documents.ts';

const DocumentsPage = lazyPage(() => import('./pages/documents/documents-page.tsx'));
const DocumentPage = lazyPage(() => import('./pages/document/document-page.tsx'));
const SearchPage = lazyPage(() => import('./pages/search/search-page.tsx'));

export default defineRemote({
  id: 'knowledge',
  routes: () => [
    { path: '', element: <DocumentsPage /> },
    { path: 'search', element: <SearchPage /> },
    { path: ':documentId', element: <DocumentPage /> },
  ],
  prefetch: (_shell, ask) => {
    ask(DocumentsDocument, firstDocuments);
    ask(TagsDocument, {});
    return DocumentsPage.fetch();
  },
  messages: (locale) => (locale === 'it' ? import('./messages/it.json') : import('./messages/en.json')).then((file) => file.default),
});

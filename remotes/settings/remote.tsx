import { defineRemote } from '#shared/contract/index.ts';
import { lazyPage } from '#shared/ui/index.ts';

const GeneralPage = lazyPage(() => import('./pages/general/general-page.tsx'));
const RetentionPage = lazyPage(() => import('./pages/retention/retention-page.tsx'));
const ProviderPage = lazyPage(() => import('./pages/provider/provider-page.tsx'));
const SingleSignOnPage = lazyPage(() => import('./pages/single-sign-on/single-sign-on-page.tsx'));
const AuditPage = lazyPage(() => import('./pages/audit/audit-page.tsx'));
const OwnershipPage = lazyPage(() => import('./pages/ownership/ownership-page.tsx'));
const SecurityPage = lazyPage(() => import('./pages/security/security-page.tsx'));
const ConsolePage = lazyPage(() => import('./pages/console/console-page.tsx'));

export default defineRemote({
  id: 'settings',
  routes: () => [
    { path: '', element: <GeneralPage /> },
    { path: 'retention', element: <RetentionPage /> },
    { path: 'ai', element: <ProviderPage /> },
    { path: 'security', element: <SecurityPage /> },
    { path: 'single-sign-on', element: <SingleSignOnPage /> },
    { path: 'audit', element: <AuditPage /> },
    { path: 'ownership', element: <OwnershipPage /> },
    { path: 'console', element: <ConsolePage /> },
    { path: 'console/:area', element: <ConsolePage /> },
  ],
  messages: (locale) => (locale === 'it' ? import('./messages/it.json') : import('./messages/en.json')).then((file) => file.default),
});

import { type ReactNode, Suspense, lazy, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { Session } from '#shared/contract/index.ts';
import { toAppError, useQuery, useSubscription } from '#shared/data/index.ts';
import { TimeZoneProvider, useLocale, useT } from '#shared/i18n/index.ts';
import { isPermission } from '#shared/permissions/index.ts';
import { FullPageError, ShellProvider, notify, useLocation, useNavigate } from '#shared/ui/index.ts';
import { SessionChangedDocument, SessionDocument, type SessionViewerFragment } from '../gql/graphql.ts';
import { useRegistryChanges } from '../federation/use-registry-changes.ts';
import { FramePlaceholder } from '../navigation/frame-placeholder.tsx';
import { NoWorkspace } from './no-workspace.tsx';
import { useAskForAccess } from './use-ask-for-access.ts';
import { activeWorkspace } from './workspace-choice.ts';

// Few ever see it.
const SecondFactorDue = lazy(() => import('./second-factor-due.tsx').then((file) => ({ default: file.SecondFactorDue })));

/** The session as remotes see it; null for somebody who belongs to no workspace. */
export function sessionOf({ id, name, email, viewing, membership }: SessionViewerFragment): Session | null {
  if (!membership) return null;
  const { workspace, role, customRole } = membership;
  return { person: { id, name, email }, workspace, memberId: membership.id, role, viewing: viewing && { name: viewing.name, role: customRole ?? role }, permissions: new Set(membership.permissions.filter(isPermission)) };
}

/**
 * One query at the start says who is signed in and what they may do; one
 * subscription keeps that true. Signed out: to the sign-in page, and back after.
 */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const locale = useLocale();
  const t = useT('shell');
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const { data, error, loading, refetch } = useQuery(SessionDocument, { fetchPolicy: 'cache-first' });
  const [settingUp, setSettingUp] = useState(false);
  const viewer = data?.viewer ?? null;
  useSubscription(SessionChangedDocument, {
    skip: viewer === null,
    // The stream ends when the membership does: ask who is left.
    onComplete: () => void refetch(),
    ignoreResults: true,
  });

  useRegistryChanges({ skip: !viewer?.membership });

  const signedOut = data !== undefined && viewer === null;
  useEffect(() => {
    if (!signedOut) return;
    const next = pathname === '/' ? '' : `?${new URLSearchParams({ next: pathname + search })}`;
    void navigate(`/sign-in${next}`, { replace: true });
  }, [signedOut, navigate, pathname, search]);

  const session = useMemo(() => (viewer ? sessionOf(viewer) : null), [viewer]);
  const owners = viewer?.membership?.owners;
  const workspaceId = session?.workspace.id ?? null;
  // Before anything below asks the server, and once: drawn again while it is left, the page must not choose it anew.
  useLayoutEffect(() => activeWorkspace.set(workspaceId), [workspaceId]);
  const askForAccess = useAskForAccess();
  const shell = useMemo(
    () => session && { session, locale, owners: owners ?? [], notify, askForAccess, requestHeaders: { 'x-isatis-workspace': session.workspace.id, 'accept-language': locale } },
    [session, locale, owners, askForAccess],
  );

  if (error && !data) return <FullPageError error={toAppError(error)} title={t('session.failed')} onRetry={() => void refetch()} />;
  // The workspace opens as soon as the code is right; the backup codes must be seen first.
  if (viewer?.secondFactorDue || settingUp) {
    const done = (): void => {
      setSettingUp(false);
      void refetch();
    };
    return <Suspense><SecondFactorDue workspace={viewer?.secondFactorDue ?? ''} onBegun={() => setSettingUp(true)} onDone={done} /></Suspense>;
  }
  if (shell) return <ShellProvider value={shell}><TimeZoneProvider timeZone={shell.session.workspace.timeZone}>{children}</TimeZoneProvider></ShellProvider>;
  if (viewer && !loading) return <NoWorkspace name={viewer.name} email={viewer.email} />;
  return <FramePlaceholder />;
}

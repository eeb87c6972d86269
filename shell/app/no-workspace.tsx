import { useT } from '#shared/i18n/index.ts';
import { EmptyState } from '#shared/ui/index.ts';

interface NoWorkspaceProps {
  readonly name: string;
  readonly email: string;
}

/** Signed in, but in no workspace: the last membership has ended. */
export function NoWorkspace({ name, email }: NoWorkspaceProps) {
  const t = useT('shell');
  return <EmptyState order={1} title={t('noWorkspace.title')} text={t('noWorkspace.text', { name, email })} />;
}

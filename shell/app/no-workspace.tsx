import { requestJson } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Button } from '#shared/ui/index.ts';
import { Entrance } from './entrance/entrance.tsx';

interface NoWorkspaceProps {
  readonly name: string;
  readonly email: string;
}

/** Signed in, but in no workspace: the last membership has ended. */
export function NoWorkspace({ name, email }: NoWorkspaceProps) {
  const t = useT('shell');
  const signOut = async (): Promise<void> => {
    await requestJson('/auth/sign-out', { method: 'POST', body: {} }).catch(() => null);
    location.assign('/sign-in');
  };
  return (
    <Entrance title={t('noWorkspace.title')} purpose={t('noWorkspace.text', { name, email })}>
      <Button variant="default" onClick={() => void signOut()}>{t('person.signOut')}</Button>
    </Entrance>
  );
}

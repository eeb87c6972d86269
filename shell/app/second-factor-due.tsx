import { useT } from '#shared/i18n/index.ts';
import { Anchor } from '#shared/ui/index.ts';
import { SetUpSecondFactor } from './entrance/set-up-second-factor.tsx';
import { signOut } from './session-end.ts';

/** Signed in, but the workspace lets in only who has a second step: it is set up here, then the console opens. */
export function SecondFactorDue({ workspace, onBegun, onDone }: { readonly workspace: string; readonly onBegun: () => void; readonly onDone: () => void }) {
  const t = useT('shell');
  const leave = (): void => void signOut().catch(() => location.assign('/sign-in'));
  return (
    <SetUpSecondFactor
      purpose={t('secondFactor.due', { workspace })}
      below={<Anchor component="button" type="button" onClick={leave}>{t('person.signOut')}</Anchor>}
      onBegun={onBegun}
      onDone={onDone}
    />
  );
}

import { toAppError } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ErrorState, Skeleton } from '#shared/ui/index.ts';
import { AccountFrame } from '../../parts/account-frame.tsx';
import { useAccount } from '../../parts/use-account.ts';
import { PasskeysSection } from './passkeys-section.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';

/** How one proves who one is, besides the password. */
export default function SecurityPage() {
  const t = useT('account');
  const { data, error, refetch } = useAccount();
  return (
    <AccountFrame>
      {error ? <ErrorState error={toAppError(error)} title={t('failed')} onRetry={() => void refetch()} /> : null}
      {data ? <><SecondFactorSection factor={data.secondFactor} hasPassword={data.hasPassword} /><PasskeysSection {...data} /></> : error ? null : <><Skeleton height={180} radius={12} /><Skeleton height={140} radius={12} /></>}
    </AccountFrame>
  );
}

import { useState } from 'react';
import { outcomeOf, toAppError, useMutation, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Alert, Anchor, Button, ConfirmDialog, ErrorState, Group, Link, Stack, StatusBadge, Text, notify } from '#shared/ui/index.ts';
import { SecurityPolicyDocument, type SecurityPolicyFieldsFragment, UpdateSecurityPolicyDocument } from '../../gql/graphql.ts';
import { FieldsSkeleton } from '../../parts/fields-skeleton.tsx';
import { SettingsFrame } from '../../parts/settings-frame.tsx';

/** What the workspace demands of its members before they get in. */
export default function SecurityPage() {
  const t = useT('settings');
  const { data, error, refetch } = useQuery(SecurityPolicyDocument);
  return (
    <SettingsFrame section="security">
      {error && !data ? <ErrorState error={toAppError(error)} title={t('security.failed')} onRetry={() => void refetch().catch(() => undefined)} /> : null}
      {data ? <PolicySwitch policy={data.securityPolicy as SecurityPolicyFieldsFragment} /> : error ? null : <FieldsSkeleton />}
    </SettingsFrame>
  );
}

function PolicySwitch({ policy: { requiresSecondFactor, membersWithout, version } }: { readonly policy: SecurityPolicyFieldsFragment }) {
  const t = useT('settings');
  const [save, { loading }] = useMutation(UpdateSecurityPolicyDocument, { refetchQueries: ['SecurityPolicy'] });
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const put = async (wanted: boolean) => {
    const outcome = outcomeOf((await save({ variables: { input: { requiresSecondFactor: wanted, version } } })).data?.updateSecurityPolicy);
    setRefusal(outcome.ok ? null : outcome.message);
    if (outcome.ok) notify({ kind: 'success', text: t(wanted ? 'security.turnedOn' : 'security.turnedOff') });
    return outcome;
  };
  const toggle = (wanted: boolean): void => {
    if (wanted && membersWithout > 0) return setAsking(true);
    void put(wanted).catch(() => notify({ kind: 'error', text: t('security.failed') }));
  };
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Text fw={500}>{t('security.require')}</Text>
        <StatusBadge tone={requiresSecondFactor ? 'positive' : 'neutral'} label={t(requiresSecondFactor ? 'security.on' : 'security.off')} />
      </Group>
      <Text c="dimmed">{t('security.requireHint')}</Text>
      <Text size="sm" role="status">{membersWithout === 0 ? t('security.everybody') : t('security.without', { count: membersWithout })}</Text>
      <Group><Button variant={requiresSecondFactor ? 'default' : 'filled'} loading={loading} onClick={() => toggle(!requiresSecondFactor)}>{t(requiresSecondFactor ? 'security.leave' : 'security.ask')}</Button></Group>
      {refusal ? <Alert color="yellow" role="alert">{refusal} <Anchor component={Link} to="/account/security">{t('security.own')}</Anchor></Alert> : null}
      <ConfirmDialog opened={asking} onClose={() => setAsking(false)} title={t('security.askTitle')} consequence={t('security.askText', { count: membersWithout })} confirmLabel={t('security.ask')} onConfirm={() => put(true)} />
    </Stack>
  );
}

import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Button, ConfirmDialog, CopyField, Group, StatusBadge, Text, useDisclosure, useShell } from '#shared/ui/index.ts';
import { PrepareSamlKeyDocument, type SamlKeyShownFragment, SwitchSamlKeyDocument } from '../../gql/graphql.ts';
import classes from './single-sign-on.module.css';

const again = { refetchQueries: ['SingleSignOn'], awaitRefetchQueries: true };
const rowsOfCertificate = 4;

/** The keys by which the provider knows us, and the change from one to the next: told first, used then. */
export function SamlKeys({ keys }: { readonly keys: readonly SamlKeyShownFragment[] }) {
  const t = useT('settings');
  const format = useFormat();
  const { notify } = useShell();
  const [preparing, prepareDialog] = useDisclosure(false);
  const [switching, switchDialog] = useDisclosure(false);
  const [prepareKey] = useMutation(PrepareSamlKeyDocument, again);
  const [switchKey] = useMutation(SwitchSamlKeyDocument, again);
  const prepare = async () => outcomeOf((await prepareKey()).data?.prepareSamlKey);
  const change = async () => {
    const outcome = outcomeOf((await switchKey()).data?.switchSamlKey);
    if (outcome.ok) notify({ kind: 'success', text: t('sso.keySwitched') });
    return outcome;
  };
  const shown = keys.filter(({ stage }) => stage !== 'former');
  const hasNext = keys.some(({ stage }) => stage === 'next');
  return (
    <details className={classes.more}>
      <summary>{t('sso.ownKeys')}</summary>
      <Text size="sm" c="dimmed">{t('sso.ownKeysPurpose')}</Text>
      <ul className={classes.rows}>
        {shown.map(({ stage, certificate, fingerprint, validUntil }) => (
          <li key={fingerprint} className={classes.row}>
            <Group gap="xs">
              <StatusBadge tone={stage === 'current' ? 'positive' : 'neutral'} label={t(`sso.keyStages.${stage}`)} />
              <Text size="sm">{t('sso.certificateUntil', { date: format.date(validUntil) })}</Text>
            </Group>
            <code className={classes.code}>{fingerprint}</code>
            <CopyField label={t(`sso.keyCertificates.${stage}`)} value={certificate} rows={rowsOfCertificate} />
          </li>
        ))}
      </ul>
      <Group mt="sm">
        {hasNext ? <Button variant="default" onClick={switchDialog.open}>{t('sso.switchKey')}</Button> : <Button variant="default" onClick={prepareDialog.open}>{t(shown.length > 0 ? 'sso.prepareKey' : 'sso.firstKey')}</Button>}
      </Group>
      <ConfirmDialog opened={preparing} onClose={prepareDialog.close} title={t('sso.prepareKeyTitle')} consequence={t(shown.length > 0 ? 'sso.prepareKeyText' : 'sso.firstKeyText')} confirmLabel={t('sso.prepareIt')} onConfirm={prepare} />
      <ConfirmDialog opened={switching} onClose={switchDialog.close} title={t('sso.switchKeyTitle')} consequence={t('sso.switchKeyText')} confirmLabel={t('sso.switchIt')} onConfirm={change} />
    </details>
  );
}

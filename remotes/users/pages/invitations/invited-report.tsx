import { useT } from '#shared/i18n/index.ts';
import { Button, Dialog, Group, Stack, StatusBadge, type StatusTone, Text } from '#shared/ui/index.ts';
import type { InvitationOutcome, InvitedLineFragment } from '../../gql/graphql.ts';
import classes from './invited-report.module.css';

interface InvitedReportProps {
  readonly lines: readonly InvitedLineFragment[];
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAnother: () => void;
}

const tones: Readonly<Record<InvitationOutcome, StatusTone>> = { invited: 'positive', already_member: 'neutral', already_invited: 'neutral', repeated: 'neutral', invalid: 'warning' };

/** What became of each line of a list. Links are in the list of invitations. */
export function InvitedReport({ lines, opened, onClose, onAnother }: InvitedReportProps) {
  const t = useT('users');
  const invited = lines.filter(({ outcome }) => outcome === 'invited').length;
  return (
    <Dialog opened={opened} onClose={onClose} title={t('invite.reportTitle')} size={560}>
      <Stack gap="md">
        <Text role="status">{t('invite.reportCount', { count: invited, total: lines.length })}</Text>
        <div className={classes.scroll} role="region" aria-label={t('invite.report')} tabIndex={0}>
          <table className={classes.table}>
            <thead><tr><th scope="col">{t('invite.line')}</th><th scope="col">{t('invite.email')}</th><th scope="col">{t('invitations.status')}</th></tr></thead>
            <tbody>
              {lines.map(({ line, text, outcome, message, invitation }, at) => (
                <tr key={at}>
                  <td className="tabular">{line}</td>
                  <td><Text size="sm" truncate maw={220}>{invitation?.email ?? text}</Text>{outcome === 'invited' ? null : <Text size="xs" c="dimmed">{message}</Text>}</td>
                  <td><StatusBadge tone={tones[outcome]} label={t(`outcome.${outcome}`)} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onAnother}>{t('invite.another')}</Button>
          <Button onClick={onClose}>{t('invite.close')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

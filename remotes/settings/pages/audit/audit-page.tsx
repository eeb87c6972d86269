import { useConnection, useQuery } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Alert, Button, type Column, DataTable, EmptyState, Group, IconRefresh, IconShieldCheck, Skeleton, StatusBadge, Tooltip } from '#shared/ui/index.ts';
import { AuditEventsDocument, type AuditRowFragment } from '../../gql/graphql.ts';
import { SettingsFrame } from '../../parts/settings-frame.tsx';
import { AuditEntry } from './audit-entry.tsx';
import classes from './audit.module.css';

const pageSize = 50;
const shownOfHash = 10;

/** Every privileged change, newest first, each chained to the one before. */
export default function AuditPage() {
  const t = useT('settings');
  const format = useFormat();
  const result = useQuery(AuditEventsDocument, { variables: { first: pageSize } });
  const list = useConnection(result, (data) => data.auditEvents);
  const columns: readonly Column<AuditRowFragment>[] = [
    { id: 'summary', header: t('audit.what'), cell: (event) => <AuditEntry event={event} /> },
    { id: 'actor', header: t('audit.who'), width: 150, cell: ({ actor }) => actor ?? '–' },
    { id: 'at', header: t('audit.when'), width: 170, cell: ({ at }) => <time dateTime={at} className={classes.when}>{format.dateTime(at)}</time> },
    { id: 'hash', header: t('audit.hash'), width: 120, hideBelow: 'lg', cell: ({ hash }) => <Tooltip label={hash} maw={420}><code className={classes.hash} tabIndex={0}>{hash.slice(0, shownOfHash)}</code></Tooltip> },
  ];
  return (
    <SettingsFrame section="audit" wide aside={<Aside intact={list.connection?.chainIntact} busy={list.loading} onRefresh={list.onRetry} />}>
      {list.connection?.chainIntact === false ? <Alert role="alert" color="red" mb="md" title={t('audit.broken')}>{t('audit.brokenText')}</Alert> : null}
      <div className={classes.table}>
        <DataTable {...list} label={t('audit.entries')} columns={columns} rowKey={({ id }) => id} empty={<EmptyState order={3} drawing={<IconShieldCheck size={26} stroke={1.5} />} title={t('audit.empty')} text={t('audit.emptyText')} />} errorTitle={t('audit.failed')} />
      </div>
    </SettingsFrame>
  );
}

interface AsideProps {
  /** Undefined until it was checked. */
  readonly intact: boolean | undefined;
  readonly busy: boolean;
  readonly onRefresh: () => void;
}

function Aside({ intact, busy, onRefresh }: AsideProps) {
  const t = useT('settings');
  return (
    <Group gap="sm">
      {intact === undefined ? <Skeleton height={22} width={110} /> : (
        <Tooltip label={t(intact ? 'audit.intactText' : 'audit.brokenText')}><span tabIndex={0} className={classes.badge}><StatusBadge tone={intact ? 'positive' : 'negative'} label={t(intact ? 'audit.intact' : 'audit.broken')} /></span></Tooltip>
      )}
      <Button variant="default" size="compact-md" leftSection={<IconRefresh size={14} />} loading={busy} onClick={onRefresh}>{t('audit.refresh')}</Button>
    </Group>
  );
}

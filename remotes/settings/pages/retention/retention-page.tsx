import { type FormEvent, useState } from 'react';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { ConfirmDialog, FormPage, IconInfoCircle, NumberInput, Stack, Text } from '#shared/ui/index.ts';
import type { WorkspaceSettingsFragment } from '../../gql/graphql.ts';
import { StaleNotice } from '../../parts/stale-notice.tsx';
import { useWorkspaceForm } from '../../parts/use-workspace-form.ts';
import { WorkspaceSection } from '../../parts/workspace-section.tsx';
import classes from './retention-page.module.css';

const fields = ['retentionDays'] as const;
const limits = { min: 1, max: 3650 } as const;

const isAllowed = (days: unknown): days is number => Number.isInteger(days) && Number(days) >= limits.min && Number(days) <= limits.max;

/** How long conversations are kept. */
export default function RetentionPage() {
  return <WorkspaceSection section="retention">{(workspace) => <RetentionForm workspace={workspace} />}</WorkspaceSection>;
}

function RetentionForm({ workspace }: { readonly workspace: WorkspaceSettingsFragment }) {
  const t = useT('settings');
  const format = useFormat();
  const [confirming, setConfirming] = useState(false);
  const { form, theirs, useTheirs, keepMine } = useWorkspaceForm({
    workspace,
    fields,
    check: ({ retentionDays }) => (isAllowed(retentionDays) ? {} : { retentionDays: t('retention.range', { min: limits.min, max: format.number(limits.max) }) }),
  });
  const days = form.values.retentionDays;
  const inDays = (count: number): string => t('days', { count, number: format.number(count) });
  const shortens = isAllowed(days) && days < workspace.retentionDays;
  const submit = (event?: FormEvent): void => {
    if (!shortens) return form.submit(event);
    event?.preventDefault();
    setConfirming(true);
  };
  return (
    <>
      {theirs ? <StaleNotice busy={form.submitting} onUseTheirs={useTheirs} onKeepMine={keepMine} differences={[{ label: t('retention.days'), theirs: inDays(theirs.retentionDays), mine: inDays(days) }]} /> : null}
      <FormPage form={{ ...form, submit }} readOnly={!workspace.viewerCanUpdate}>
        <Stack gap="md">
          <NumberInput className={classes.days} label={t('retention.days')} description={t('retention.daysHint')} min={limits.min} max={limits.max} clampBehavior="none" allowDecimal={false} allowNegative={false} {...form.field('retentionDays')} />
          <div className={classes.consequence} role="status">
            <IconInfoCircle size={18} aria-hidden />
            <div>
              {isAllowed(days) ? <Text fw={500}>{t('retention.consequence', { count: days, number: format.number(days) })}</Text> : null}
              <Text size="sm" c="dimmed">{t('retention.analyticsStay')}</Text>
            </div>
          </div>
        </Stack>
      </FormPage>
      <ConfirmDialog
        opened={confirming}
        onClose={() => setConfirming(false)}
        title={t('retention.confirmTitle', { count: days, number: format.number(days) })}
        consequence={t('retention.confirmText', { days: inDays(days), before: inDays(workspace.retentionDays) })}
        confirmLabel={t('retention.confirm')}
        onConfirm={() => {
          // What comes of it shows in the form, which stays in sight.
          form.submit();
          return Promise.resolve({ ok: true, value: null });
        }}
      />
    </>
  );
}

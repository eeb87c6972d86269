import { memo, useMemo } from 'react';
import { locales } from '#shared/contract/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { FormPage, Group, IconCheck, Select, Stack, Text, TextInput } from '#shared/ui/index.ts';
import type { WorkspaceSettingsFragment } from '../../gql/graphql.ts';
import { StaleNotice } from '../../parts/stale-notice.tsx';
import { useWorkspaceForm } from '../../parts/use-workspace-form.ts';
import { WorkspaceSection } from '../../parts/workspace-section.tsx';
import { offsetOf, timeIn, timeZoneOptions } from './time-zones.ts';

const fields = ['name', 'locale', 'timeZone'] as const;
const longestName = 80;

/** What the workspace is called, and where and in which language it works. */
export default function GeneralPage() {
  return <WorkspaceSection section="general">{(workspace) => <GeneralForm workspace={workspace} />}</WorkspaceSection>;
}

function GeneralForm({ workspace }: { readonly workspace: WorkspaceSettingsFragment }) {
  const t = useT('settings');
  const locale = useLocale();
  const { form, theirs, useTheirs, keepMine } = useWorkspaceForm({ workspace, fields, check: ({ name }) => (name.trim() === '' ? { name: t('general.nameMissing') } : {}) });
  const { values } = form;
  const zones = useMemo(() => timeZoneOptions(workspace.timeZone), [workspace.timeZone]);
  const shown = (field: (typeof fields)[number], value: string): string => (field === 'locale' ? t(`language.${value}`) : value);
  const differing = theirs ? fields.filter((field) => theirs[field] !== values[field]) : [];
  return (
    <>
      {theirs ? <StaleNotice busy={form.submitting} onUseTheirs={useTheirs} onKeepMine={keepMine} differences={differing.map((field) => ({ label: t(`general.${field}`), theirs: shown(field, theirs[field]), mine: shown(field, values[field]) }))} /> : null}
      <FormPage form={form} readOnly={!workspace.viewerCanUpdate}>
        <Stack gap="lg">
          <TextInput label={t('general.name')} description={t('general.nameHint')} maxLength={longestName} autoComplete="organization" {...form.field('name')} />
          <Select label={t('general.locale')} description={t('general.localeHint')} data={locales.map((value) => ({ value, label: t(`language.${value}`) }))} {...form.field('locale')} />
          <Select
            label={t('general.timeZone')}
            description={<>{t('general.timeZoneHint')} {t('general.timeThere', { time: timeIn(values.timeZone, locale, new Date()) })}</>}
            searchable
            limit={60}
            nothingFoundMessage={t('general.noTimeZone')}
            data={zones}
            renderOption={({ option: { label, value }, checked }) => <ZoneOption label={label} zone={value} chosen={checked === true} />}
            {...form.field('timeZone')}
          />
        </Stack>
      </FormPage>
    </>
  );
}

// Drawn anew at each letter typed anywhere in the form, sixty at a time: the offset is worked out once.
const ZoneOption = memo(function ZoneOption({ label, zone, chosen }: { readonly label: string; readonly zone: string; readonly chosen: boolean }) {
  const offset = useMemo(() => offsetOf(zone, new Date()), [zone]);
  return (
    <Group gap="sm" wrap="nowrap" w="100%">
      {chosen ? <IconCheck size={14} aria-hidden /> : null}
      <span>{label}</span>
      <Text size="sm" c="dimmed" ml="auto" className="tabular">{offset}</Text>
    </Group>
  );
});

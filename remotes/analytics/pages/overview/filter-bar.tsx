import { useT } from '#shared/i18n/index.ts';
import { Group, SegmentedControl, Select, Text } from '#shared/ui/index.ts';
import { CustomPeriod } from './custom-period.tsx';
import classes from './filter-bar.module.css';
import { type Preset, presetOrder, presets } from './period.ts';
import type { AnalyticsFilter } from './use-analytics-filter.ts';

const everyone = 'all';

interface FilterBarProps {
  readonly filter: AnalyticsFilter;
  /** Undefined until it is known who there is. */
  readonly agents: readonly { readonly agentId: string; readonly name: string }[] | undefined;
}

/** What all panels below are about: which days, which agent. */
export function FilterBar({ filter, agents }: FilterBarProps) {
  const t = useT('analytics');
  const { period, today, agentId } = filter;
  return (
    <Group role="search" aria-label={t('filter')} gap="xs" className={classes.bar}>
      <SegmentedControl
        className={classes.presets}
        aria-label={t('period.title')}
        // Chosen days are none of the presets: then none is marked.
        value={period.preset ?? ''}
        onChange={(preset) => filter.setPreset(preset as Preset)}
        data={presetOrder.map((value) => ({ value, label: value === 'today' ? t('period.today') : t('period.days', { count: presets[value] }) }))}
      />
      <CustomPeriod period={period} today={today} onChange={filter.setDays} />
      <Select
        className={classes.agent}
        aria-label={t('agent')}
        searchable
        value={agentId ?? everyone}
        onChange={(value) => filter.setAgent(value === everyone ? null : value)}
        data={[{ value: everyone, label: t('allAgents') }, ...(agents ?? []).map(({ agentId: value, name }) => ({ value, label: name }))]}
        nothingFoundMessage={t('noAgentFound')}
      />
      <Text size="sm" c="dimmed" className={classes.note}>{t('refreshes')}</Text>
    </Group>
  );
}

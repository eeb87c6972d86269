import { useT } from '#shared/i18n/index.ts';
import { Button, EmptyState, IconChartBar, Link, useCan } from '#shared/ui/index.ts';
import { lengthOf } from './period.ts';
import type { AnalyticsFilter } from './use-analytics-filter.ts';

const longest = 90;

/** Nothing was counted in these days: why that may be, and where to go. */
export function NothingYet({ filter }: { readonly filter: AnalyticsFilter }) {
  const t = useT('analytics');
  const seesAgents = useCan('agents:read');
  const longer = lengthOf(filter.period) < longest;
  return (
    <EmptyState
      drawing={<IconChartBar size={26} stroke={1.5} />}
      title={filter.agentId === null ? t('nothing.title') : t('nothing.titleAgent')}
      text={t('nothing.text')}
      action={
        <>
          {filter.agentId === null ? null : <Button variant="default" onClick={() => filter.setAgent(null)}>{t('nothing.allAgents')}</Button>}
          {longer ? <Button variant="default" onClick={() => filter.setPreset('90')}>{t('nothing.longer')}</Button> : null}
          {seesAgents ? <Button component={Link} to="/agents">{t('nothing.agents')}</Button> : null}
        </>
      }
    />
  );
}

import { toAppError, useQuery } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { CardsSkeleton, ErrorState, PageHeader, Stack, useShell } from '#shared/ui/index.ts';
import { HomeDocument } from '../../gql/graphql.ts';
import { SetUpSteps } from './set-up-steps.tsx';
import { Today } from './today.tsx';
import { dayIn, hourIn } from './workspace-day.ts';

const greetingAt = (hour: number): string => (hour < 5 || hour >= 18 ? 'evening' : hour < 12 ? 'morning' : 'afternoon');

/** Where everybody lands: today beside yesterday, and what is left to set up. */
export default function Home() {
  const t = useT('shell');
  const format = useFormat();
  const { session } = useShell();
  const { timeZone } = session.workspace;
  const today = dayIn(timeZone, new Date());
  const may = session.permissions;
  const { data, loading, error, refetch } = useQuery(HomeDocument, {
    variables: {
      from: today,
      to: today,
      analytics: may.has('analytics:read'),
      knowledge: may.has('knowledge:read') && may.has('knowledge:create'),
      agents: may.has('agents:read') && may.has('agents:create'),
      members: may.has('members:read') && may.has('members:invite'),
    },
  });
  const firstName = session.person.name.split(' ')[0] ?? session.person.name;
  return (
    <>
      <PageHeader title={t(`home.${greetingAt(hourIn(timeZone, new Date()))}`, { name: firstName })} purpose={format.day(today)} />
      {error && !data ? <ErrorState error={toAppError(error)} title={t('home.failed')} onRetry={() => void refetch()} /> : null}
      {!data && loading ? <CardsSkeleton cards={4} /> : null}
      {data ? (
        <Stack gap="xl">
          {data.analytics ? <Today totals={data.analytics.totals} previous={data.analytics.previous} /> : null}
          <SetUpSteps data={data} />
        </Stack>
      ) : null}
    </>
  );
}

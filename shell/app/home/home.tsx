import { toAppError, useQuery, useSubscription } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { CardsSkeleton, ErrorState, PageHeader, Slot, Stack, useShell } from '#shared/ui/index.ts';
import { HomeDocument, type HomeTotalsFragment, LlmProviderChangedDocument } from '../../gql/graphql.ts';
import { AttentionList } from './attention-list.tsx';
import { mattersIn } from './attention.ts';
import { Month } from './month.tsx';
import { SetUpSteps } from './set-up-steps.tsx';
import { Today, shownTotals } from './today.tsx';
import { dayIn, hourIn, shiftDay } from './workspace-day.ts';

const greetingAt = (hour: number): string => (hour < 5 || hour >= 18 ? 'evening' : hour < 12 ? 'morning' : 'afternoon');

const daysOfMonth = 30;

/** Cards of other areas need to be told nothing. */
const noContext = {};

/** Whether anything was counted then or before: six noughts beside six noughts say nothing. */
const isLively = ({ totals, previous }: { readonly totals: HomeTotalsFragment; readonly previous: HomeTotalsFragment }): boolean => shownTotals.some((name) => totals[name] > 0 || previous[name] > 0);

/** Where everybody lands: what needs attention, today beside yesterday, the last days, and what is left to set up. */
export default function Home() {
  const t = useT('shell');
  const format = useFormat();
  const { session } = useShell();
  const { timeZone } = session.workspace;
  const today = dayIn(timeZone, new Date());
  const may = session.permissions;
  // Who may set the model otherwise is told when it fails.
  const mends = may.has('secrets:read') && may.has('secrets:manage');
  const { data, loading, error, refetch } = useQuery(HomeDocument, {
    variables: {
      from: shiftDay(today, 1 - daysOfMonth),
      to: today,
      analytics: may.has('analytics:read'),
      knowledge: may.has('knowledge:read') && may.has('knowledge:create'),
      agents: may.has('agents:read') && may.has('agents:create'),
      members: may.has('members:read') && may.has('members:invite'),
      model: mends,
    },
  });
  useSubscription(LlmProviderChangedDocument, { skip: !mends, onData: () => void refetch(), ignoreResults: true });
  const [yesterday, now] = data?.month?.days.slice(-2) ?? [];
  const lately = now && yesterday ? { totals: now.totals, previous: yesterday.totals } : null;
  const firstName = session.person.name.split(' ')[0] ?? session.person.name;
  return (
    <>
      <PageHeader title={t(`home.${greetingAt(hourIn(timeZone, new Date()))}`, { name: firstName })} purpose={format.day(today)} />
      {error && !data ? <ErrorState error={toAppError(error)} title={t('home.failed')} onRetry={() => void refetch()} /> : null}
      {!data && loading ? <CardsSkeleton cards={4} /> : null}
      {data ? (
        <Stack gap="xl">
          <AttentionList matters={mattersIn(data, may.has('conversations:read'), new Date())} />
          {lately && isLively(lately) ? <Today {...lately} /> : null}
          {data.month && isLively(data.month) ? <Month month={data.month} /> : null}
          <SetUpSteps data={data} />
          <Slot name="home.cards" context={noContext} />
        </Stack>
      ) : null}
    </>
  );
}

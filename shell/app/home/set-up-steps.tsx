import { useT } from '#shared/i18n/index.ts';
import { Button, IconCircleCheck, IconCircleDashed, Link, Stack, Text, Title } from '#shared/ui/index.ts';
import type { HomeQuery } from '../../gql/graphql.ts';
import classes from './home.module.css';

interface Step {
  readonly id: 'knowledge' | 'agent' | 'publish' | 'invite';
  readonly done: boolean;
  readonly to: string;
}

/** What the data says is done. A step the person may not take is left out. */
export function stepsFrom({ documents, agents, members, invitations }: HomeQuery): readonly Step[] {
  return [
    documents && { id: 'knowledge' as const, done: documents.totalCount > 0, to: '/knowledge' },
    agents && { id: 'agent' as const, done: agents.totalCount > 0, to: '/agents/new' },
    agents && { id: 'publish' as const, done: agents.edges.some(({ node }) => node.live !== null), to: agents.edges[0] ? `/agents/${agents.edges[0].node.id}` : '/agents' },
    members && invitations && { id: 'invite' as const, done: invitations.totalCount > 0 || members.totalCount > 1, to: '/users/invitations' },
  ].filter((step) => step !== null && step !== undefined);
}

/** The way from an empty workspace to an answered visitor; gone when all of it is walked. */
export function SetUpSteps({ data }: { readonly data: HomeQuery }) {
  const t = useT('shell');
  const steps = stepsFrom(data);
  const left = steps.filter(({ done }) => !done);
  if (left.length === 0) return null;
  return (
    <Stack component="section" gap="sm" aria-labelledby="home-steps">
      <Title order={2} id="home-steps">{t('home.steps.title')}</Title>
      <ol className={classes.steps}>
        {steps.map(({ id, done, to }) => (
          <li key={id} className={classes.step}>
            {done ? <IconCircleCheck size={20} className={classes.done} aria-label={t('home.steps.done')} /> : <IconCircleDashed size={20} className={classes.open} aria-label={t('home.steps.open')} />}
            <span className={classes.words}>
              <Text fw={500} c={done ? 'dimmed' : undefined}>{t(`home.steps.${id}.title`)}</Text>
              {done ? null : <Text size="sm" c="dimmed">{t(`home.steps.${id}.text`)}</Text>}
            </span>
            {done ? null : <Button component={Link} to={to} size="compact-md" variant={left[0]?.id === id ? 'filled' : 'default'}>{t(`home.steps.${id}.action`)}</Button>}
          </li>
        ))}
      </ol>
    </Stack>
  );
}

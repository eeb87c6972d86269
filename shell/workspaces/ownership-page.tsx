import { useEffect, useState } from 'react';
import { outcomeOf, toAppError, useMutation, useQuery } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Alert, Button, Card, EmptyState, ErrorState, Group, IconShield, Link, PageHeader, RowsSkeleton, Stack, Text, useErrorText, useNavigate, useShell } from '#shared/ui/index.ts';
import { AnswerOwnershipOfferDocument, OwnershipOfferDocument, type OwnershipOfferQuery } from '../gql/graphql.ts';

/** Where somebody accepts or declines the workspace they were offered. */
export default function OwnershipPage() {
  const t = useT('shell');
  const { data, error, refetch } = useQuery(OwnershipOfferDocument, { fetchPolicy: 'network-only' });
  useEffect(() => {
    document.title = `${t('ownership.title')} · Isatis`;
  }, [t]);
  const offer = data?.ownershipOffer;
  return (
    <>
      <PageHeader title={t('ownership.title')} purpose={t('ownership.purpose')} />
      {error && !data ? <ErrorState error={toAppError(error)} title={t('ownership.failed')} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowsSkeleton rows={3} /> : null}
      {data && !offer?.viewerCanAnswer ? <EmptyState drawing={<IconShield size={26} stroke={1.5} />} title={t('ownership.none')} text={t('ownership.noneText')} action={<Button component={Link} to="/" variant="default">{t('ownership.home')}</Button>} /> : null}
      {offer?.viewerCanAnswer ? <Offer offer={offer} /> : null}
    </>
  );
}

function Offer({ offer: { id, from, expiresAt } }: { readonly offer: NonNullable<OwnershipOfferQuery['ownershipOffer']> }) {
  const t = useT('shell');
  const format = useFormat();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const { session: { workspace: { name } }, notify } = useShell();
  const [answer, { loading }] = useMutation(AnswerOwnershipOfferDocument, { refetchQueries: ['Session'] });
  const [failure, setFailure] = useState<string | null>(null);
  const say = async (accept: boolean): Promise<void> => {
    setFailure(null);
    try {
      const outcome = outcomeOf((await answer({ variables: { input: { id, accept } } })).data?.answerOwnershipOffer);
      if (!outcome.ok) return setFailure(outcome.message);
      notify({ kind: 'success', text: t(accept ? 'ownership.accepted' : 'ownership.declined', { name, from }) });
      await navigate('/');
    } catch (error) {
      setFailure(errorText(toAppError(error)));
    }
  };
  return (
    <Card maw={640}>
      <Stack gap="md">
        {failure ? <Alert color="red" role="alert">{failure}</Alert> : null}
        <Text>{t('ownership.offer', { from, name })}</Text>
        <Text>{t('ownership.means', { from })}</Text>
        <Text size="sm" c="dimmed">{t('ownership.until', { date: format.dateTime(expiresAt) })}</Text>
        <Group gap="xs">
          <Button loading={loading} onClick={() => void say(true)}>{t('ownership.accept')}</Button>
          <Button variant="default" disabled={loading} onClick={() => void say(false)}>{t('ownership.decline')}</Button>
        </Group>
      </Stack>
    </Card>
  );
}

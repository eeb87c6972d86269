import type { SlotProps } from '#shared/contract/index.ts';
import { useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Card, Group, Link, Stack, Text, Title } from '#shared/ui/index.ts';
import { LatestConversationsDocument } from '../gql/graphql.ts';
import { ConversationRow } from '../pages/conversations/list/conversation-row.tsx';
import classes from './latest-card.module.css';

/** On Home: what visitors asked last. Nothing at all while nobody has asked. */
export default function LatestCard(_: SlotProps<'home.cards'>) {
  const t = useT('conversations');
  const { data } = useQuery(LatestConversationsDocument, { fetchPolicy: 'cache-and-network' });
  const latest = data?.conversations.edges.map(({ node }) => node) ?? [];
  if (latest.length === 0) return null;
  return (
    <Stack gap="sm" component="section" aria-labelledby="latest-conversations">
      <Group justify="space-between" align="baseline">
        <Title order={2} id="latest-conversations">{t('latest.title')}</Title>
        <Text size="sm"><Link to="/conversations" className={classes.more}>{t('latest.all')}</Link></Text>
      </Group>
      <Card padding={0} className={classes.card}><ul className={classes.list}>{latest.map((conversation) => <ConversationRow key={conversation.id} conversation={conversation} open={false} />)}</ul></Card>
    </Stack>
  );
}

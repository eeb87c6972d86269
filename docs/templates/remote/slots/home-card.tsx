import type { SlotProps } from '#shared/contract/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Card, Group, Link, Stack, Text, Title } from '#shared/ui/index.ts';

/** A card on Home for everybody who may enter the area: replace it with your own, or take it out here and in the manifest. */
export default function HomeCard(_: SlotProps<'home.cards'>) {
  const t = useT('board');
  return (
    <Stack gap="sm" component="section" aria-labelledby="board-card">
      <Group justify="space-between" align="baseline">
        <Title order={2} id="board-card">{t('title')}</Title>
        <Text size="sm"><Link to="/board">{t('card.open')}</Link></Text>
      </Group>
      <Card><Text>{t('card.text')}</Text></Card>
    </Stack>
  );
}

import { useT } from '#shared/i18n/index.ts';
import { type Icon, IconAlertTriangle, IconClock, IconEdit, IconInfoCircle, IconChevronRight, IconMail, IconPlugConnected, IconThumbDown, IconRobot, Link, Stack, Text, Title } from '#shared/ui/index.ts';
import type { Matter } from './attention.ts';
import classes from './home.module.css';

const icons: Readonly<Record<Matter['id'], Icon>> = { model: IconPlugConnected, failed: IconAlertTriangle, disliked: IconThumbDown, unanswered: IconInfoCircle, unpublished: IconRobot, drafts: IconEdit, expiring: IconClock, expired: IconMail };

/** What waits for somebody, each a way to where it is done. Not there when nothing does. */
export function AttentionList({ matters }: { readonly matters: readonly Matter[] }) {
  const t = useT('shell');
  if (matters.length === 0) return null;
  return (
    <Stack component="section" gap="sm" aria-labelledby="home-attention">
      <Title order={2} id="home-attention">{t('home.attention.title')}</Title>
      <ul className={classes.steps}>
        {matters.map(({ id, count, name, advice, to }) => {
          const Icon = icons[id];
          return (
            <li key={id}>
              <Link to={to} className={classes.matter}>
                <Icon size={18} stroke={1.7} aria-hidden />
                <span className={classes.words}>
                  <Text span fw={500}>{name === undefined ? t(`home.attention.${id}`, { count }) : t(`home.attention.${id}_named`, { name })}</Text>
                  <Text span size="sm" c="dimmed">{advice ?? t(`home.attention.${id}_do`)}</Text>
                </span>
                <IconChevronRight size={16} aria-hidden />
              </Link>
            </li>
          );
        })}
      </ul>
    </Stack>
  );
}

import type { ReactNode } from 'react';
import { locales } from '#shared/contract/index.ts';
import { useLocale, useMessageBook, useT } from '#shared/i18n/index.ts';
import { Anchor, Group, Mark, Stack, Text, Title } from '#shared/ui/index.ts';
import classes from './entrance.module.css';

interface EntranceProps {
  readonly title: string;
  readonly purpose?: ReactNode;
  readonly children?: ReactNode;
  /** Below the card: other ways. */
  readonly below?: ReactNode;
}

const languageNames = { en: 'English', it: 'Italiano' } as const;

/** The page of everything before sign-in: a card in the middle. */
export function Entrance({ title, purpose, children, below }: EntranceProps) {
  const t = useT('shell');
  const book = useMessageBook();
  const locale = useLocale();
  return (
    <main className={classes.page}>
      <Stack gap="lg" className={classes.card}>
        <span className={classes.mark}><Mark size={36} title="Isatis" /></span>
        <Stack gap={4}>
          <Title order={1}>{title}</Title>
          {purpose ? <Text c="dimmed">{purpose}</Text> : null}
        </Stack>
        {children}
      </Stack>
      {below ? <Text size="sm" className={classes.below}>{below}</Text> : null}
      <Group component="nav" gap="md" aria-label={t('person.language')} className={classes.languages}>
        {locales.map((value) => (
          <Anchor key={value} component="button" type="button" size="sm" lang={value} c={value === locale ? undefined : 'dimmed'} fw={value === locale ? 600 : 400} aria-current={value === locale ? 'true' : undefined} onClick={() => void book.speak(value)}>
            {languageNames[value]}
          </Anchor>
        ))}
      </Group>
    </main>
  );
}

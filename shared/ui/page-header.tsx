import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page-header.module.css';

interface PageHeaderProps {
  readonly title: ReactNode;
  /** One line: what the page is for. */
  readonly purpose?: ReactNode;
  /** The primary action, and at most two others, at the right. */
  readonly actions?: ReactNode;
  /** Tabs below. */
  readonly tabs?: ReactNode;
}

/** The top of every page. Its title is the page's only `h1`. */
export function PageHeader({ title, purpose, actions, tabs }: PageHeaderProps) {
  return (
    <header className={classes.header} data-tabs={tabs ? true : undefined}>
      <Group justify="space-between" align="flex-start" gap="md" className={classes.row}>
        <Stack gap={2} className={classes.words}>
          <Title order={1}>{title}</Title>
          {purpose ? <Text c="dimmed">{purpose}</Text> : null}
        </Stack>
        {actions ? <Group gap="xs" className={classes.actions}>{actions}</Group> : null}
      </Group>
      {tabs}
    </header>
  );
}

import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './page-header.module.css';

interface PageHeaderProps {
  readonly title: string;
  /** Beside the title: a status. */
  readonly aside?: ReactNode;
  /** One line: what the page is for. */
  readonly purpose?: ReactNode;
  /** The primary action, and at most two others, at the right. */
  readonly actions?: ReactNode;
  /** Tabs below. */
  readonly tabs?: ReactNode;
}

/** The top of every page. Its title is the page's only `h1`, and the tab's. */
export function PageHeader({ title, aside, purpose, actions, tabs }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Isatis`;
  }, [title]);
  return (
    <header className={classes.header} data-tabs={tabs ? true : undefined}>
      <Group justify="space-between" align="flex-start" gap="md" className={classes.row}>
        <Stack gap={2} className={classes.words}>
          <Group gap="sm">
            <Title order={1} className={classes.title} tabIndex={-1}>{title}</Title>
            {aside}
          </Group>
          {purpose ? <Text c="dimmed">{purpose}</Text> : null}
        </Stack>
        {actions ? <Group gap="xs" className={classes.actions}>{actions}</Group> : null}
      </Group>
      {tabs}
    </header>
  );
}

import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { IconArrowLeft } from './icons.ts';
import { Link } from './routing/router.ts';
import classes from './page-header.module.css';

interface PageHeaderProps {
  readonly title: string;
  /** The list that this page is one of, above the title. */
  readonly back?: { readonly to: string; readonly label: string };
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
export function PageHeader({ title, back, aside, purpose, actions, tabs }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Isatis`;
  }, [title]);
  return (
    <header className={classes.header} data-tabs={tabs ? true : undefined}>
      {back ? <Link to={back.to} className={classes.back}><IconArrowLeft size={16} aria-hidden />{back.label}</Link> : null}
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

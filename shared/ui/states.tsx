import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AppError } from '#shared/data/index.ts';
import { useFormat, useLocale, useT } from '#shared/i18n/index.ts';
import { type Permission, type Requirement, catalogue } from '#shared/permissions/index.ts';
import { IconCloudOff, IconLock, IconRefresh } from './icons.ts';
import { Mark } from './mark.tsx';
import { useShell } from './shell-context.tsx';
import classes from './states.module.css';

interface StateProps {
  /** A drawing or icon; decoration. */
  readonly drawing?: ReactNode;
  readonly title: string;
  /** One sentence. */
  readonly text?: ReactNode;
  /** What to do about it. */
  readonly action?: ReactNode;
  /** Level of the heading. @default 2 */
  readonly order?: 1 | 2 | 3;
  readonly role?: 'alert' | 'status';
}

/** Nothing here yet, nothing found, not found: a drawing, one sentence, the action. */
export function EmptyState({ drawing, title, text, action, order = 2, role }: StateProps) {
  return (
    <Stack align="center" gap={6} className={classes.state} role={role}>
      <div className={classes.drawing} aria-hidden>{drawing ?? <Mark size={28} />}</div>
      <Title order={order} className={classes.title}>{title}</Title>
      {text ? <Text c="dimmed" className={classes.text}>{text}</Text> : null}
      {action ? <Group gap="xs" mt="sm" justify="center">{action}</Group> : null}
    </Stack>
  );
}

/** The sentence for an error: the server's own if it wrote one, else ours for the code. */
export function useErrorText(): (error: AppError) => string {
  const t = useT('ui');
  return (error) => (error.code !== 'INTERNAL' && error.message) || t(`error.${error.code}`);
}

interface ErrorStateProps {
  readonly error: AppError;
  /** What could not be done: "The members could not be loaded." */
  readonly title: string;
  readonly onRetry?: () => void;
  readonly order?: 1 | 2 | 3;
}

/** What went wrong, and retry. */
export function ErrorState({ error, title, onRetry, order = 2 }: ErrorStateProps) {
  const t = useT('ui');
  const errorText = useErrorText();
  return (
    <EmptyState
      role="alert"
      order={order}
      drawing={<IconCloudOff size={26} stroke={1.5} />}
      title={title}
      text={errorText(error)}
      action={onRetry ? <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>{t('retry')}</Button> : undefined}
    />
  );
}

/** An error that leaves nothing else to show. */
export function FullPageError(props: ErrorStateProps) {
  return (
    <main className={classes.full}>
      <ErrorState {...props} order={1} />
    </main>
  );
}

interface NotAllowedProps {
  /** What would be needed to enter. */
  readonly requires?: Requirement;
}

/** "You don't have access to this, <owners> can grant it." */
export function NotAllowed({ requires }: NotAllowedProps) {
  const t = useT('ui');
  const locale = useLocale();
  const format = useFormat();
  const { owners, session, askForAccess } = useShell();
  const missing = [...(requires?.allOf ?? []), ...(requires?.anyOf ?? [])].filter((permission) => !session.permissions.has(permission));
  const names = missing.map((permission: Permission) => catalogue[permission].title[locale]);
  return (
    <EmptyState
      order={1}
      drawing={<IconLock size={26} stroke={1.5} />}
      title={t('notAllowed.title')}
      text={
        <>
          {owners.length > 0 ? t('notAllowed.owners', { owners: format.list(owners), count: owners.length }) : t('notAllowed.nobody')}
          {names.length > 0 ? <><br />{t('notAllowed.missing', { permissions: format.list(names) })}</> : null}
        </>
      }
      action={missing.map((permission, at) => <Button key={permission} variant={at === 0 ? 'filled' : 'default'} onClick={() => askForAccess(permission)}>{missing.length > 1 ? t('notAllowed.askFor', { permission: catalogue[permission].title[locale] }) : t('notAllowed.ask')}</Button>)}
    />
  );
}

interface NotFoundProps {
  /** @default a sentence about the address */
  readonly text?: string;
  readonly action?: ReactNode;
}

/** There is nothing at this address. */
export function NotFound({ text, action }: NotFoundProps) {
  const t = useT('ui');
  return <EmptyState order={1} title={t('notFound.title')} text={text ?? t('notFound.text')} action={action} />;
}

/** The shape of a page that is being fetched: header and rows. */
export function PageSkeleton() {
  const t = useT('ui');
  return (
    <Stack gap="lg" role="status" aria-label={t('loading')}>
      <Stack gap="xs">
        <Skeleton height={24} width={180} />
        <Skeleton height={14} width={320} maw="80%" />
      </Stack>
      <RowsSkeleton />
    </Stack>
  );
}

interface RowsSkeletonProps {
  /** @default 6 */
  readonly rows?: number;
}

/** The shape of rows that are being fetched. */
export function RowsSkeleton({ rows = 6 }: RowsSkeletonProps) {
  return (
    <Stack gap="xs" aria-hidden>
      {Array.from({ length: rows }, (_, row) => <Skeleton key={row} height={36} radius="sm" />)}
    </Stack>
  );
}

/** The shape of cards that are being fetched. */
export function CardsSkeleton({ cards = 3 }: { readonly cards?: number }) {
  return (
    <div className={classes.cards} aria-hidden>
      {Array.from({ length: cards }, (_, card) => <Skeleton key={card} height={132} radius="lg" />)}
    </div>
  );
}

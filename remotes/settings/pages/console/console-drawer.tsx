import { useT } from '#shared/i18n/index.ts';
import { Button, Drawer, Group, NotFound, Stack, Text, Title } from '#shared/ui/index.ts';
import type { ConsoleRowFragment } from '../../gql/graphql.ts';
import { type ConsoleAction, nameOfRole, shortId } from './action.ts';
import { BuildCard } from './build-card.tsx';
import classes from './console.module.css';

interface ConsoleDrawerProps {
  /** Null while closed. */
  readonly remote: ConsoleRowFragment | null;
  /** The address names an area that isn't there. */
  readonly unknown: boolean;
  readonly onAction: (action: ConsoleAction) => void;
  readonly onClose: () => void;
}

/** One area: what people are given now, and every build there is. */
export function ConsoleDrawer({ remote, unknown, onAction, onClose }: ConsoleDrawerProps) {
  const t = useT('settings');
  return (
    <Drawer opened={remote !== null || unknown} onClose={onClose} title={remote ? t('console.buildsOf', { area: remote.title }) : t('console.areas')} size={600}>
      {unknown ? <NotFound text={t('console.gone')} /> : null}
      {remote ? (
        <Stack gap="lg">
          <Given remote={remote} onAction={onAction} />
          <section aria-labelledby="console-builds">
            <Title order={2} id="console-builds" mb="sm">{t('console.builds')}</Title>
            <ul className={classes.builds}>
              {remote.builds.map((build) => <BuildCard key={build.id} remote={remote} build={build} onAction={onAction} />)}
            </ul>
          </section>
        </Stack>
      ) : null}
    </Drawer>
  );
}

/** Who gets what at this moment, each line with the way to end it. */
function Given({ remote, onAction }: { readonly remote: ConsoleRowFragment; readonly onAction: (action: ConsoleAction) => void }) {
  const t = useT('settings');
  const { stable, canary, pins, people, previous, off, followsShipped } = remote;
  return (
    <section aria-labelledby="console-given">
      <Title order={2} id="console-given" mb="sm">{t('console.given')}</Title>
      <div className={classes.given}>
        <div className={classes.line}>
          <Text>{off ? t('console.offNow') : t('console.stableNow', { build: shortId(stable.buildId), count: people })}</Text>
          <Group gap="xs">
            {followsShipped ? null : <Button variant="default" size="compact-sm" onClick={() => onAction({ kind: 'follow', remote })}>{t('console.follow')}</Button>}
            {previous ? <Button variant="default" size="compact-sm" onClick={() => onAction({ kind: 'rollBack', remote })}>{t('console.rollBack')}</Button> : null}
          </Group>
        </div>
        {canary ? (
          <div className={classes.line}>
            <Text>{t('console.canaryNow', { build: shortId(canary.build.buildId), share: canary.share, count: canary.people })}{canary.roles.length > 0 ? ` ${t('console.canaryRoles', { roles: canary.roles.map((role) => nameOfRole(role, t)).join(', ') })}` : ''}</Text>
            <Button variant="default" size="compact-sm" onClick={() => onAction({ kind: 'endCanary', remote })}>{t('console.endCanary')}</Button>
          </div>
        ) : null}
        {pins.map((pin) => (
          <div key={pin.memberId} className={classes.line}>
            <Text>{t('console.pinNow', { name: pin.name, build: shortId(pin.buildId) })}</Text>
            <Button variant="default" size="compact-sm" aria-label={`${t('console.unpin')} ${pin.name}`} onClick={() => onAction({ kind: 'unpin', remote, pin })}>{t('console.unpin')}</Button>
          </div>
        ))}
      </div>
    </section>
  );
}

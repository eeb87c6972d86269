import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs';
import { useNavigate } from 'react-router';
import { locales } from '#shared/contract/index.ts';
import { useLocale, useMessageBook, useT } from '#shared/i18n/index.ts';
import {
  Avatar, IconDeviceDesktop, IconLock, IconLogout, IconMoon, IconSun, Menu, Text, UnstyledButton, VisuallyHidden, useMantineColorScheme, useShell,
} from '#shared/ui/index.ts';
import { signOut } from '../app/session-end.ts';
import classes from './rail.module.css';

/** Each language in its own words, so that it can be found by who speaks it. */
const languageNames = { en: 'English', it: 'Italiano' } as const;
const schemes = [
  { value: 'light', Icon: IconSun },
  { value: 'dark', Icon: IconMoon },
  { value: 'auto', Icon: IconDeviceDesktop },
] as const;

/** The person: language, colours, sign out. */
export function PersonMenu({ narrow = false }: { readonly narrow?: boolean }) {
  const t = useT('shell');
  const { session, notify } = useShell();
  const { person, role } = session;
  const navigate = useNavigate();
  const book = useMessageBook();
  const locale = useLocale();
  const { colorScheme, setColorScheme } = useMantineColorScheme();

  const leave = (): void => void signOut().catch(() => notify({ kind: 'error', text: t('person.signOutFailed') }));

  return (
    <Menu position="top-start" width={232}>
      <Menu.Target>
        <UnstyledButton className={narrow ? `${classes.person} ${classes.personNarrow}` : classes.person}>
          <Avatar size={28} radius="xl" color="indigo" name={person.name} aria-hidden />
          {narrow ? <VisuallyHidden>{t('person.menu', { name: person.name })}</VisuallyHidden> : (
            <span className={classes.words}>
              <Text size="sm" fw={500} truncate>{person.name}</Text>
              <Text size="xs" c="dimmed" truncate>{t(`role.${role}`)}</Text>
              <VisuallyHidden>{t('person.hint')}</VisuallyHidden>
            </span>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.email}</Menu.Label>
        <Menu.Item leftSection={<IconUser size={16} aria-hidden />} onClick={() => void navigate('/account')}>{t('person.account')}</Menu.Item>
        <Menu.Item leftSection={<IconLock size={16} aria-hidden />} onClick={() => void navigate('/account/tokens')}>{t('person.tokens')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('person.language')}</Menu.Label>
        {locales.map((value) => (
          <Menu.RadioItem key={value} value={value} checked={value === locale} lang={value} onChange={() => void book.speak(value)} closeMenuOnClick>{languageNames[value]}</Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('person.colours')}</Menu.Label>
        {schemes.map(({ value, Icon }) => (
          <Menu.RadioItem key={value} value={value} checked={value === colorScheme} rightSection={<Icon size={16} aria-hidden />} onChange={() => setColorScheme(value)} closeMenuOnClick>{t(`person.${value}`)}</Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={leave}>{t('person.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

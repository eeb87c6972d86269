import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import type { RegistryRemote } from '#shared/contract/index.ts';
import { useQuery } from '#shared/data/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { type Icon, IconArrowRight, IconBooks, IconFileText, IconHome, IconMessages, IconRobot, IconSearch, IconSparkles, IconUsers, Modal, TextInput, useDebouncedValue, useNavigate, useShell } from '#shared/ui/index.ts';
import { SearchDocument, type SearchHitKind } from '../gql/graphql.ts';
import classes from './command-palette.module.css';
import { type Command, commandsOf, fitting } from './commands.ts';

const pauseBeforeSearch = 150;
const shortestSearch = 2;
const iconOf: Readonly<Record<SearchHitKind, Icon>> = { agent: IconRobot, document: IconFileText, conversation: IconMessages, member: IconUsers };

interface Entry extends Command { readonly Icon: Icon; readonly run?: () => void }
interface Section { readonly title: string; readonly entries: readonly Entry[] }

interface CommandPaletteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onHelp: () => void;
  readonly remotes: readonly RegistryRemote[];
}

/** Goes anywhere and does anything by its name: pages, actions and objects of every area that the person may reach. */
export default function CommandPalette({ opened, onClose, ...rest }: CommandPaletteProps) {
  const t = useT('shell');
  return (
    <Modal opened={opened} onClose={onClose} withCloseButton={false} padding={0} size={600} centered={false} yOffset="12dvh" aria-label={t('commands.title')} overlayProps={{ 'aria-hidden': true }}>
      {/* Anew each time: what was typed before is gone. */}
      {opened ? <Palette onClose={onClose} {...rest} /> : null}
    </Modal>
  );
}

function Palette({ onClose, onHelp, remotes }: Omit<CommandPaletteProps, 'opened'>) {
  const t = useT('shell');
  const navigate = useNavigate();
  const list = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const { sections, searching } = useSections(typed, remotes, onHelp);
  const entries = sections.flatMap((section) => section.entries);
  const chosen = entries[Math.min(at, entries.length - 1)];

  const run = (entry: Entry): void => {
    onClose();
    if (entry.run) entry.run();
    else void navigate(entry.to);
  };
  const move = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[event.key];
    if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      run(chosen);
    } else if (to !== undefined && entries.length > 0) {
      event.preventDefault();
      // One step past an end comes out at the other; a leap stops there.
      setAt(Math.abs(to - at) === 1 ? (to + entries.length) % entries.length : Math.max(0, Math.min(to, entries.length - 1)));
    }
  };
  useEffect(() => {
    if (chosen) document.getElementById(`${list}-${chosen.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, list]);

  return (
    <div className={classes.palette}>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        className={classes.input}
        leftSection={<IconSearch size={18} aria-hidden />}
        placeholder={t('commands.placeholder')}
        aria-label={t('commands.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={chosen ? `${list}-${chosen.id}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={move}
      />
      <div id={list} role="listbox" aria-label={t('commands.title')} className={classes.list} tabIndex={-1}>
        {sections.map(({ title, entries: shown }) => (
          <div key={title} role="group" aria-label={title}>
            <div className={classes.section} aria-hidden>{title}</div>
            {shown.map((entry) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keyboard stays in the field above
              <div key={entry.id} id={`${list}-${entry.id}`} role="option" tabIndex={-1} aria-selected={entry === chosen} className={classes.entry} onClick={() => run(entry)} onMouseMove={() => entry !== chosen && setAt(entries.indexOf(entry))}>
                <entry.Icon size={18} stroke={1.7} aria-hidden />
                <span className={classes.title}>{entry.title}</span>
                {entry.detail ? <span className={classes.detail}>{entry.detail}</span> : null}
              </div>
            ))}
          </div>
        ))}
        {entries.length === 0 && !searching ? <div className={classes.none}>{t('commands.nothing', { text: typed })}</div> : null}
      </div>
      <div className={classes.foot}>
        <span><kbd>↑</kbd> <kbd>↓</kbd> {t('commands.choose')}</span><span><kbd>↵</kbd> {t('commands.open')}</span><span><kbd>Esc</kbd> {t('commands.close')}</span>
        <span role="status" className={classes.count}>{searching ? t('commands.searching') : t('commands.found', { count: entries.length })}</span>
      </div>
    </div>
  );
}

/** What fits what was typed: at once from the manifests, a moment later from the workspace's own objects. */
function useSections(typed: string, remotes: readonly RegistryRemote[], onHelp: () => void): { readonly sections: readonly Section[]; readonly searching: boolean } {
  const t = useT('shell');
  const locale = useLocale();
  const { permissions } = useShell().session;
  const text = typed.trim();
  const [settled] = useDebouncedValue(text, pauseBeforeSearch);
  const skip = settled.length < shortestSearch;
  const { data, previousData, loading } = useQuery(SearchDocument, { variables: { text: settled }, skip, fetchPolicy: 'network-only' });
  const hits = skip || text.length < shortestSearch ? undefined : (data ?? previousData)?.search;

  const sections = useMemo((): readonly Section[] => {
    const home: Command = { id: 'home', kind: 'page', title: t('home.name'), detail: '', to: '/' };
    const found = fitting([home, ...commandsOf(remotes, permissions, locale)], text);
    const icon = { page: IconArrowRight, action: IconSparkles, object: IconBooks } as const;
    const of = (kind: Command['kind']): Entry[] => found.filter((command) => command.kind === kind).map((command) => ({ ...command, Icon: command.id === 'home' ? IconHome : icon[kind] }));
    const objects = (hits ?? []).map(({ id, kind, title, detail, path }): Entry => ({ id, kind: 'object', title, detail: [t(`commands.kind.${kind}`), detail].filter(Boolean).join(' · '), to: path, Icon: iconOf[kind] }));
    const help: Entry = { id: 'help', kind: 'action', title: t('shortcuts.title'), detail: '', to: '', Icon: IconSparkles, run: onHelp };
    // Words that no name holds may still have been said or written somewhere.
    const elsewhere: Entry[] = text.length < shortestSearch ? [] : remotes.flatMap(({ manifest: { id }, access }) => {
      if (access !== 'allowed') return [];
      if (id === 'conversations' && permissions.has('conversations:read')) return [{ id: 'in-conversations', kind: 'action' as const, title: t('commands.inConversations', { text }), detail: '', to: `/conversations?${new URLSearchParams({ q: text })}`, Icon: IconMessages }];
      if (id === 'knowledge' && permissions.has('knowledge:read')) return [{ id: 'in-knowledge', kind: 'action' as const, title: t('commands.inKnowledge', { text }), detail: '', to: `/knowledge/search?${new URLSearchParams({ q: text })}`, Icon: IconSearch }];
      return [];
    });
    return [
      { title: t('commands.objects'), entries: objects },
      { title: t('commands.pages'), entries: of('page') },
      { title: t('commands.actions'), entries: [...of('action'), ...(fitting([help], text).length > 0 ? [help] : [])] },
      { title: t('commands.elsewhere'), entries: elsewhere },
    ].filter(({ entries }) => entries.length > 0);
  }, [remotes, permissions, locale, text, hits, t, onHelp]);
  return { sections, searching: text.length >= shortestSearch && (loading || settled !== text) };
}

import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { ActionIcon, Button, GuardedButton, IconArrowUp, IconTrash, Text, Textarea, Tooltip, useGuard } from '#shared/ui/index.ts';
import type { AgentPartsFragment } from '../../../gql/graphql.ts';
import classes from './playground.module.css';
import { PlaygroundAnswer } from './playground-answer.tsx';
import { usePlayground } from './use-playground.ts';

interface PlaygroundProps {
  readonly agent: AgentPartsFragment;
  /** The form holds changes that the draft doesn't have yet. */
  readonly dirty: boolean;
  readonly saving: boolean;
  readonly saveThen: (next: () => void) => void;
}

/** Longest question that the server takes. */
const longest = 4000;
const nearEnd = 80;

/** Talks with the saved draft. Enter sends, Shift and Enter make a new line. */
export function Playground({ agent, dirty, saving, saveThen }: PlaygroundProps) {
  const t = useT('agents');
  const guard = useGuard({ need: 'agents:test', allowed: agent.viewerCanTest, without: 'explain' });
  const { turns, streaming, ask, stop, clear } = usePlayground(agent.id);
  const [question, setQuestion] = useState('');
  const log = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const follow = useRef(true);
  const blocked = guard.show ? guard.reason : null;

  useEffect(() => {
    if (follow.current && log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [turns]);

  const send = (save: boolean): void => {
    const words = question.trim();
    if (words === '' || streaming || saving || blocked !== null) return;
    follow.current = true;
    const go = (): void => {
      setQuestion('');
      ask(words);
    };
    if (save) saveThen(go);
    else go();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(dirty);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send(dirty);
  };

  return (
    <div className={classes.box}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('playground.title')}</h2>
        {turns.length > 0 ? (
          <Tooltip label={t('playground.clear')}>
            <ActionIcon aria-label={t('playground.clear')} onClick={() => { clear(); input.current?.focus(); }}><IconTrash size={16} /></ActionIcon>
          </Tooltip>
        ) : null}
      </div>
      <div
        ref={log}
        className={classes.log}
        role="log"
        aria-label={t('playground.conversation')}
        aria-busy={streaming}
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => { follow.current = scrollHeight - scrollTop - clientHeight < nearEnd; }}
      >
        {turns.length === 0 ? <Text size="sm" c="dimmed" className={classes.start}>{t('playground.start')}</Text> : null}
        {turns.map((turn, at) => (
          <PlaygroundAnswer key={turn.id} turn={turn} name={agent.draft.name} onAgain={at === turns.length - 1 && !streaming ? () => ask(turn.question) : undefined} />
        ))}
      </div>
      <form onSubmit={submit} className={classes.composer}>
        {dirty ? <Text size="xs" c="var(--isatis-warning)" role="status">{t('playground.dirty')}</Text> : null}
        <Textarea
          ref={input}
          aria-label={t('playground.question')}
          placeholder={t('playground.placeholder')}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={longest}
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          disabled={blocked !== null}
        />
        <div className={classes.buttons}>
          {streaming ? <Button variant="default" onClick={() => { stop(); input.current?.focus(); }}>{t('playground.stop')}</Button> : (
            <>
              {dirty ? <Button variant="default" disabled={question.trim() === '' || saving || blocked !== null} onClick={() => send(false)}>{t('playground.askSaved')}</Button> : null}
              <GuardedButton need="agents:test" without="explain" allowed={agent.viewerCanTest} type="submit" loading={saving} disabled={question.trim() === ''} leftSection={<IconArrowUp size={16} />}>{t(dirty ? 'playground.saveAndAsk' : 'playground.ask')}</GuardedButton>
            </>
          )}
        </div>
      </form>
    </div>
  );
}

/** @jsxImportSource preact */
import { Component, createRef } from 'preact';
import { Composer } from './Composer.tsx';
import type { ChatState, Conversation } from './conversation.ts';
import { Forget } from './Forget.tsx';
import { Icon, Mark } from './Icon.tsx';
import { Transcript } from './Transcript.tsx';
import type { Words } from './words.ts';

export interface ChatProps {
  conversation: Conversation;
  words: Words;
  /** What was typed before the page changed. */
  firstDraft: string;
  onDraft: (text: string) => void;
  /** Absent when the chat isn't inside a page. */
  onClose?: () => void;
}

interface ChatView {
  chat: ChatState;
  draft: string;
  /** The question whether to forget is open. */
  asking: boolean;
  atEnd: boolean;
}

/** A class because it is the only part with state: `preact/hooks` would be an eighth of what a visitor loads. */
export class Chat extends Component<ChatProps, ChatView> {
  override state: ChatView = { chat: this.props.conversation.state(), draft: this.props.firstDraft, asking: false, atEnd: true };
  log = createRef<HTMLDivElement>();
  field = createRef<HTMLTextAreaElement>();
  unsubscribe = (): void => {};

  override componentDidMount(): void {
    this.unsubscribe = this.props.conversation.subscribe(this.follow);
  }

  follow = (): void => {
    this.setState({ chat: this.props.conversation.state() });
  };

  override componentWillUnmount(): void {
    this.unsubscribe();
  }

  override componentDidUpdate(_: ChatProps, before: ChatView): void {
    // Somebody who reads further up is left there.
    if (before.chat !== this.state.chat && this.state.atEnd) this.toEnd();
  }

  toEnd = (): void => {
    this.log.current?.scrollTo(0, this.log.current.scrollHeight);
  };

  write = (draft: string): void => {
    this.setState({ draft });
    this.props.onDraft(draft);
  };

  render({ conversation, words, onClose }: ChatProps, { chat, draft, asking, atEnd }: ChatView) {
    return (
      <main class="chat" aria-label={chat.agentName ?? words.agent}>
        <div class="head">
          <Mark />
          <h1>{chat.agentName ?? (chat.dead ? words.agent : words.connecting)}</h1>
          <button type="button" class="icon" aria-label={words.forget} title={words.forget} onClick={() => this.setState({ asking: true })}><Icon name="forget" /></button>
          {onClose && <button type="button" class="icon" aria-label={words.close} title={words.close} onClick={onClose}><Icon name="close" /></button>}
        </div>
        <div
          class="log" role="log" aria-live="off" aria-label={words.conversation} tabIndex={0} ref={this.log}
          onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => this.setState({ atEnd: scrollHeight - scrollTop - clientHeight < 48 })}
        >
          <p class="disclosure"><Icon name="info" />{chat.disclosure ?? (chat.dead ? chat.notice : <span class="skeleton" />)}</p>
          <Transcript
            state={chat} words={words} onRate={conversation.rate} onRetry={conversation.retry} onStop={conversation.stop}
            onEdit={(clientId) => {
              const text = conversation.takeBack(clientId);
              this.write(draft ? `${text}\n${draft}` : text);
              this.field.current?.focus();
            }}
          />
        </div>
        <div class="over">
          {!atEnd && <button type="button" class="jump" aria-label={words.newest} title={words.newest} onClick={this.toEnd}><Icon name="down" /></button>}
        </div>
        <Composer
          words={words} draft={draft} field={this.field} offline={chat.connection === 'offline'} disabled={chat.dead} notice={chat.dead ? null : chat.notice}
          onDraft={this.write}
          onSend={(text) => {
            this.write('');
            this.setState({ atEnd: true });
            conversation.send(text);
          }}
        />
        {asking && (
          <Forget
            words={words} onClose={() => this.setState({ asking: false })}
            onForget={() => {
              this.setState({ draft: '' });
              conversation.reset();
            }}
          />
        )}
      </main>
    );
  }
}

import { Component, type ReactNode } from 'react';
import { DraftKeeper, DraftKeeperContext } from '#shared/ui/index.ts';
import { RemoteCrashed } from './remote-card.tsx';
import { asRemoteError } from './remote-error.ts';

interface RemoteBoundaryProps {
  /** A new value clears the error: the person has gone elsewhere. */
  readonly resetKey: string;
  readonly title: string;
  /** Another value: what is drawn was made anew where it stands, by an edit of it. */
  readonly contents?: unknown;
  readonly onError: (error: Error) => void;
  /** Stands in for what broke. @default a card */
  readonly fallback?: (error: Error, onRetry: () => void) => ReactNode;
  readonly children: ReactNode;
}

interface RemoteBoundaryState {
  readonly error: Error | null;
}

/** Keeps what breaks while a remote is drawn within the remote's part of the page, and what was typed there for when it is drawn again. */
export class RemoteBoundary extends Component<RemoteBoundaryProps, RemoteBoundaryState> {
  override state: RemoteBoundaryState = { error: null };
  readonly #drafts = new DraftKeeper();

  static getDerivedStateFromError(error: unknown): RemoteBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown): void {
    this.#drafts.broke();
    this.props.onError(error instanceof Error ? error : new Error(String(error)));
  }

  override componentDidUpdate(previous: RemoteBoundaryProps): void {
    if (previous.resetKey === this.props.resetKey) {
      if (previous.contents !== this.props.contents) this.#madeAnew();
      return;
    }
    this.#drafts.clear();
    if (this.state.error) this.setState({ error: null });
  }

  /** What was typed outlives its form, which is begun again; what was broken may be mended. */
  #madeAnew(): void {
    this.#drafts.broke();
    const mended = (): void => this.#drafts.mended();
    if (this.state.error) this.setState({ error: null }, mended);
    // After the forms that were there have told that they ended.
    else setTimeout(mended);
  }

  override render(): ReactNode {
    if (!this.state.error) return <DraftKeeperContext value={this.#drafts}>{this.props.children}</DraftKeeperContext>;
    const retry = (): void => this.setState({ error: null }, () => this.#drafts.mended());
    if (this.props.fallback) return this.props.fallback(this.state.error, retry);
    return <RemoteCrashed area={this.props.title} loading={asRemoteError(this.state.error, 'render').kind !== 'render'} onRetry={retry} />;
  }
}

import { Component, type ReactNode } from 'react';
import { RemoteCrashed } from './remote-card.tsx';
import { asRemoteError } from './remote-error.ts';

interface RemoteBoundaryProps {
  /** A new value clears the error: the person has gone elsewhere. */
  readonly resetKey: string;
  readonly title: string;
  readonly onError: (error: Error) => void;
  /** Stands in for what broke. @default a card */
  readonly fallback?: (error: Error, onRetry: () => void) => ReactNode;
  readonly children: ReactNode;
}

interface RemoteBoundaryState {
  readonly error: Error | null;
}

/** Keeps what breaks while a remote is drawn within the remote's part of the page. */
export class RemoteBoundary extends Component<RemoteBoundaryProps, RemoteBoundaryState> {
  override state: RemoteBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): RemoteBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError(error instanceof Error ? error : new Error(String(error)));
  }

  override componentDidUpdate(previous: RemoteBoundaryProps): void {
    if (this.state.error && previous.resetKey !== this.props.resetKey) this.setState({ error: null });
  }

  override render(): ReactNode {
    if (!this.state.error) return this.props.children;
    const retry = (): void => this.setState({ error: null });
    if (this.props.fallback) return this.props.fallback(this.state.error, retry);
    return <RemoteCrashed area={this.props.title} loading={asRemoteError(this.state.error, 'render').kind !== 'render'} onRetry={retry} />;
  }
}

import { Component, type ReactNode } from 'react';
import { ConsoleCrashed } from './console-crashed.tsx';

interface ConsoleBoundaryProps {
  readonly children: ReactNode;
}

interface ConsoleBoundaryState {
  readonly crashed: boolean;
}

/** The last boundary: catches what breaks in the shell itself. */
export class ConsoleBoundary extends Component<ConsoleBoundaryProps, ConsoleBoundaryState> {
  override state: ConsoleBoundaryState = { crashed: false };

  static getDerivedStateFromError(): ConsoleBoundaryState {
    return { crashed: true };
  }

  override render(): ReactNode {
    return this.state.crashed ? <ConsoleCrashed /> : this.props.children;
  }
}

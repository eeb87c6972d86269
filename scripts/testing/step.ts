/** What one step of `npm test` came to. A check counts as one; a suite counts its tests. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped?: number;
  /** What to show; empty when it was shown while running. */
  readonly output: string;
}

export interface StepContext {
  readonly root: string;
  /** Arguments after `--only=<id>`, such as the test files to run. */
  readonly args: readonly string[];
  /** Whether to show output at once (the step runs alone) rather than return it. */
  readonly live: boolean;
}

export interface Step {
  /** Name for `--only=`. */
  readonly id: string;
  readonly title: string;
  run(context: StepContext): Promise<Outcome>;
}

/** A check: passed or failed as a whole. */
export const verdict = (ok: boolean, output: string): Outcome => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, output });

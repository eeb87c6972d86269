import { asRemoteError, isMisfit } from './remote-error.ts';

/** Pauses before the second and third try; each is drawn from half of it up to the whole. */
const pauses = [400, 1200] as const;

export interface TryOptions {
  /** Called when a try failed and another one follows. */
  readonly onRetry?: () => void;
  readonly wait?: (milliseconds: number) => Promise<void>;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Tries three times, with a pause of its own before each; what doesn't fit is not tried again. Rejects with {@link RemoteError}. */
export async function threeTries<T>(attempt: () => Promise<T>, { onRetry, wait = pause }: TryOptions = {}): Promise<T> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      const failure = asRemoteError(error, 'script');
      const next = pauses[tried];
      if (next === undefined || failure.wasRetried || isMisfit(failure.kind)) {
        failure.wasRetried = true;
        throw failure;
      }
      onRetry?.();
      await wait(next * (0.5 + Math.random() / 2));
    }
  }
}

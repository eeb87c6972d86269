/** Open consoles in which a build worked, and in which it failed. */
export interface Tally { readonly loads: number; readonly failures: number }

/** Failures are counted by five minutes, and judged over the last hour. */
export const BUCKET_MS = 300_000;
export const WINDOW_MS = 3_600_000;
/** The build to compare with is known for longer: what it did in the last day, else since it is known. */
export const BASELINE_MS = 86_400_000;
/** A build that everybody gets is judged while it is new. One that worked for a week fails for other reasons than itself. */
export const PROBATION_MS = 7 * 86_400_000;
/** How long the counts are kept. */
export const KEPT_MS = 30 * 86_400_000;

/** One person's broken browser is no reason. */
const LEAST_FAILURES = 3;
/** Below this a build is never taken back, however good the other one is. */
const TOLERATED = 0.05;
const WORSE_BY = 2;
/** One-sided 95 %. */
const Z = 1.645;

export const rateOf = ({ loads, failures }: Tally): number => (failures === 0 ? 0 : failures / (loads + failures));

/** The share of failures that a build has at least, as far as these few can tell (Wilson's lower bound, 95 %). */
export function surelyFailing({ loads, failures }: Tally): number {
  const tries = loads + failures;
  if (tries === 0) return 0;
  const share = failures / tries;
  const square = Z * Z;
  return (share + square / (2 * tries) - Z * Math.sqrt((share * (1 - share)) / tries + square / (4 * tries * tries))) / (1 + square / tries);
}

/**
 * Whether a build is to be taken back: at least three consoles failed, and what it surely fails exceeds both 5 % and
 * twice what the other build fails. A build that is as bad as the other one stays: going back would not help.
 */
export const isWorse = (build: Tally, other: Tally): boolean => build.failures >= LEAST_FAILURES && surelyFailing(build) > Math.max(TOLERATED, WORSE_BY * rateOf(other));

export const bucketOf = (now: number): Date => new Date(Math.floor(now / BUCKET_MS) * BUCKET_MS);

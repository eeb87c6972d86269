import type { Locale } from '#shared/contract/manifest.ts';
import { csvOf } from '#shared/ui/table/csv.ts';
import { sentence } from '../../messages/index.ts';

/** One entry, in words. */
export interface AttestedEntry {
  readonly kind: 'membership' | 'grant' | 'token'; readonly kindName: string; readonly who: string; readonly email: string; readonly what: string; readonly since: string; readonly ends: string;
  readonly lastUsed: string; readonly decision: string; readonly reason: string; readonly by: string; readonly when: string;
}

/** A signed-off review, in words. Times are of `zone`. */
export interface Attestation {
  readonly locale: Locale; readonly zone: string; readonly reviewId: string; readonly workspace: string; readonly startedAt: string; readonly startedBy: string; readonly dueAt: string;
  readonly signedOffAt: string; readonly signedOffBy: string; readonly note: string; readonly chain: { readonly sequence: number; readonly hash: string };
  readonly counts: { readonly total: number; readonly kept: number; readonly revoked: number; readonly ended: number; readonly nobodyElse: number };
  readonly entries: readonly AttestedEntry[];
}

const own = ['kindName', 'who', 'email', 'what', 'since', 'ends', 'lastUsed', 'decision', 'reason', 'by', 'when'] as const;
const whole = ['workspace', 'reviewId', 'signedOffBy', 'signedOffAt', 'zone'] as const;

/** One line an entry; each says of which review it is, so that lines that are sorted or cut out still do. Formulas stay text. */
export function attestationCsv(attestation: Attestation): string {
  const heading = (name: string): string => sentence(attestation.locale, `attestation.column.${name}`);
  const { sequence, hash } = attestation.chain;
  return csvOf([
    [...own, ...whole, 'chainSequence', 'chainHash'].map(heading),
    ...attestation.entries.map((entry) => [...own.map((name) => entry[name]), ...whole.map((name) => attestation[name]), sequence, hash]),
  ]);
}

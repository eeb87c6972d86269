/** After how many days a grant ends; besides that never, or at a moment of one's own. */
export const lasting = ['forever', '1', '7', '30', '90', 'date'] as const;

/** When a grant ends, as it is chosen. */
export interface End {
  readonly lasts: string;
  /** With `date`: what a clock of the workspace shows then (`2026-11-22T14:05`). */
  readonly until: string;
}

export const noEnd: End = { lasts: 'forever', until: '' };

const dayLength = 86_400_000;

/** What a clock of a time zone shows at an instant. */
export const wallOf = (at: Date | number, timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at).replace(' ', 'T');

/** When a clock of a time zone shows that. */
function instantOf(wall: string, timeZone: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  const offset = (at: number): number => Date.parse(`${wallOf(at, timeZone)}Z`) - Math.floor(at / 60_000) * 60_000;
  // Twice: around a change of the clocks the first guess may lie on its other side.
  return asUtc - offset(asUtc - offset(asUtc));
}

/** When a grant that is made now ends; null for never. */
export function endOf({ lasts, until }: End, timeZone: string): string | null {
  if (lasts === 'forever') return null;
  return new Date(lasts === 'date' ? instantOf(until, timeZone) : Date.now() + Number(lasts) * dayLength).toISOString();
}

/** The end of a grant that is there, to be changed. */
export const endAt = (expiresAt: string | null, timeZone: string): End => (expiresAt === null ? noEnd : { lasts: 'date', until: wallOf(new Date(expiresAt), timeZone) });

/** Whether a moment was chosen, and is still to come. */
export const isToCome = ({ lasts, until }: End, timeZone: string): boolean => lasts !== 'date' || (until !== '' && instantOf(until, timeZone) > Date.now());

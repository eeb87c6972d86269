/** The day (2026-11-22) that an instant falls on in a time zone. */
export const dayIn = (timeZone: string, at: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);

/** The hour, 0 to 23, of an instant in a time zone. */
export const hourIn = (timeZone: string, at: Date): number => Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at));

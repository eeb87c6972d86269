/** What the server wrote into this page, as into its policy: the origins that this person runs areas from. */
const named = (): readonly string[] => document.querySelector<HTMLMetaElement>('meta[name="override-origins"]')?.content.split(' ') ?? [];

/** Whether this page's policy lets an override's files in; a page that was loaded before it was set doesn't. */
export const isAllowedHere = (entry: string): boolean => named().includes(new URL(entry, location.href).origin);

/** How long a grant may be given for, in days. */
export const lasting = ['forever', '1', '7', '30', '90'] as const;

const dayLength = 86_400_000;

/** When a grant that is made now ends; null for never. */
export const endOf = (lasts: string): string | null => (lasts === 'forever' ? null : new Date(Date.now() + Number(lasts) * dayLength).toISOString());

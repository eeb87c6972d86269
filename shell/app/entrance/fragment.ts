/** A secret of the address: it stands in the fragment, which browsers send to no server. */
export const fragmentValue = (name: string): string | null => new URLSearchParams(location.hash.slice(1)).get(name);

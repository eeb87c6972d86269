import { createContext } from 'react';

/** Where a guest says that another build of its area is there while something is unsaved on the page. */
export const OfferContext = createContext<(remote: string, buildId: string) => void>(() => undefined);

import { z } from 'zod';

/** What a browser tells of a remote that failed there. */
export const beaconInput = z.object({
  remote: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  buildId: z.string().max(64),
  kind: z.string().max(40),
  message: z.string().max(500),
});

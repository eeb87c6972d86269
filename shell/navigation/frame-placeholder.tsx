import { PageSkeleton } from '#shared/ui/index.ts';

/** The frame before it is known who is signed in. */
export function FramePlaceholder() {
  return <PageSkeleton />;
}

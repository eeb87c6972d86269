import type { RegistryRemote } from '#shared/contract/index.ts';
import { useLocale } from '#shared/i18n/index.ts';
import { useUnsaved } from '#shared/ui/index.ts';
import { NewBuildNotice } from './new-build-notice.tsx';

/** Offers the newer builds of areas that have put something on this page, once for each. */
export default function GuestOffers({ remotes }: { readonly remotes: readonly RegistryRemote[] }) {
  const locale = useLocale();
  const unsaved = useUnsaved();
  return remotes.map(({ manifest: { id, title } }) => <NewBuildNotice key={id} area={title[locale]} unsaved={unsaved} />);
}

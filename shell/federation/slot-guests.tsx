import { type ComponentType, type ReactNode, Suspense, lazy, useMemo } from 'react';
import type { Locale, RegistryRemote, SlotDeclaration, SlotName, SlotProps } from '#shared/contract/index.ts';
import { type Permission, meets } from '#shared/permissions/index.ts';
import { type GuestFinder, type SlotGuest, SlotsProvider, useShell } from '#shared/ui/index.ts';
import { useRegistry } from './registry.ts';

const GuestInSlot = lazy(() => import('./guest-in-slot.tsx'));

/** One component for each guest of a build, the same in every drawing: else React would begin it anew. */
const components = new WeakMap<RegistryRemote, Map<string, ComponentType<SlotProps<SlotName>>>>();

function componentOf(remote: RegistryRemote, { slot, name }: SlotDeclaration): ComponentType<SlotProps<SlotName>> {
  const known = components.get(remote) ?? new Map<string, ComponentType<SlotProps<SlotName>>>();
  components.set(remote, known);
  const key = `${slot}/${name}`;
  const Guest = known.get(key) ?? (({ context }: SlotProps<SlotName>) => <Suspense><GuestInSlot remote={remote} slot={slot} name={name} context={context} /></Suspense>);
  known.set(key, Guest);
  return Guest;
}

/** Who fills a slot, as far as this person may see it: decided by manifests alone, before any code is fetched. */
export function guestsOf<Name extends SlotName>(slot: Name, remotes: readonly RegistryRemote[], permissions: ReadonlySet<Permission>, locale: Locale): readonly SlotGuest<Name>[] {
  return remotes
    .filter(({ access, manifest }) => access === 'allowed' && meets(permissions, manifest.requires))
    .flatMap((remote) => (remote.manifest.slots ?? [])
      .filter((declared) => declared.slot === slot && meets(permissions, declared.requires))
      .map((declared) => ({ id: `${remote.manifest.id}/${declared.name}`, title: declared.title?.[locale] ?? '', Guest: componentOf(remote, declared) as ComponentType<SlotProps<Name>> })));
}

/** Brings slots and guests together, since neither knows the other. */
export function SlotGuests({ children }: { readonly children: ReactNode }) {
  const { remotes } = useRegistry();
  const { session: { permissions }, locale } = useShell();
  const guests = useMemo<GuestFinder>(() => (slot) => guestsOf(slot, remotes, permissions, locale), [remotes, permissions, locale]);
  return <SlotsProvider guests={guests}>{children}</SlotsProvider>;
}

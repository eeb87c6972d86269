import { type ComponentType, type ReactNode, Suspense, lazy, useCallback, useMemo, useState } from 'react';
import type { Locale, RegistryRemote, SlotDeclaration, SlotName, SlotProps } from '#shared/contract/index.ts';
import { type Permission, meets } from '#shared/permissions/index.ts';
import { type GuestFinder, type SlotGuest, SlotsProvider, useShell } from '#shared/ui/index.ts';
import { isAllowedHere } from '../overrides/allowed-here.ts';
import { OfferContext } from './offer-context.ts';
import { useRegistry } from './registry.ts';
import { useUntilNavigation } from './until-navigation.ts';

const GuestInSlot = lazy(() => import('./guest-in-slot.tsx'));
const GuestOffers = lazy(() => import('./guest-offers.tsx'));

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
    .filter(({ manifest }) => meets(permissions, manifest.requires))
    .flatMap((remote) => (remote.manifest.slots ?? [])
      .filter((declared) => declared.slot === slot && meets(permissions, declared.requires))
      .map((declared) => ({ id: `${remote.manifest.id}/${declared.name}`, title: declared.title?.[locale] ?? '', Guest: componentOf(remote, declared) as ComponentType<SlotProps<Name>> })));
}

const none: ReadonlyMap<string, string> = new Map();

/** Brings slots and guests together, since neither knows the other. Guests take another build as pages do: at the next navigation, or when it is offered. */
export function SlotGuests({ children }: { readonly children: ReactNode }) {
  const { remotes } = useRegistry();
  const { session: { permissions }, locale } = useShell();
  const allowed = useMemo(() => remotes.filter(({ access }) => access === 'allowed'), [remotes]);
  const kept = useUntilNavigation(allowed);
  const guests = useMemo<GuestFinder>(() => {
    // This page's policy may not let in what is overridden since it was loaded.
    const near = kept.filter(({ channel, entry }) => channel !== 'override' || isAllowedHere(entry));
    return (slot) => guestsOf(slot, near, permissions, locale);
  }, [kept, permissions, locale]);
  /** Area → the build of it that is offered. */
  const [offers, setOffers] = useState(none);
  const offer = useCallback((remote: string, buildId: string) => setOffers((now) => (now.get(remote) === buildId ? now : new Map([...now, [remote, buildId]]))), []);
  const offered = offers === none ? [] : allowed.filter(({ manifest: { id }, buildId }, at) => offers.get(id) === buildId && kept[at]?.buildId !== buildId);
  return (
    <OfferContext value={offer}>
      {offered.length > 0 ? <Suspense><GuestOffers remotes={offered} /></Suspense> : null}
      <SlotsProvider guests={guests}>{children}</SlotsProvider>
    </OfferContext>
  );
}

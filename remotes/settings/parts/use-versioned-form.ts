import { useEffect, useRef, useState } from 'react';
import type { Outcome } from '#shared/data/index.ts';
import { type Form, useForm } from '#shared/ui/index.ts';

interface Versioned { readonly version: number }

export interface VersionedFormOptions<Entity extends Versioned | null, Values extends object> {
  /** As it was last read; null for what isn't there yet. */
  readonly entity: Entity;
  valuesOf(entity: Entity): Values;
  /** Sends the values, with the version of `base`; answers it as it was saved. */
  save(values: Values, base: Entity): Promise<Outcome<Entity>>;
  /** Asks the server for it as it is now. */
  latest(): Promise<Entity>;
  onSaved?(): void;
  check?(values: Values): Partial<Record<keyof Values & string, string>>;
}

export interface VersionedForm<Entity, Values extends object> {
  readonly form: Form<Values>;
  /** What somebody else saved meanwhile, when a save found it; else null. */
  readonly theirs: Entity | null;
  /** Drops what was typed. */
  useTheirs(): void;
  /** Saves what was typed over it. */
  keepMine(): void;
}

/** The code of `StaleError`. */
const staleCode = 'stale';
const isStale = (outcome: Outcome<unknown>): boolean => !outcome.ok && outcome.code === staleCode;

const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * A form over something that others may change at the same time. What they
 * change shows up at once while nothing is typed; once something is, saving
 * either goes through (they changed other fields) or asks whose should stay.
 */
export function useVersionedForm<Entity extends Versioned | null, Values extends object>({ entity, valuesOf, save, latest, onSaved, check }: VersionedFormOptions<Entity, Values>): VersionedForm<Entity, Values> {
  const base = useRef(entity);
  const [theirs, setTheirs] = useState<{ readonly entity: Entity } | null>(null);

  const send = async (values: Values): Promise<Outcome<Entity>> => {
    const outcome = await save(values, base.current);
    if (!isStale(outcome)) return outcome;
    const now = await latest();
    const untouched = same(valuesOf(now), valuesOf(base.current));
    if (!untouched) {
      setTheirs({ entity: now });
      // The notice says it with both versions side by side; a second sentence would only repeat it.
      return { ok: false, code: staleCode, message: '', fields: [] };
    }
    base.current = now;
    return save(values, now);
  };
  const form = useForm({
    initial: valuesOf(entity),
    check,
    submit: (values) => {
      setTheirs(null);
      return send(values);
    },
    onDone: (saved) => {
      base.current = saved;
      form.reset(valuesOf(saved));
      onSaved?.();
    },
  });

  useEffect(() => {
    if (form.dirty || form.submitting || entity?.version === base.current?.version) return;
    base.current = entity;
    form.reset(valuesOf(entity));
  });

  return {
    form,
    theirs: theirs?.entity ?? null,
    useTheirs: () => {
      if (!theirs) return;
      base.current = theirs.entity;
      setTheirs(null);
      form.reset(valuesOf(theirs.entity));
    },
    keepMine: () => {
      if (!theirs) return;
      base.current = theirs.entity;
      form.submit();
    },
  };
}

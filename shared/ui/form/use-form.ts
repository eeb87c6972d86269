import { type FormEvent, useCallback, useContext, useId, useLayoutEffect, useRef, useState } from 'react';
import { type AppError, type FieldProblem, type Outcome, toAppError } from '#shared/data/index.ts';
import { useErrorText } from '../states.tsx';
import { DraftKeeperContext } from './drafts.ts';

export interface FormOptions<Values extends object, T> {
  readonly initial: Values;
  /** Sends the values. Expected failures come back as an outcome; anything thrown is shown as an error. */
  readonly submit: (values: Values) => Promise<Outcome<T>>;
  readonly onDone?: (result: T, values: Values) => void;
  /** Checks before sending; a sentence a field that can't be accepted. */
  readonly check?: (values: Values) => Partial<Record<keyof Values & string, string>>;
}

interface FieldProps<V> {
  readonly id: string;
  readonly name: string;
  readonly value: V;
  readonly onChange: (next: unknown) => void;
  readonly error: string | undefined;
}

export interface Form<Values extends object> {
  readonly id: string;
  readonly values: Values;
  readonly dirty: boolean;
  readonly submitting: boolean;
  /** What a refused submit says as a whole; null when there is nothing to say. */
  readonly failure: string | null;
  readonly problems: readonly FieldProblem[];
  set<K extends keyof Values>(name: K, value: Values[K]): void;
  /** Props of an input: value, change, and the error at the field. */
  field<K extends keyof Values & string>(name: K): FieldProps<Values[K]>;
  /** Props of a checkbox or switch. */
  check<K extends keyof Values & string>(name: K): { readonly id: string; readonly name: string; readonly checked: boolean; readonly onChange: (event: { currentTarget: { checked: boolean } }) => void; readonly error: string | undefined };
  submit(event?: FormEvent): void;
  /** Back to the initial values, or to new ones; forgets errors. */
  reset(values?: Values): void;
}

const isEvent = (next: unknown): next is { currentTarget: { value: unknown } } =>
  typeof next === 'object' && next !== null && 'currentTarget' in next && typeof next.currentTarget === 'object' && next.currentTarget !== null && 'value' in next.currentTarget;

/** The field's own problem, also when the server names it below an input (`config.name`). */
const problemAt = (problems: readonly FieldProblem[], name: string): string | undefined =>
  problems.find(({ path }) => path === name || path.endsWith(`.${name}`))?.message;

/**
 * A form's values, errors and submit. A second submit while the first is under
 * way does nothing. Errors go to their fields; what belongs to none is `failure`.
 * What is typed outlives a page that breaks and is tried again.
 */
export function useForm<Values extends object, T>({ initial, submit, onDone, check }: FormOptions<Values, T>): Form<Values> {
  const id = useId();
  const errorText = useErrorText();
  const [start, setStart] = useState(initial);
  const drafts = useContext(DraftKeeperContext);
  // The same form again: the same fields, begun with the same values.
  const [draftKey] = useState(() => JSON.stringify(initial));
  const [values, setValues] = useState(() => drafts?.of<Values>(draftKey) ?? initial);
  useLayoutEffect(() => () => drafts?.ended(draftKey), [drafts, draftKey]);
  const [submitting, setSubmitting] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const underWay = useRef(false);

  const set = useCallback(<K extends keyof Values>(name: K, value: Values[K]): void => {
    setValues((now) => {
      const next = { ...now, [name]: value };
      drafts?.keep(draftKey, next);
      return next;
    });
    setProblems((now) => now.filter(({ path }) => path !== name && !path.endsWith(`.${String(name)}`)));
  }, [drafts, draftKey]);

  const send = async (): Promise<void> => {
    if (underWay.current) return;
    const refused = Object.entries(check?.(values) ?? {}).filter((entry): entry is [string, string] => Boolean(entry[1]));
    setFailure(null);
    setProblems(refused.map(([path, message]) => ({ path, message })));
    if (refused.length > 0) return;
    underWay.current = true;
    setSubmitting(true);
    try {
      const outcome = await submit(values);
      if (outcome.ok) {
        setStart(values);
        drafts?.forget(draftKey);
        onDone?.(outcome.value, values);
      } else {
        setProblems(outcome.fields);
        setFailure(outcome.message || null);
      }
    } catch (error) {
      const known: AppError = toAppError(error);
      setFailure(errorText(known));
    } finally {
      underWay.current = false;
      setSubmitting(false);
    }
  };

  return {
    id,
    values,
    dirty: JSON.stringify(values) !== JSON.stringify(start),
    submitting,
    failure,
    problems,
    set,
    field: (name) => ({
      id: `${id}-${name}`,
      name,
      value: values[name],
      onChange: (next) => set(name, (isEvent(next) ? next.currentTarget.value : next) as Values[typeof name]),
      error: problemAt(problems, name),
    }),
    check: (name) => ({
      id: `${id}-${name}`,
      name,
      checked: Boolean(values[name]),
      onChange: (event) => set(name, event.currentTarget.checked as Values[typeof name]),
      error: problemAt(problems, name),
    }),
    submit: (event) => {
      event?.preventDefault();
      // A form in a dialog is, for React, inside the page's own form.
      event?.stopPropagation();
      void send();
    },
    reset: (next = start) => {
      drafts?.forget(draftKey);
      setStart(next);
      setValues(next);
      setFailure(null);
      setProblems([]);
    },
  };
}

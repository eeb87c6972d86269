import type { Citation, TurnTrace } from '#ai/contract.ts';
import { locales } from '#shared/contract/manifest.ts';
import { roles } from '#shared/permissions/index.ts';
import { builder } from './builder.ts';

/** Types that more than one module's fields answer with. */
export const LocaleEnum = builder.enumType('Locale', { values: locales });
export const RoleEnum = builder.enumType('Role', { values: roles });
export const AuthorEnum = builder.enumType('Author', { values: ['visitor', 'agent'] as const });
export const OutcomeEnum = builder.enumType('Outcome', { values: ['answered', 'fallback'] as const });

export const CitationType = builder.objectRef<Citation>('Citation').implement({
  fields: (t) => ({
    number: t.exposeInt('number'),
    documentId: t.exposeID('documentId'),
    documentName: t.exposeString('documentName'),
    heading: t.exposeString('heading'),
    quote: t.exposeString('quote'),
    sectionId: t.exposeID('sectionId'),
  }),
});

const RetrievedSection = builder.objectRef<TurnTrace['retrieved'][number]>('RetrievedSection').implement({
  fields: (t) => ({ sectionId: t.exposeID('sectionId'), score: t.exposeFloat('score') }),
});

export const TurnTraceType = builder.objectRef<TurnTrace>('TurnTrace').implement({
  fields: (t) => ({
    retrieved: t.field({ type: [RetrievedSection], resolve: ({ retrieved }) => [...retrieved] }),
    model: t.exposeString('model', { nullable: true }),
    retrieveMs: t.float({ resolve: ({ timings }) => timings.retrieve }),
    firstTokenMs: t.float({ nullable: true, description: 'Milliseconds.', resolve: ({ timings }) => timings.firstToken }),
    totalMs: t.float({ resolve: ({ timings }) => timings.total }),
    inputTokens: t.int({ nullable: true, resolve: ({ tokens }) => tokens?.input ?? null }),
    outputTokens: t.int({ nullable: true, resolve: ({ tokens }) => tokens?.output ?? null }),
    providerFailure: t.exposeString('providerFailure', { nullable: true }),
  }),
});

/** A tag; how many documents carry it is only counted when it is asked for. */
export interface TagShape { readonly id: string; readonly name: string; readonly documentCount: number | (() => Promise<number>) }
export const TagType = builder.objectRef<TagShape>('Tag').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    documentCount: t.int({ resolve: ({ documentCount }) => (typeof documentCount === 'function' ? documentCount() : documentCount) }),
  }),
});

import { builder } from '../../graphql/builder.ts';
import { failures } from '../../graphql/errors.ts';
import type { OverrideRow } from './consoles.store.ts';
import { type Overriding, endOverrides, getOverriding, setOverride } from './overrides.service.ts';

const ConsoleOverride = builder.objectRef<OverrideRow>('ConsoleOverride').implement({
  description: 'An area that comes from where it is developed, for the viewer alone.',
  fields: (t) => ({ remote: t.exposeID('remote'), address: t.exposeString('address', { description: 'Of its federation manifest.' }), endsAt: t.expose('ends_at', { type: 'DateTime' }) }),
});

const ConsoleOverriding = builder.objectRef<Overriding>('ConsoleOverriding').implement({
  description: 'What the viewer runs from elsewhere. A page’s policy names its origins: load the page anew after a change.',
  fields: (t) => ({
    id: t.id({ resolve: () => 'console-overriding' }),
    origins: t.stringList({ description: 'Where areas may come from; empty unless the operator allows it.', resolve: ({ origins }) => [...origins] }),
    overrides: t.field({ type: [ConsoleOverride], resolve: ({ overrides }) => [...overrides] }),
  }),
});

builder.queryField('consoleOverriding', (t) => t.field({ type: ConsoleOverriding, permission: 'remotes:override', resolve: (_root, _args, context) => getOverriding(context) }));

const SetConsoleOverrideInput = builder.inputType('SetConsoleOverrideInput', { fields: (t) => ({ remote: t.id(), address: t.string() }) });
builder.mutationField('setConsoleOverride', (t) => t.field({
  type: ConsoleOverriding, permission: 'remotes:override', errors: { types: failures.checked }, args: { input: t.arg({ type: SetConsoleOverrideInput }) },
  resolve: (_root, { input }, context) => setOverride(context, input),
}));

const EndConsoleOverridesInput = builder.inputType('EndConsoleOverridesInput', { fields: (t) => ({ remote: t.id({ required: false, description: 'Without it, of all areas.' }) }) });
builder.mutationField('endConsoleOverrides', (t) => t.field({
  type: ConsoleOverriding, permission: 'remotes:override', args: { input: t.arg({ type: EndConsoleOverridesInput }) },
  resolve: (_root, { input }, context) => endOverrides(context, input),
}));

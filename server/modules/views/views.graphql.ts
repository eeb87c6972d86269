import { builder } from '../../graphql/builder.ts';
import { failures } from '../../graphql/errors.ts';
import { type SavedViews, changeView, deleteView, listSavedViews, saveView } from './views.service.ts';
import type { ViewRow } from './views.store.ts';

const SavedView = builder.objectRef<ViewRow>('SavedView').implement({
  description: 'How the viewer likes to see a list, under a name of their own.',
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    query: t.exposeString('query', { description: 'Search, filters and order, as they stand in the address.' }),
    hiddenColumns: t.stringList({ description: 'Columns that are put away.', resolve: ({ hidden }) => hidden }),
  }),
});

const SavedViewsType = builder.objectRef<SavedViews>('SavedViews').implement({
  description: 'The viewer’s saved views of one list, by name.',
  fields: (t) => ({ id: t.id({ description: 'The list’s.', resolve: ({ list }) => list }), views: t.field({ type: [SavedView], resolve: ({ views }) => [...views] }) }),
});

builder.queryField('savedViews', (t) => t.field({
  type: SavedViewsType, permission: 'member', args: { list: t.arg.id() }, resolve: (_root, { list }, context) => listSavedViews(context, list),
}));

const SaveViewInput = builder.inputType('SaveViewInput', {
  fields: (t) => ({ list: t.id({ description: '`members`, `documents`, `conversations`, or one of an area of one’s own.' }), name: t.string(), query: t.string(), hiddenColumns: t.stringList() }),
});
builder.mutationField('saveView', (t) => t.field({
  type: SavedViewsType, permission: 'member', errors: { types: failures.checked }, args: { input: t.arg({ type: SaveViewInput }) },
  resolve: (_root, { input }, context) => saveView(context, input),
}));

const ChangeSavedViewInput = builder.inputType('ChangeSavedViewInput', {
  description: 'What is left out stays.',
  fields: (t) => ({ id: t.id(), name: t.string({ required: false }), query: t.string({ required: false }), hiddenColumns: t.stringList({ required: false }) }),
});
builder.mutationField('changeSavedView', (t) => t.field({
  type: SavedViewsType, permission: 'member', errors: { types: failures.checked }, args: { input: t.arg({ type: ChangeSavedViewInput }) },
  resolve: (_root, { input }, context) => changeView(context, input),
}));

const DeleteSavedViewInput = builder.inputType('DeleteSavedViewInput', { fields: (t) => ({ id: t.id() }) });
builder.mutationField('deleteSavedView', (t) => t.field({
  type: SavedViewsType, permission: 'member', errors: { types: failures.checked }, args: { input: t.arg({ type: DeleteSavedViewInput }) },
  resolve: (_root, { input }, context) => deleteView(context, input),
}));

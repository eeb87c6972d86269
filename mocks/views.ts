import type { MutationChangeSavedViewArgs, MutationDeleteSavedViewArgs, MutationSaveViewArgs, QuerySavedViewsArgs } from './schema-types.ts';
import type { Domain } from './types.ts';
import { type World, ruleError, validationError } from './world.ts';

/** How the viewer likes to see their lists. */
export const viewsDomain = (world: World): Domain => {
  const of = (list: string) => ({
    __typename: 'SavedViews' as const, id: list,
    views: world.views.filter((view) => view.list === list).toSorted((a, b) => a.name.localeCompare(b.name)).map(({ id, name, query, hiddenColumns }) => ({ id, name, query, hiddenColumns: [...hiddenColumns] })),
  });
  const isTaken = (list: string, name: string, except = ''): boolean => world.views.some((view) => view.list === list && view.id !== except && view.name.toLowerCase() === name.toLowerCase());
  const taken = (name: string) => validationError({ name: `You already have a view “${name}” of this list.` });
  return {
    query: { savedViews: ({ list }: QuerySavedViewsArgs) => of(list) },
    mutation: {
      saveView: ({ input: { list, name: typed, query, hiddenColumns } }: MutationSaveViewArgs) => {
        const name = typed.trim();
        if (name === '') return validationError({ name: 'This can’t be empty.' });
        if (isTaken(list, name)) return taken(name);
        world.views.push({ id: crypto.randomUUID(), list, name, query, hiddenColumns: [...hiddenColumns] });
        return of(list);
      },
      changeSavedView: ({ input: { id, name, query, hiddenColumns } }: MutationChangeSavedViewArgs) => {
        const view = world.views.find((one) => one.id === id);
        if (!view) return ruleError('This isn’t there any more, or never was.');
        if (name && isTaken(view.list, name, id)) return taken(name);
        Object.assign(view, { name: name ?? view.name, query: query ?? view.query, hiddenColumns: hiddenColumns ?? view.hiddenColumns });
        return of(view.list);
      },
      deleteSavedView: ({ input: { id } }: MutationDeleteSavedViewArgs) => {
        const view = world.views.find((one) => one.id === id);
        if (!view) return ruleError('This isn’t there any more, or never was.');
        world.views.splice(world.views.indexOf(view), 1);
        return of(view.list);
      },
    },
  };
};

import type { z } from 'zod';
import { type Context, type MemberActor, type Unit, performAsMember } from '../../access/index.ts';
import { NotFoundError, RuleError, ValidationError, isUniqueViolation } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { changeViewInput, deleteViewInput, listId, saveViewInput } from './views.input.ts';
import * as store from './views.store.ts';

/** Views that one person may keep of one list: as many as still fit a menu. */
const MOST_OF_A_LIST = 30;
/** Of all lists together: areas name lists of their own. */
const MOST_IN_ALL = 300;

/** A person's saved views of one list. */
export interface SavedViews { readonly list: string; readonly views: readonly store.ViewRow[] }

const ownerOf = ({ workspaceId, actor }: Unit<MemberActor>): store.Owner => ({ workspaceId, personId: actor.person.id });

const viewsOf = async (unit: Unit<MemberActor>, list: string): Promise<SavedViews> => ({ list, views: await store.listViews(unit.tx, ownerOf(unit), list) });

/** How somebody likes their lists is no matter of a program that acts for them. */
const byThemselves = ({ actor }: Unit<MemberActor>): void => {
  if (actor.token) throw new RuleError('view-by-token');
};

const taken = (name: string): ValidationError => new ValidationError([{ path: 'name', code: 'view-name-taken', params: { name } }]);

async function found(unit: Unit<MemberActor>, id: string): Promise<store.ViewRow> {
  const view = await store.findView(unit.tx, ownerOf(unit), id);
  if (!view) throw new NotFoundError('no saved view');
  return view;
}

/** The viewer's own, of one list, by name. */
export const listSavedViews = (context: Context, list: string): Promise<SavedViews> => performAsMember(context, 'member', (unit) => viewsOf(unit, validate(listId, list)));

/**
 * Keeps how the viewer sees a list, under a name.
 * @throws RuleError `views-too-many`, `views-too-many-in-all`, `view-by-token`
 * @throws ValidationError for a name that is taken
 */
export function saveView(context: Context, input: z.input<typeof saveViewInput>): Promise<SavedViews> {
  return performAsMember(context, 'member', async (unit) => {
    byThemselves(unit);
    const { list, name, query, hiddenColumns } = validate(saveViewInput, input);
    const owner = ownerOf(unit);
    const { views } = await viewsOf(unit, list);
    if (views.length >= MOST_OF_A_LIST) throw new RuleError('views-too-many', { count: MOST_OF_A_LIST });
    if ((await store.countViews(unit.tx, owner)) >= MOST_IN_ALL) throw new RuleError('views-too-many-in-all', { count: MOST_IN_ALL });
    if (await store.isNameTaken(unit.tx, owner, list, name, null)) throw taken(name);
    if (!(await store.insertView(unit.tx, owner, { list, name, query, hidden: hiddenColumns }))) throw taken(name);
    return viewsOf(unit, list);
  });
}

/** Gives a view another name, or has it show what the viewer sees now. */
export function changeView(context: Context, input: z.input<typeof changeViewInput>): Promise<SavedViews> {
  return performAsMember(context, 'member', async (unit) => {
    byThemselves(unit);
    const { id, name, query, hiddenColumns } = validate(changeViewInput, input);
    const view = await found(unit, id);
    if (name && (await store.isNameTaken(unit.tx, ownerOf(unit), view.list, name, id))) throw taken(name);
    await store.changeView(unit.tx, ownerOf(unit), id, { name: name ?? view.name, query: query ?? view.query, hidden: hiddenColumns ?? view.hidden }).catch((error: unknown) => {
      // Another tab has just taken it.
      throw isUniqueViolation(error) ? taken(name ?? view.name) : error;
    });
    return viewsOf(unit, view.list);
  });
}

/** Forgets a view. */
export function deleteView(context: Context, input: z.input<typeof deleteViewInput>): Promise<SavedViews> {
  return performAsMember(context, 'member', async (unit) => {
    byThemselves(unit);
    const { list, id } = await found(unit, validate(deleteViewInput, input).id);
    await store.deleteView(unit.tx, ownerOf(unit), id);
    return viewsOf(unit, list);
  });
}

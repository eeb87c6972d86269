import type { CustomRole, Role } from '#shared/permissions/index.ts';
import type { MemberActor, Unit } from '../../access/index.ts';
import { membershipsNow } from '../members/index.ts';
import type { ItemRow } from './reviews.store.ts';
import { perhapsHolding } from './reviews.store.ts';

export const NEED = 'access-review:manage';

/** Somebody who can decide about others. */
export interface Reviewer { readonly personId: string; readonly email: string; readonly role: Role; readonly customRole: Pick<CustomRole, 'id'> | null }

/** Everybody who holds the permission now. */
export async function reviewersOf({ tx, workspaceId }: Unit): Promise<readonly Reviewer[]> {
  const reviewers: Reviewer[] = [];
  for (const { user_id: personId, email } of await perhapsHolding(tx, NEED)) {
    const here = (await membershipsNow(tx, personId)).find((membership) => membership.workspaceId === workspaceId);
    if (here?.permissions.has(NEED)) reviewers.push({ personId, email, role: here.role, customRole: here.customRole });
  }
  return reviewers;
}

export const asReviewer = ({ person, role, customRole }: MemberActor): Reviewer => ({ personId: person.id, email: person.email, role, customRole });

/** Whether an entry is about somebody: their own, or what their role was granted. Nobody decides about themselves. */
export function concerns({ personId, role, customRole }: Omit<Reviewer, 'email'>, { kind, user_id: userId, member_id: memberId, about }: Pick<ItemRow, 'kind' | 'user_id' | 'member_id' | 'about'>): boolean {
  if (userId === personId) return true;
  if (kind !== 'grant' || memberId !== null) return false;
  return about.roleId ? customRole?.id === about.roleId : customRole === null && about.role === role;
}

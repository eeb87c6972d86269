import type { MutationAnswerOwnershipOfferArgs, MutationCreateWorkspaceArgs, MutationDeleteWorkspaceArgs, MutationOfferOwnershipArgs } from './schema-types.ts';
import { workspaceAnswer } from './settings.ts';
import type { Domain } from './types.ts';
import { type World, audit, need, ruleError, validationError, viewerOf } from './world.ts';

const week = 7 * 86_400_000;

function offerAnswer(world: World) {
  const to = world.people.find(({ id }) => id === world.offeredTo);
  const from = world.people.find(({ role }) => role === 'owner');
  if (!to || !from) return null;
  return { __typename: 'OwnershipOffer' as const, id: 'offer', from: from.name, to: to.name, toMemberId: to.id, expiresAt: new Date(world.now().getTime() + week).toISOString(), viewerCanAnswer: to.id === world.viewerId };
}
const noOffer = ruleError('There is no such offer any more.');

/** Making, leaving, handing over and ending workspaces. */
export const workspacesDomain = (world: World): Domain => ({
  query: { ownershipOffer: () => offerAnswer(world) },
  mutation: {
    createWorkspace: ({ input: { name } }: MutationCreateWorkspaceArgs) => (name.trim() ? { __typename: 'CreatedWorkspace' as const, id: crypto.randomUUID(), name } : validationError({ name: 'A workspace needs a name.' })),
    leaveWorkspace: () => {
      const viewer = viewerOf(world);
      if (viewer?.role === 'owner') return ruleError(`You are the last owner of ${world.workspace.name}. Hand it over first, or delete it.`);
      world.people = world.people.filter((person) => person !== viewer);
      return { __typename: 'LeftWorkspace' as const, id: world.workspace.id, name: world.workspace.name };
    },
    deleteWorkspace: ({ input: { name } }: MutationDeleteWorkspaceArgs) => {
      need(world, 'workspace:delete');
      if (name !== world.workspace.name) return validationError({ name: 'Type the name exactly.' });
      world.workspace.deletesAt = new Date(world.now().getTime() + week).toISOString();
      audit(world, 'workspace.closed', 'The workspace was deleted.');
      world.topics.publish('viewerChanged', null);
      return workspaceAnswer(world);
    },
    keepWorkspace: () => {
      need(world, 'workspace:delete');
      world.workspace.deletesAt = null;
      world.topics.publish('viewerChanged', null);
      return workspaceAnswer(world);
    },
    offerOwnership: ({ input: { memberId, name } }: MutationOfferOwnershipArgs) => {
      need(world, 'workspace:transfer');
      if (name !== world.workspace.name) return validationError({ name: 'Type the name exactly.' });
      world.offeredTo = memberId;
      return offerAnswer(world) ?? noOffer;
    },
    withdrawOwnershipOffer: () => {
      need(world, 'workspace:transfer');
      const offer = offerAnswer(world);
      world.offeredTo = null;
      return offer ?? noOffer;
    },
    answerOwnershipOffer: ({ input: { accept } }: MutationAnswerOwnershipOfferArgs) => {
      const offer = offerAnswer(world);
      const [to, from] = [viewerOf(world), world.people.find(({ role }) => role === 'owner')];
      if (!offer || !to || !from) return noOffer;
      world.offeredTo = null;
      if (accept) [to.role, from.role] = ['owner', 'admin'];
      world.topics.publish('viewerChanged', null);
      return offer;
    },
  },
});

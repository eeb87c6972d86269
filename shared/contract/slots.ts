/**
 * The places where one area lets others add something, and what each place tells
 * its guests. Neither imports the other: the place is named here, the shell
 * brings them together.
 */
export interface SlotContexts {
  /** A card on Home. */
  readonly 'home.cards': Readonly<Record<never, never>>;
  /** An action beside an agent's own, on its page. */
  readonly 'agent.actions': { readonly agentId: string; readonly agentName: string };
  /** A column of the agents that Analytics compares; drawn once for each row. */
  readonly 'analytics.agents.columns': { readonly agentId: string };
}

export type SlotName = keyof SlotContexts;

/** Every place there is; manifests are checked against it. */
export const slotNames: readonly SlotName[] = ['home.cards', 'agent.actions', 'analytics.agents.columns'];

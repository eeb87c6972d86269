export { type LiveAgent, createAgent, liveAgent, publishAgent } from './agents.service.ts';
export { agentsNamed } from './lookup.service.ts';

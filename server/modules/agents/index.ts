export { type LiveAgent, createAgent, liveAgent, publishAgent } from './agents.service.ts';

export { LLM_PROVIDER_CHANGED } from './secrets.events.ts';
export { modelWasFailing, providerFor } from './secrets.service.ts';

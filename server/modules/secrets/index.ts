export { providerFor } from './secrets.service.ts';

export { revokeTokenInUnit } from './tokens.service.ts';

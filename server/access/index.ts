export * from './actor.ts';
export * from './context.ts';
export * from './grants.ts';
export * from './refusal.ts';
export * from './session.ts';
export { authorise } from './transaction.ts';
export * from './token.ts';

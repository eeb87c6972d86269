export { type Refusal, SignInRefusedError, type Started, completeSignIn, signInOptions, startSignIn } from './signing-in.service.ts';
export { domainOf } from './sso.input.ts';
export { workspaceOfScimToken } from './sso.service.ts';
export { findPolicy, hasVerifiedDomain } from './sso.store.ts';

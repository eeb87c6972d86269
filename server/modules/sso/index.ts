export { type Refusal, SIGN_IN_SECONDS, type SamlAnswer, SignInRefusedError, type Started, type Vouched, completeSamlSignIn, completeSignIn, samlMetadata, signInOptions, startFromProvider, startSignIn, takeSamlAnswer } from './signing-in.service.ts';
export { addressToLeave, takeSamlLogout } from './signing-out.service.ts';
export { domainOf } from './sso.input.ts';
export { workspaceOfScimToken } from './sso.service.ts';
export { findPolicy, hasVerifiedDomain } from './sso.store.ts';

export { network } from './network.ts';
export { remoteContract } from './remote-contract.tsx';
export { type Rendered, type RenderOptions, renderInShell, renderRemote } from './render-remote.tsx';

import { remoteContract } from '#shared/testing/index.ts';
import { manifest } from './manifest.ts';
import remote from './remote.tsx';

remoteContract(remote, manifest);

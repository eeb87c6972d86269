export { type Build, currentBuildOf } from './builds.ts';
export { consoleFolder, noteBeacon, resolveRegistry } from './consoles.service.ts';

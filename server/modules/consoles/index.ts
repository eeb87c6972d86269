export { type Build, currentBuildOf, operationOf } from './builds.ts';
export { noteBeacon } from './beacons.service.ts';
export { type FileAhead, filesAhead } from './files-ahead.ts';
export { checkConsoleFits, checkShippedAhead } from './fitting.service.ts';
export { overrideOriginsOf } from './overrides.service.ts';
export { consoleFolder, resolveRegistry } from './registry.service.ts';

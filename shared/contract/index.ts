export * from './build.ts';
export * from './manifest.ts';
export * from './registry.ts';
export * from './remote.ts';
export * from './route-for.ts';
export * from './session.ts';
export * from './shared-versions.ts';
export * from './slots.ts';

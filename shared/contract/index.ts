export * from './manifest.ts';
export * from './registry.ts';
export * from './remote.ts';
export * from './session.ts';

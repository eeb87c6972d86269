export * from './catalogue.ts';
export * from './presets.ts';
export * from './resolve.ts';

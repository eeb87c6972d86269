export { type MockApi, type Operation, createMockApi } from './api.ts';
export { type HandlerOptions, handlersFor } from './handlers.ts';
export { addDocument } from './knowledge.ts';
export { type World, type WorldOptions, createWorld, permissionsOf, viewerOf } from './world.ts';

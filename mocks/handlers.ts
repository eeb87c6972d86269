import { HttpResponse, type RequestHandler, type WebSocketHandler, http } from 'msw';
import { type Operation, createMockApi } from './api.ts';
import { httpHandlers } from './http.ts';
import { socketHandler } from './socket.ts';
import type { World } from './world.ts';

export interface HandlerOptions {
  /** Milliseconds between the steps of an uploaded document. @default 1200 */
  readonly pace?: number;
}

/** MSW handlers that answer the whole console from one world. */
export function handlersFor(world: World, { pace = 1200 }: HandlerOptions = {}): (RequestHandler | WebSocketHandler)[] {
  const api = createMockApi(world);
  return [
    http.post('*/graphql', async ({ request }) => HttpResponse.json(await api.run((await request.json()) as Operation))),
    socketHandler(api),
    ...httpHandlers(world, pace),
  ];
}

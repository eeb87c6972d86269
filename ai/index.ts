import { type AiService, AiUnavailable } from './contract.ts';
import type { AiOptions } from './service.ts';

/**
 * The AI service in this process. Its engines (the index, the parsers, the models' SDK) are loaded when it is first
 * asked for something: half a second that a start need not wait for. {@link AiService.close} ends its threads and writes.
 */
export async function createAi(options: AiOptions): Promise<AiService> {
  let loading: Promise<AiService> | null = null;
  let closed = false;
  const service = async (): Promise<AiService> => {
    if (closed) throw new AiUnavailable('The AI service is closed.');
    loading ??= import('./service.ts').then(({ createService }) => createService(options));
    return loading;
  };
  return {
    parse: async (...args) => (await service()).parse(...args),
    recognise: async (...args) => (await service()).recognise(...args),
    index: {
      replace: async (...args) => (await service()).index.replace(...args),
      retag: async (...args) => (await service()).index.retag(...args),
      remove: async (...args) => (await service()).index.remove(...args),
      search: async (...args) => (await service()).index.search(...args),
      drop: async (...args) => (await service()).index.drop(...args),
      documents: async (...args) => (await service()).index.documents(...args),
    },
    async *turn(...args) {
      yield* (await service()).turn(...args);
    },
    testProvider: async (...args) => (await service()).testProvider(...args),
    async close() {
      closed = true;
      await (await loading)?.close();
    },
  };
}

export { AiUnavailable } from './contract.ts';
export type * from './contract.ts';
export type { AiOptions } from './service.ts';

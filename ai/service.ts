import { AiUnavailable, type AiService, type ProviderFailure } from './contract.ts';
import { createParser, recogniseFile } from './parse/index.ts';
import { testProvider } from './providers/index.ts';
import { openIndex } from './retrieve/index.ts';
import { createLexicon } from './retrieve/lexicon.ts';
import { runTurn } from './turn/index.ts';

export interface AiOptions {
  /** Folder of the retrieval index; made when missing. Derived data: may be deleted and rebuilt from the record. */
  readonly indexDirectory: string;
  /** Where to report what an operator should know; never given keys, prompts or answers. */
  readonly log?: { warn(details: Readonly<Record<string, unknown>>, message: string): void };
}

/** The whole service, with the engines it works with. Opens nothing until it is asked; {@link AiService.close} ends its threads and writes. */
export function createService({ indexDirectory, log }: AiOptions): AiService {
  const lexicon = createLexicon();
  const parser = createParser();
  const index = openIndex(indexDirectory);
  const onProviderFailure = (reason: ProviderFailure): void => log?.warn({ reason }, 'The model did not answer; the visitor was answered with quotes.');
  let closed = false;
  const open = (): void => {
    if (closed) throw new AiUnavailable('The AI service is closed.');
  };
  return {
    index,
    async parse(file, progress) {
      open();
      return parser.parse(file, progress);
    },
    async recognise(file) {
      open();
      return recogniseFile(file);
    },
    async *turn(input, signal) {
      open();
      yield* runTurn(input, signal, { index, lexicon, onProviderFailure });
    },
    async testProvider(provider, signal) {
      open();
      return testProvider(provider, signal);
    },
    async close() {
      if (closed) return;
      closed = true;
      await Promise.all([parser.close(), index.close()]);
      lexicon.close();
    },
  };
}

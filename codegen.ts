import { globSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { appIds } from './webpack.config.ts';

const folderOf = (app: string): string => (app === 'shell' ? 'shell' : `remotes/${app}`);
/** What the design system asks the server for itself. */
const shared = ['shared/ui/table/views'] as const;

/**
 * Each app's operations (`*.graphql` beside the pages that read them) become
 * typed documents of that app alone; so do those of the design system. `mocks/` gets the types of the whole schema.
 */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  silent: true,
  ignoreNoDocuments: true,
  generates: {
    ...Object.fromEntries(
      [...appIds().map(folderOf), ...shared]
        .filter((folder) => globSync(`${folder}/**/*.graphql`, { cwd: import.meta.dirname }).length > 0)
        .map((folder) => [
          `${folder}/gql/graphql.ts`,
          {
            documents: [`${folder}/**/*.graphql`],
            plugins: [{ add: { content: '// Written by `npm run codegen` from schema.graphql and the .graphql files of this folder.' } }, 'typescript-operations', 'typed-document-node'],
            config: {
              enumType: 'string-literal',
              enumsAsTypes: true,
              scalars: { DateTime: 'string', Date: 'string', ID: 'string' },
              strictScalars: true,
              useTypeImports: true,
              avoidOptionals: { field: true, object: true, inputValue: false, defaultValue: false },
              skipTypename: false,
              nonOptionalTypename: true,
              dedupeFragments: true,
              immutableTypes: true,
            },
          },
        ]),
    ),
    'mocks/schema-types.ts': {
      plugins: [{ add: { content: '// Written by `npm run codegen` from schema.graphql.' } }, 'typescript'],
      config: { enumsAsTypes: true, scalars: { DateTime: 'string', Date: 'string', ID: 'string' }, strictScalars: true, useTypeImports: true, nonOptionalTypename: false, skipTypename: false, avoidOptionals: { field: true, object: true, inputValue: false, defaultValue: false } },
    },
  },
};

export default config;

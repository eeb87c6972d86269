import { describe, expect, test } from 'vitest';
import { violationsOf } from './import-rules.ts';
import { rules } from './imports/rules.ts';
import { importsOf } from './imports/scan.ts';

/** For each rule: a file, an import that breaks it, and one nearby that is fine. */
const examples: readonly (readonly [rule: string, file: string, bad: string, fine: string])[] = [
  ['shared-alone', 'shared/ui/page.tsx', "import { x } from '../../shell/app/x.ts';", "import { x } from '../contract/index.ts';"],
  ['shared-alone', 'shared/contract/remote.ts', "import type { X } from '#mocks/x.ts';", "import type { X } from '#shared/permissions/index.ts';"],
  ['shell-shared', 'shell/app/routes.tsx', "const x = () => import('../../remotes/users/remote.tsx');", "import { x } from '#shared/ui/index.ts';"],
  ['shell-shared', 'shell/app/routes.tsx', "import { handlers } from '#mocks/index.ts';", "import { x } from './frame.tsx';"],
  ['remote-shared', 'remotes/users/pages/list.tsx', "import { x } from '../../agents/pages/x.tsx';", "import { x } from '../manifest.ts';"],
  ['remote-shared', 'remotes/users/remote.tsx', "import { x } from '../../shell/app/x.ts';", "import { x } from '#shared/data/index.ts';"],
  ['remote-shared', 'remotes/users/remote.tsx', "import { x } from '#server/config.ts';", "import { x } from './gql/graphql.ts';"],
  ['widget-alone', 'widget/chat/Chat.tsx', "import { x } from '#shared/ui/index.ts';", "import { x } from '../protocol.ts';"],
  ['mocks-shared', 'mocks/users.ts', "import { x } from '#server/config.ts';", "import { x } from '#shared/permissions/index.ts';"],
  ['ai-shared', 'ai/turn/turn.ts', "import { x } from '#server/config.ts';", "import { x } from '../contract.ts';"],
  ['server-not-console', 'server/http/app.ts', "import { x } from '../../remotes/users/manifest.ts';", "import type { X } from '#shared/contract/index.ts';"],
  ['server-not-console', 'server/http/socket.ts', "import { x } from '#widget/chat/visit.ts';", "import { x } from '#widget/protocol.ts';"],
  ['permissions-alone', 'shared/permissions/resolve.ts', "import { z } from 'zod';", "import { x } from './catalogue.ts';"],
  ['wrapper-index', 'remotes/users/remote.tsx', "import { x } from '#shared/ui/data-table.tsx';", "import { x } from '#shared/ui/index.ts';"],
  ['mantine-in-ui', 'remotes/users/pages/list.tsx', "import { Button } from '@mantine/core';", "import { Button } from '#shared/ui/index.ts';"],
  ['mantine-in-ui', 'shell/main.ts', "import '@mantine/core/styles.css';", "import './main.css';"],
  ['clients-in-data', 'shell/app/app.tsx', "import { ApolloProvider } from '@apollo/client/react';", "import { DataProvider } from '#shared/data/index.ts';"],
  ['clients-in-data', 'shared/ui/table.tsx', "import { useQuery } from '@tanstack/react-query';", "import { useTable } from '@tanstack/react-table';"],
  ['i18next-in-i18n', 'remotes/users/remote.tsx', "import { useTranslation } from 'react-i18next';", "import { useMessages } from '#shared/i18n/index.ts';"],
  ['router-in-shell', 'remotes/users/remote.tsx', "import { Link } from 'react-router';", "import type { RouteObject } from 'react-router';"],
  ['browser-no-node', 'shared/data/upload.ts', "import { readFile } from 'node:fs/promises';", "import { x } from './http.ts';"],
  ['widget-small', 'widget/chat/Chat.tsx', "import { z } from 'zod';", "import { useState } from 'preact/hooks';"],
  ['loader-bare', 'widget/loader/loader.ts', "import { h } from 'preact';", "import { x } from './words.ts';"],
  ['react-in-console', 'server/modules/agents/mail.ts', "import { createElement } from 'react';", "import { x } from './x.ts';"],
  ['records-in-server', 'ai/retrieve/index.ts', "import { Kysely } from 'kysely';", "import * as lancedb from '@lancedb/lancedb';"],
  ['not-from-tools', 'server/main.ts', "import { findChromium } from '#scripts/chromium.ts';", "import { x } from './jobs.ts';"],
  ['server-layers', 'server/platform/mail/mail.ts', "import { x } from '../../access/index.ts';", "import { x } from '../log/log.ts';"],
  ['server-layers', 'server/audit/audit.ts', "import { x } from '#server/modules/members/index.ts';", "import { x } from '#server/access/index.ts';"],
  ['server-layers', 'server/modules/members/members.service.ts', "import { x } from '../../graphql/errors.ts';", "import { x } from '../../audit/index.ts';"],
  ['server-layers', 'server/modules/members/members.graphql.ts', "import { x } from '../../graphql/schema.ts';", "import { builder } from '../../graphql/builder.ts';"],
  ['server-layers', 'server/graphql/context.ts', "import { x } from '../http/app.ts';", "import { x } from '../modules/members/index.ts';"],
  ['server-tests-apart', 'server/http/app.ts', "import { x } from '../testing/database.ts';", "import { x } from '../config.ts';"],
  ['module-door', 'server/modules/members/members.service.ts', "import { x } from '../agents/agents.store.ts';", "import { x } from '../agents/index.ts';"],
  ['module-door', 'server/http/app.ts', "import { x } from '../modules/agents/agents.service.ts';", "import { x } from '../modules/agents/index.ts';"],
  ['module-order', 'server/modules/members/members.store.ts', "import { x } from './members.service.ts';", "import { x } from './members.input.ts';"],
  ['module-order', 'server/modules/members/members.service.ts', "import { x } from './members.graphql.ts';", "import { x } from './members.store.ts';"],
  ['module-no-skipping', 'server/modules/members/members.graphql.ts', "import { x } from './members.store.ts';", "import { x } from './members.service.ts';"],
  ['ai-behind-contract', 'server/modules/knowledge/knowledge.service.ts', "import { x } from '#ai/parse/parse.ts';", "import type { AiService } from '#ai/contract.ts';"],
];

describe('who may import whom', () => {
  test.each(examples)('%s: %s must not have %s', (rule, file, bad) => {
    expect(violationsOf(file, bad).map((violation) => violation.rule)).toContain(rule);
  });

  test.each(examples)('%s: %s may have the import beside it', (_rule, file, _bad, fine) => {
    expect(violationsOf(file, fine)).toEqual([]);
  });

  test('every rule has an example that breaks it', () => {
    expect(rules.map((rule) => rule.id).filter((id) => !examples.some(([rule]) => rule === id))).toEqual([]);
  });
});

describe('finding imports', () => {
  test.each([
    ["import a from 'x';", false],
    ["import type { A } from 'x';", true],
    ["import type A from 'x';", true],
    ["import { type A, type B } from 'x';", true],
    ["import { type A, b } from 'x';", false],
    ["import type from 'x';", false],
    ["import 'x';", false],
    ['import "x";', false],
    ["export * from 'x';", false],
    ["export type { A } from 'x';", true],
    ["import {\n  a,\n  // it's here\n  b,\n} from 'x';", false],
    ["const a = await import('x');", false],
    ["type A = import('x').A;", false],
    ["vi.mock('x', () => ({}));", false],
    ["const a = 1; import b from 'x';", false],
    ["const b = 1;\nimport a from 'x' with { type: 'json' };", false],
  ])('%s', (source, typeOnly) => {
    expect(importsOf(source)).toEqual([{ specifier: 'x', line: expect.any(Number) as number, typeOnly }]);
  });

  test.each(["// import a from 'x';", "/* import a from 'x'; */", "export const from = 'x';", "export type A = 'x';", "export const a = b;\nconst c = from('x');"])('%s has none', (source) => {
    expect(importsOf(source)).toEqual([]);
  });

  test('tells the line', () => {
    expect(importsOf("// first\nimport a from 'a';\n\nimport {\n  b,\n} from 'b';").map(({ specifier, line }) => [specifier, line])).toEqual([['a', 2], ['b', 6]]);
  });
});

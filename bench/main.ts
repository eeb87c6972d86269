// All figures, or those named: `npm run bench [figure …]`.
import { spawnSync } from 'node:child_process';
import type { Figure, Result } from './figure.ts';
import { buildCold, buildOneRemote, buildWarm } from './figures/build.ts';
import { consoleBlocking, consoleFirstRow } from './figures/console-first-row.ts';
import { consoleJs, consoleLoad } from './figures/console-load.ts';
import { consoleRoute } from './figures/console-route.ts';
import { graphqlList } from './figures/graphql-list.ts';
import { permissionCheck, permissionCheckCasl } from './figures/permission-check.ts';
import { permissionShare } from './figures/permission-share.ts';
import { startFirst, startSecond } from './figures/start.ts';
import { measure, refuseWhenBusy } from './measure.ts';
import { saveResults } from './report.ts';

const figures: readonly Figure[] = [graphqlList, startFirst, startSecond, consoleLoad, consoleJs, consoleFirstRow, consoleBlocking, consoleRoute, buildCold, buildWarm, buildOneRemote, permissionCheck, permissionCheckCasl, permissionShare];

const rounded = (value: number): number => Number(value.toPrecision(3));

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !figures.some((figure) => figure.name === name));
if (unknown.length > 0) {
  console.error(`There is no figure ${unknown.join(', ')}. There are: ${figures.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

const git = (...args: string[]): string => spawnSync('git', args, { encoding: 'utf8' }).stdout.trim();
const commit = `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') ? '+' : ''}`;
for (const figure of figures.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`${figure.name}: against ${figure.against}`);
  await refuseWhenBusy();
  const { value, ratio } = await measure(figure, (line) => { console.log(line); });
  const met = figure.goal.is === 'at most' ? ratio <= figure.goal.ratio : ratio >= figure.goal.ratio;
  const goal = `${figure.goal.is === 'at most' ? '≤' : '≥'} ${figure.goal.ratio}`;
  const result: Result = { figure: figure.name, value: rounded(value), unit: figure.unit, against: figure.against, ratio: rounded(ratio), goal, met, commit, date: new Date().toISOString().slice(0, 10) };
  await saveResults([result]);
  console.log(`${figure.name}: ${rounded(value)} ${figure.unit}, ${rounded(ratio)} × (goal ${goal} ×): ${met ? 'met' : 'missed'}`);
}

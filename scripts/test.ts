// `npm test`: types, lint, import rules, generated files, unit and database
// tests, browser tests. `--only=unit,lint` runs some; what follows is handed on
// (`npm run unit -- server/access`).
import { dirname } from 'node:path';
import { stripVTControlCharacters, styleText } from 'node:util';
import { stopCommands } from './testing/command.ts';
import { stages } from './testing/steps.ts';
import type { Outcome, Step } from './testing/step.ts';

interface Ended { readonly step: Step; readonly outcome: Outcome; readonly seconds: number }

const root = dirname(import.meta.dirname);
const say = (text: string): void => console.log(process.stdout.isTTY ? text : stripVTControlCharacters(text));
const heading = (text: string): void => say(`\n${styleText('bold', `── ${text} `)}${styleText('dim', '─'.repeat(Math.max(4, 72 - text.length)))}`);

const { only, args } = readArguments(process.argv.slice(2));
const chosen = stages.map((stage) => stage.filter((step) => only === undefined || only.includes(step.id))).filter((stage) => stage.length > 0);
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopped = true;
    stopCommands('SIGTERM');
  });
}

const ended: Ended[] = [];
for (const stage of chosen) {
  if (stopped) break;
  heading(stage.map((step) => step.title).join(' · '));
  ended.push(...(await Promise.all(stage.map((step) => runStep(step, stage.length === 1)))));
}
summarise();

async function runStep(step: Step, live: boolean): Promise<Ended> {
  const began = performance.now();
  let outcome: Outcome;
  try {
    outcome = await step.run({ root, args: chosen.flat().length === 1 ? args : [], live });
  } catch (error) {
    outcome = { passed: 0, failed: 1, output: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  const result = { step, outcome, seconds: (performance.now() - began) / 1000 };
  if (outcome.failed > 0 && outcome.output.trim() !== '') say(`\n${step.title}\n${outcome.output.trimEnd()}`);
  say(line(result));
  return result;
}

function line({ step, outcome, seconds }: Ended): string {
  const mark = outcome.failed === 0 ? styleText('green', '✓') : styleText('red', '✗');
  const counts = [`${outcome.passed} passed`, `${outcome.failed} failed`, ...(outcome.skipped ? [`${outcome.skipped} skipped`] : [])].join(', ');
  return `${mark} ${step.title.padEnd(26)} ${counts.padEnd(32)} ${styleText('dim', `${seconds.toFixed(1)} s`)}`;
}

/** Ends with the line that `.ci/run` looks for. */
function summarise(): void {
  heading('Summary');
  for (const result of ended) say(line(result));
  const notRun = chosen.flat().filter((step) => !ended.some((result) => result.step === step));
  for (const step of notRun) say(`${styleText('yellow', '–')} ${step.title.padEnd(26)} not run`);
  const total = (key: 'passed' | 'failed'): number => ended.reduce((sum, { outcome }) => sum + outcome[key], 0);
  const failed = total('failed') + notRun.length;
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`\n${total('passed')} passed, ${failed} failed`);
}

function readArguments(argv: readonly string[]): { only: readonly string[] | undefined; args: readonly string[] } {
  const flag = argv.find((arg) => arg.startsWith('--only='));
  const known = stages.flat().map((step) => step.id);
  const wanted = flag?.slice('--only='.length).split(',');
  const unknown = wanted?.filter((id) => !known.includes(id)) ?? [];
  if (unknown.length > 0) {
    console.error(`There is no test step "${unknown.join('", "')}". Known: ${known.join(', ')}.`);
    process.exit(2);
  }
  return { only: wanted, args: argv.filter((arg) => arg !== flag && arg !== '--') };
}

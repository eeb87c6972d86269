// The one door for every npm script. Plain JavaScript, so that it runs on any
// Node from 18 on: it sees to the runtime and the dependencies, then hands over
// to scripts/<command>.ts. When both are in place it costs some milliseconds:
// it calls neither npm nor the network and reads no tree.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './launch/dependencies.mjs';
import { LaunchError } from './launch/launch-error.mjs';
import { ensureRuntime } from './launch/runtime.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

try {
  const [command, ...args] = process.argv.slice(2);
  const script = scriptOf(command);
  const runtime = await ensureRuntime(root);
  const environment = { ...process.env, PATH: [dirname(runtime), join(root, 'node_modules', '.bin'), process.env.PATH].filter(Boolean).join(delimiter) };
  await ensureDependencies(root, runtime, environment);
  handOver(runtime, script, args, environment);
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}

function scriptOf(command) {
  const script = join(root, 'scripts', `${command}.ts`);
  if (command && /^[a-z][a-z-]*$/.test(command) && existsSync(script)) return script;
  const known = readdirSync(join(root, 'scripts')).filter((name) => /^[a-z-]+\.ts$/.test(name)).map((name) => name.slice(0, -3));
  throw new LaunchError(`There is no command "${command ?? ''}". Known: ${known.join(', ')}.`);
}

/** Runs the script in the runtime as if it were this process: same terminal, same signals, same exit code. */
function handOver(runtime, script, args, environment) {
  const child = spawn(runtime, ['--disable-warning=ExperimentalWarning', script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...environment,
      // Compiled code of the second start comes from here; worth half a second.
      NODE_COMPILE_CACHE: environment.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'compiled'),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  stopWithNpm(child);
  child.on('error', (error) => {
    process.stderr.write(`\nThe runtime ${runtime} could not be started: ${error.message}. Delete the folder .runtime and try again.\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)));
}

/**
 * npm passes a signal on to its shell, which dies of it without passing it on
 * further. So the child is stopped when the shell between npm and us is gone.
 */
function stopWithNpm(child) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const shell = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watching);
    child.kill('SIGTERM');
  }, 500);
  watching.unref();
}

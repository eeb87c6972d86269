import { spawn } from 'node:child_process';
import { LaunchError } from './launch-error.mjs';
import { showProgress } from './progress.mjs';

const unreachable = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|CERT_\w+|UNABLE_TO_\w+)\b|network (request|timeout)/;

/**
 * Runs npm with a progress line, its own output kept for the case that it fails.
 * @param {string} title what the progress line says
 * @param {string[]} args npm's arguments
 * @param {{ node: string, cwd: string, env: NodeJS.ProcessEnv, advice: string }} options
 *   `node` runs npm; `advice` ends the sentence shown when the registry can't be reached
 * @throws {LaunchError} with a sentence that says what happened
 */
export async function npm(title, args, { node, cwd, env, advice }) {
  const progress = showProgress(title);
  const [command, before] = npmCommand(node);
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error', '--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=8000'];
  const child = spawn(command, [...before, ...args, ...quiet], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], shell: command === 'npm.cmd' });
  let output = '';
  const keep = (chunk) => (output = (output + chunk).slice(-20_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const stop = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, stop);
  const ended = await new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, missing: error.code === 'ENOENT' }));
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  for (const signal of signals) process.off(signal, stop);
  if (ended.code === 0) return progress.done();
  progress.failed();
  if (ended.missing) throw new LaunchError('npm was not found. Isatis needs Node (18 or newer) with npm.');
  if (ended.signal) throw new LaunchError('Stopped. The same command goes on from here.');
  if (unreachable.test(output)) throw new LaunchError(`The npm registry could not be reached${proxyHint(env)}. ${advice}\nWhat is already fetched is kept: the same command goes on from here.\n\n${lastLines(output)}`);
  if (/\bENOSPC\b/.test(output)) throw new LaunchError('The disk is full. Free some 2 GB and run the same command again.');
  throw new LaunchError(`npm could not finish (exit code ${ended.code}). It said:\n\n${lastLines(output)}`);
}

/** The npm that started us, else the one beside this Node's, run by the Node asked for. */
function npmCommand(node) {
  const own = process.env.npm_execpath;
  if (own && /npm-cli\.[cm]?js$/.test(own)) return [node, [own]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}

const proxyHint = (env) => {
  const proxy = env.HTTPS_PROXY ?? env.https_proxy ?? env.npm_config_https_proxy;
  return proxy ? ' (a proxy is set in the environment)' : '';
};

/** npm says the cause first and its usage after; install scripts say it last. */
function lastLines(output) {
  const lines = output.split('\n').filter((line) => line.replace('npm error', '').trim() !== '');
  return (/\bEUSAGE\b/.test(output) ? lines.slice(0, 8) : lines.slice(-12)).join('\n');
}

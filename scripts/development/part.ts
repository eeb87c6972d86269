import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { styleText } from 'node:util';

export interface PartOptions {
  readonly name: string;
  readonly colour: 'cyan' | 'magenta' | 'yellow' | 'green';
  readonly root: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly onMessage: (message: unknown) => void;
  /** It ended by itself, badly. */
  readonly onFailure: () => void;
}

/** A process of development: its output carries its name, and it can be started anew. */
export class Part {
  readonly #options: PartOptions;
  #child: ChildProcess | undefined;
  #turn = Promise.resolve();

  constructor(options: PartOptions) {
    this.#options = options;
  }

  /** Ends the process, if there is one, and starts it again; several calls at once come one after the other. */
  restart(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#end()).then(() => this.#start());
    return this.#turn;
  }

  stop(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#end());
    return this.#turn;
  }

  say(text: string): void {
    process.stdout.write(`${styleText(this.#options.colour, this.#options.name.padEnd(8))} ${text}\n`);
  }

  #start(): void {
    const { root, args, env, onMessage, onFailure } = this.#options;
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--disable-warning=DeprecationWarning', ...args], { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', (line) => this.say(line));
    child.on('message', onMessage);
    child.on('exit', (code) => {
      if (this.#child !== child) return;
      this.#child = undefined;
      if (code === 0) return;
      this.say(`ended with exit code ${code ?? 'none'}`);
      onFailure();
    });
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    this.#child = undefined;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.kill('SIGTERM');
    await gone;
    clearTimeout(patience);
  }
}

import { styleText } from 'node:util';

interface Line { readonly title: string; readonly began: number; detail: string; ended: number | null; failed: boolean }

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * The steps of a start, one line each: moving while it goes on, with its time
 * when it is done. Where there is no terminal, plain lines.
 */
export class StepLines {
  readonly #lines = new Map<string, Line>();
  readonly #out: NodeJS.WriteStream;
  #drawn = 0;
  #frame = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(out: NodeJS.WriteStream = process.stdout) {
    this.#out = out;
  }

  start(id: string, title: string): void {
    this.#lines.set(id, { title, began: performance.now(), detail: '', ended: null, failed: false });
    if (!this.#out.isTTY) this.#out.write(`  ${title} …\n`);
    else this.#timer ??= setInterval(() => this.#draw(), 80).unref();
    this.#draw();
  }

  /** What the step is doing just now. */
  detail(id: string, text: string): void {
    const line = this.#lines.get(id);
    if (!line || line.ended !== null) return;
    line.detail = text;
    if (!this.#out.isTTY) this.#out.write(`    ${text}\n`);
    this.#draw();
  }

  /** @param title replaces the title, now that it is done */
  done(id: string, title?: string): void {
    this.#end(id, false, title);
  }

  /** Ends all that is still going on as failed. */
  fail(): void {
    for (const [id, line] of this.#lines) if (line.ended === null) this.#end(id, true);
  }

  #end(id: string, failed: boolean, title?: string): void {
    const line = this.#lines.get(id);
    if (!line || line.ended !== null) return;
    this.#lines.set(id, { ...line, title: title ?? line.title, ended: performance.now(), failed, detail: '' });
    const ended = this.#lines.get(id);
    if (!this.#out.isTTY && ended) this.#out.write(`${this.#text(ended)}\n`);
    this.#draw();
    if ([...this.#lines.values()].every((other) => other.ended !== null)) this.#settle();
  }

  /** Leaves what is drawn where it is; later steps get lines of their own. */
  #settle(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#lines.clear();
    this.#drawn = 0;
  }

  #draw(): void {
    if (!this.#out.isTTY) return;
    this.#frame += 1;
    const width = this.#out.columns;
    const lines = [...this.#lines.values()].map((line) => `\u001B[2K${this.#text(line, width)}\n`);
    this.#out.write(`${this.#drawn > 0 ? `\u001B[${this.#drawn}A` : ''}${lines.join('')}`);
    this.#drawn = lines.length;
  }

  #text(line: Line, width = 100): string {
    const mark = line.ended === null ? styleText('magenta', frames[this.#frame % frames.length] ?? '') : line.failed ? styleText('red', '✗') : styleText('green', '✓');
    const time = seconds((line.ended ?? performance.now()) - line.began);
    const room = Math.max(0, width - 48);
    const detail = line.detail && room > 8 ? styleText('dim', `  ${line.detail.slice(0, room)}`) : '';
    return `  ${mark} ${line.title.padEnd(30)} ${styleText('dim', time.padStart(8))}${detail}`;
  }
}

/** `840 ms`, `1.3 s`, `2 min 5 s`. */
export function seconds(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

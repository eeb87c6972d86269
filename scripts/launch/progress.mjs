const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Shows that something is going on: a moving line on a terminal, a line every
 * ten seconds elsewhere. The returned functions end it, well or badly.
 * @param {string} title what is being done, such as "Installing dependencies"
 */
export function showProgress(title) {
  const began = Date.now();
  const out = process.stderr;
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(out.isTTY ? 1 : 0)} s`;
  let frame = 0;
  if (!out.isTTY) out.write(`${title} …\n`);
  const draw = () => {
    if (out.isTTY) out.write(`\r\u001B[2K\u001B[35m${frames[frame++ % frames.length]}\u001B[0m ${title} \u001B[2m${seconds()}\u001B[0m`);
    else out.write(`${title} … ${seconds()}\n`);
  };
  const timer = setInterval(draw, out.isTTY ? 80 : 10_000);
  const end = (mark) => {
    clearInterval(timer);
    out.write(out.isTTY ? `\r\u001B[2K${mark} ${title} \u001B[2m${seconds()}\u001B[0m\n` : `${title}: ${mark === '✓' ? 'done' : 'failed'} after ${seconds()}\n`);
  };
  return { done: () => end('✓'), failed: () => end('✗') };
}

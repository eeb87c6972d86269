import { rm } from 'node:fs/promises';
import webpack, { type Configuration, type Stats } from 'webpack';
import { BuildError } from './build-error.ts';

/**
 * Runs webpack once on one app and takes away what it left unfinished.
 * @throws BuildError with what doesn't compile
 */
export async function compile(app: string, config: Configuration): Promise<void> {
  const compiler = webpack(config);
  if (!compiler) throw new BuildError(`webpack made no compiler for ${app}.`);
  try {
    const stats = await new Promise<Stats | undefined>((resolve, reject) => {
      compiler.run((error, finished) => (error ? reject(error) : resolve(finished)));
    });
    if (stats?.hasErrors()) throw new BuildError(`${app} does not compile:\n${stats.toString({ all: false, errors: true, errorDetails: false, colors: false })}`);
  } finally {
    await new Promise<void>((resolve) => { compiler.close(() => resolve()); });
    await rm(compiler.outputPath, { recursive: true, force: true });
  }
}

/** Thrown with webpack's own report when an app doesn't compile, or with what is wrong with its manifest. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}

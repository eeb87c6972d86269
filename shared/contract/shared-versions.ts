/** What the shell has of each module: version → whatever webpack knows of it. */
export type ShareScope = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

const partsOf = (version: string): readonly number[] => version.split('.').map((part) => Number.parseInt(part, 10));

/** Whether a version is in a range as builds write it: `^1.2.3`, `1.2.3`, or anything (`*`, `false`). */
export function isInRange(version: string, range: string): boolean {
  if (!/^\^?\d/.test(range)) return true;
  const [major = 0, minor = 0, patch = 0] = partsOf(range.replace('^', ''));
  const [hasMajor = 0, hasMinor = 0, hasPatch = 0] = partsOf(version);
  if (!range.startsWith('^')) return hasMajor === major && hasMinor === minor && hasPatch === patch;
  if (hasMajor !== major || (major === 0 && hasMinor !== minor)) return false;
  return hasMinor > minor || (hasMinor === minor && hasPatch >= patch);
}

/** What a build takes from the shell and doesn't find there. */
export interface SharedMisfit {
  readonly name: string;
  readonly required: string;
  /** What the shell has of it: a version, or nothing. */
  readonly given: string | null;
}

/** The first of what a build takes from the shell that the shell doesn't have in a version that fits, or null. */
export function sharedMisfit(wanted: readonly { readonly name: string; readonly requiredVersion: string }[], scope: ShareScope): SharedMisfit | null {
  for (const { name, requiredVersion } of wanted) {
    const given = Object.keys(scope[name] ?? {});
    if (!given.some((version) => isInRange(version, requiredVersion))) return { name, required: requiredVersion, given: given.join(', ') || null };
  }
  return null;
}

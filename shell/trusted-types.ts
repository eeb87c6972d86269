/** Files of a build, of this origin: the only scripts that the console ever adds to its page. */
const ofABuild = /^\/console\/[a-z][a-z0-9-]*\/[0-9a-z]{8,64}\/[\w./-]+\.js$/;
/** The worker that answers instead of a server while the console is developed on mocks. */
const ofMocks = process.env['NODE_ENV'] === 'production' ? null : /^\/mockServiceWorker\.js$/;

/** What browsers with Trusted Types have; not yet among the types of the DOM. */
declare const trustedTypes: { readonly defaultPolicy: unknown; createPolicy(name: string, rules: Record<'createScriptURL' | 'createHTML', (text: string) => string | null>): unknown } | undefined;

/** Folders of builds under development that the registry gives this one person. */
const overrides = new Set<string>();

/** Lets scripts of a folder elsewhere in; the response's header, which names its origin for this person alone, must do so too. */
export const trustScriptsOf = (folder: string): void => void overrides.add(folder);

/** Whether an address may be given to a script element. */
export function isOwnScript(address: string, page: string): boolean {
  const { origin, pathname, href } = new URL(address, page);
  if (origin !== new URL(page).origin) return [...overrides].some((folder) => href.startsWith(folder));
  return ofABuild.test(pathname) || ofMocks?.test(pathname) === true;
}

/**
 * The page's one Trusted Types policy. The response's header forbids every other
 * (`trusted-types default`), so whoever writes into a script's address or an
 * element's HTML is asked here, remotes and libraries included: scripts come from
 * our own builds; HTML has no tags (React writes a style sheet's text that way);
 * text is never run.
 */
export function guardSinks(): void {
  // On mocks it is there already: they come first.
  if (typeof trustedTypes === 'undefined' || trustedTypes.defaultPolicy) return;
  trustedTypes.createPolicy('default', {
    createScriptURL: (address) => (isOwnScript(address, location.href) ? address : null),
    createHTML: (text) => (text.includes('<') ? null : text),
  });
}

import type { Permission, Role } from '../permissions/index.ts';
import type { Locale } from './manifest.ts';

/** Who is signed in, where, and what they may do now. The shell keeps it current; remotes only read it. */
export interface Session {
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly workspace: { readonly id: string; readonly name: string; readonly locale: Locale; readonly timeZone: string };
  readonly memberId: string;
  /** The preset they hold, or that their custom role ranks with. */
  readonly role: Role;
  /** Whose console is shown, read only; null when it is one's own. `name` is null for a role. */
  readonly viewing: { readonly name: string | null; readonly role: string } | null;
  readonly permissions: ReadonlySet<Permission>;
}

/** What the shell gives every remote, through React context (`useShell()` in `shared/ui`). */
export interface ShellContext {
  readonly session: Session;
  readonly locale: Locale;
  /** Names of the owners, for "ask …" sentences. */
  readonly owners: readonly string[];
  /** Shows a short message that goes away by itself; `undo` adds a button for 10 s. */
  notify(message: { readonly kind: 'success' | 'error' | 'info'; readonly text: string; readonly undo?: () => void }): void;
  /** Asks those who can grant it for a permission, with one click; says what became of it. */
  askForAccess(permission: Permission): void;
  /** Header(s) that name the active workspace for requests that are not GraphQL. */
  readonly requestHeaders: Readonly<Record<string, string>>;
}

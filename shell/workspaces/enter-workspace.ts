import { activeWorkspace } from '../app/workspace-choice.ts';

/** Goes on in another workspace (null: in the person's first), on a whole new page: nothing of the other one stays in memory. */
export function enterWorkspace(id: string | null): void {
  if (id === null) activeWorkspace.forget();
  else activeWorkspace.set(id);
  location.assign('/');
}

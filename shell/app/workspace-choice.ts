const remembered = 'isatis.workspace';

let active = sessionStorage.getItem(remembered);

/**
 * Id of the workspace worked in, kept for the tab: two tabs may work in two
 * workspaces. Null lets the server take the person's first.
 */
export const activeWorkspace = {
  get: (): string | null => active,
  set: (id: string | null): void => {
    if (id === null || id === active) return;
    active = id;
    sessionStorage.setItem(remembered, id);
  },
  forget: (): void => {
    active = null;
    sessionStorage.removeItem(remembered);
  },
};

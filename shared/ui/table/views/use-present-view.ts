import { useSearchParams } from 'react-router';
import type { SavedViewsProps } from './saved-views.tsx';

/** What a list shows, as it is kept. */
export interface ViewContent { readonly query: string; readonly hiddenColumns: readonly string[] }

/** The part of an address that belongs to a list, in one order, so that it can be compared; how far it was scrolled down is left out. */
export function contentOf(params: URLSearchParams, filters: readonly string[]): string {
  const content = new URLSearchParams();
  for (const key of ['q', 'sort', ...filters.toSorted()]) for (const value of params.getAll(key).toSorted()) content.append(key, value);
  return content.toString();
}

/** How the list is seen now, whether a view is just that, and how it is seen as a view says. */
export function usePresentView({ filters, columns }: SavedViewsProps) {
  const [params, setParams] = useSearchParams();
  const present: ViewContent = { query: contentOf(params, filters), hiddenColumns: [...(columns?.hidden ?? [])].toSorted() };
  return {
    present,
    isPresent: (view: ViewContent): boolean =>
      contentOf(new URLSearchParams(view.query), filters) === present.query && (!columns || view.hiddenColumns.toSorted().join() === present.hiddenColumns.join()),
    apply: (view: ViewContent): void => {
      columns?.put(view.hiddenColumns);
      setParams((now) => {
        const next = new URLSearchParams(now);
        for (const key of ['q', 'sort', 'rows', ...filters]) next.delete(key);
        for (const [key, value] of new URLSearchParams(contentOf(new URLSearchParams(view.query), filters))) next.append(key, value);
        return next;
      }, { preventScrollReset: true });
    },
  };
}

import { useEffect } from 'react';

/** Asks again when the person comes back to the tab: what happened meanwhile should be there. */
export function useFreshOnReturn(refetch: () => Promise<unknown>): void {
  useEffect(() => {
    const ask = (): void => {
      // A failed refresh shows in the query's own result.
      if (!document.hidden) refetch().catch(() => undefined);
    };
    window.addEventListener('focus', ask);
    document.addEventListener('visibilitychange', ask);
    return () => {
      window.removeEventListener('focus', ask);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [refetch]);
}

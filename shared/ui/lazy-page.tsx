import { type ComponentType, use } from 'react';

/**
 * A page that is fetched when it is first shown:
 * `const MembersPage = lazyPage(() => import('./pages/members/members-page.tsx'))`
 * with the page as default export. Unlike `React.lazy`, a fetch that failed is
 * tried again when the area is retried.
 */
export function lazyPage<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  let loading: Promise<ComponentType<P>> | null = null;
  const ask = (): Promise<ComponentType<P>> => {
    const asked = load().then((file) => file.default);
    asked.catch(() => {
      loading = null;
    });
    return asked;
  };
  return function LazyPage(props: P) {
    loading ??= ask();
    const Page = use(loading);
    return <Page {...props} />;
  };
}

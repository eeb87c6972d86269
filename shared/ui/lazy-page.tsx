import { type ComponentType, use } from 'react';

/** A page whose code can be fetched before it is shown. */
export type LazyPage<P extends object> = ComponentType<P> & { /** Settles when the code is there, or can't be had now. */ fetch(): Promise<void> };

/**
 * A page that is fetched when it is first shown:
 * `const MembersPage = lazyPage(() => import('./pages/members/members-page.tsx'))`
 * with the page as default export. Unlike `React.lazy`, a fetch that failed is
 * tried again when the area is retried.
 */
export function lazyPage<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): LazyPage<P> {
  let loading: Promise<ComponentType<P>> | null = null;
  const ask = (): Promise<ComponentType<P>> => {
    const asked = load().then((file) => file.default);
    asked.then(
      // So that `use` finds it and doesn't wait for what is there: React shows what was waited for no sooner than 300 ms
      // after the last thing waited for.
      (value) => Object.assign(asked, { status: 'fulfilled', value }),
      () => { loading = null; },
    );
    return asked;
  };
  function Lazy(props: P) {
    loading ??= ask();
    const Page = use(loading);
    return <Page {...props} />;
  }
  return Object.assign(Lazy, {
    fetch: () => {
      loading ??= ask();
      // It is tried again when the page is really shown.
      return loading.then(() => undefined, () => undefined);
    },
  });
}

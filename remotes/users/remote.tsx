import { defineRemote } from '#shared/contract/index.ts';
import { PageHeader, useShell } from '#shared/ui/index.ts';

function Hello() {
  const { session } = useShell();
  return <PageHeader title="Users" purpose={session.person.name} />;
}

export default defineRemote({
  id: 'users',
  routes: () => [{ path: '', element: <Hello /> }],
  messages: () => Promise.resolve({}),
});

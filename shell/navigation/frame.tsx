import { Outlet } from 'react-router';
import { SessionGate } from '../app/session.tsx';

export function Frame() {
  return (
    <SessionGate>
      <main id="content"><Outlet /></main>
    </SessionGate>
  );
}

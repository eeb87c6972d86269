import { useEffect, useState } from 'react';
import { useSearchParams, useShell } from '#shared/ui/index.ts';
import { type Days, type Period, type Preset, dayIn, defaultPreset, periodOf } from './period.ts';

const pause = 30_000;

/** The day in the workspace; goes on at its midnight while the page is open. */
function useToday(): string {
  const { timeZone } = useShell().session.workspace;
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const tick = (): void => setNow(Date.now());
    const timer = setInterval(tick, pause);
    window.addEventListener('focus', tick);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', tick);
    };
  }, []);
  return dayIn(timeZone, now);
}

export interface AnalyticsFilter {
  readonly today: string;
  readonly period: Period;
  /** Null for all agents. */
  readonly agentId: string | null;
  setPreset(preset: Preset): void;
  setDays(days: Days): void;
  setAgent(agentId: string | null): void;
}

/** The one filter of all panels, kept in the address: `period` or `from` and `to`, and `agent`. */
export function useAnalyticsFilter(): AnalyticsFilter {
  const [params, setParams] = useSearchParams();
  const today = useToday();
  const change = (next: Readonly<Record<string, string | null>>): void =>
    setParams((now) => {
      const changed = new URLSearchParams(now);
      for (const [name, value] of Object.entries(next)) {
        if (value === null) changed.delete(name);
        else changed.set(name, value);
      }
      return changed;
    }, { preventScrollReset: true });
  return {
    today,
    period: periodOf(params, today),
    agentId: params.get('agent'),
    setPreset: (preset) => change({ period: preset === defaultPreset ? null : preset, from: null, to: null }),
    setDays: ({ from, to }) => change({ period: null, from, to }),
    setAgent: (agentId) => change({ agent: agentId }),
  };
}

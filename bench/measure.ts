import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from './figure.ts';

export const ROUNDS = 5;
const BUSY_SHARE = 0.15;
const SAMPLE_MS = 1500;

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

const cpuTimes = (): { busy: number; all: number } => {
  let [busy, all] = [0, 0];
  for (const { times } of os.cpus()) {
    const total = times.user + times.nice + times.sys + times.idle + times.irq;
    all += total;
    busy += total - times.idle;
  }
  return { busy, all };
};

/** Share of the machine's processor time that something else is using, 0 to 1. */
export async function busyShare(): Promise<number> {
  const before = cpuTimes();
  await pause(SAMPLE_MS);
  const after = cpuTimes();
  return (after.busy - before.busy) / Math.max(after.all - before.all, 1);
}

/** @throws when the machine is too busy for a figure to mean anything */
export async function refuseWhenBusy(): Promise<void> {
  const share = await busyShare();
  if (share > BUSY_SHARE) throw new Error(`The machine is ${Math.round(share * 100)} % busy with something else: figures taken now would mean nothing. Try again when it is idle.`);
}

export interface Measured { readonly value: number; readonly floor: number; readonly ratio: number }

/** Measures both sides by turns, the first alternating, and takes the medians. One round to warm up is thrown away. */
export async function measure(figure: Figure, say: (line: string) => void): Promise<Measured> {
  const sides = await figure.prepare();
  const [ours, floor]: [number[], number[]] = [[], []];
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const oursFirst = round % 2 === 0;
      const first = oursFirst ? await sides.ours() : await sides.floor();
      const second = oursFirst ? await sides.floor() : await sides.ours();
      const [value, against] = oursFirst ? [first, second] : [second, first];
      say(`  ${round === 0 ? 'warm-up' : `round ${round}`}: ${value.toFixed(1)} against ${against.toFixed(1)} ${figure.unit}`);
      if (round === 0) continue;
      ours.push(value);
      floor.push(against);
    }
  } finally {
    await sides.close();
  }
  const [value, against] = [median(ours), median(floor)];
  return { value, floor: against, ratio: value / against };
}

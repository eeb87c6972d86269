/** One thing that is measured against a floor or peer in the same run. */
export interface Figure {
  /** Stable name, `<area>.<what>`. */
  readonly name: string;
  readonly unit: 'ns' | 'ms' | 'requests/s' | 'kB';
  /** What it is compared with, in a few words. */
  readonly against: string;
  /** The ratio value ÷ floor that is wanted, and on which side of it. */
  readonly goal: { readonly ratio: number; readonly is: 'at most' | 'at least' };
  /** Prepares, then measures each side once a call. */
  prepare(): Promise<Sides>;
}

export interface Sides {
  ours(): Promise<number>;
  floor(): Promise<number>;
  close(): Promise<void>;
}

/** One line of `bench/results.json`. */
export interface Result {
  readonly figure: string;
  readonly value: number;
  readonly unit: Figure['unit'];
  readonly against: string;
  readonly ratio: number;
  readonly goal: string;
  readonly met: boolean;
  readonly commit: string;
  readonly date: string;
}

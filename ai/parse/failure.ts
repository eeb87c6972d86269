import type { ParseFailure } from '../contract.ts';

/** Thrown inside the worker for what a person can be told; anything else that is thrown means `broken`. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly reason: ParseFailure;
  constructor(reason: ParseFailure) {
    super(reason);
    this.reason = reason;
  }
}

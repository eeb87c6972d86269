import { Browser } from './product.ts';

/** A program that carries nothing but an API token: no cookie, no origin. */
export class Program extends Browser {
  readonly secret: string;
  constructor(url: string, secret: string) {
    super(url);
    this.secret = secret;
  }

  override get socketHeaders(): Record<string, string> {
    return { authorization: `Bearer ${this.secret}` };
  }

  override fetch(address: string, init: RequestInit = {}): Promise<Response> {
    return fetch(new URL(address, this.url), { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), authorization: `Bearer ${this.secret}` } });
  }
}

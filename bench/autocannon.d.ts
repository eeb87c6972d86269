declare module 'autocannon' {
  interface Options { readonly url: string; readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly amount: number; readonly connections: number }
  export interface Outcome { readonly non2xx: number; readonly errors: number }
  interface Run { on(event: 'response', heard: () => void): void }
  export default function autocannon(options: Options, ended: (error: Error | null, outcome: Outcome) => void): Run;
}

import { describe, expect, it } from 'vitest';
import { codeAt, makeBackupCode, makeTotpSecret, matchingStep, plainCode, stepAt, toBase32, totpUri } from './totp.ts';
import { describeDevice } from './user-agent.ts';

const secret = Buffer.from('12345678901234567890');

describe('time-based codes', () => {
  it('are those of RFC 6238', () => {
    const seconds: readonly (readonly [number, string])[] = [[59, '287082'], [1_111_111_109, '081804'], [1_111_111_111, '050471'], [1_234_567_890, '005924'], [2_000_000_000, '279037'], [20_000_000_000, '353130']];
    for (const [at, code] of seconds) expect(codeAt(secret, stepAt(new Date(at * 1000)))).toBe(code);
  });

  it('count for one step around now, and never again', () => {
    const now = new Date(1_234_567_890_000);
    const step = stepAt(now);
    for (const [from, found] of [[-2, null], [-1, step - 1], [0, step], [1, step + 1], [2, null]] as const) expect(matchingStep(secret, codeAt(secret, step + from), 0, now)).toBe(found);
    expect(matchingStep(secret, codeAt(secret, step), step, now)).toBeNull();
  });

  it('have secrets as authenticator apps read them', () => {
    expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
    expect(toBase32(makeTotpSecret())).toMatch(/^[A-Z2-7]{32}$/);
    expect(totpUri(secret, 'a@example.com')).toBe('otpauth://totp/Isatis%3Aa%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Isatis');
  });

  it('on paper are read however they are typed', () => {
    const code = makeBackupCode();
    expect(code).toMatch(/^[a-hj-km-np-z2-9]{5}-[a-hj-km-np-z2-9]{5}$/);
    expect(plainCode(` ${code.toUpperCase()}`)).toBe(code.replace('-', ''));
  });
});

describe('a device', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', 'Chrome', 'Linux', 'desktop'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0', 'Edge', 'Windows', 'desktop'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15', 'Safari', 'macOS', 'desktop'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1', 'Safari', 'iOS', 'phone'],
    ['Mozilla/5.0 (Android 15; Mobile; rv:138.0) Gecko/138.0 Firefox/138.0', 'Firefox', 'Android', 'phone'],
    ['Mozilla/5.0 (Linux; Android 14; SM-X910) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Safari/537.36', 'Samsung Internet', 'Android', 'tablet'],
    ['curl/8.5.0', null, null, 'unknown'],
  ])('is read plainly from %s', (text, browser, system, kind) => {
    expect(describeDevice(text)).toEqual({ browser, system, kind });
  });

  it('that says nothing is unknown', () => {
    expect(describeDevice(null)).toEqual({ browser: null, system: null, kind: 'unknown' });
  });
});

import { expect, it } from 'vitest';
import { scrypt } from './passwords.ts';

const PASSWORD = 'correct horse battery';

it('keeps a password as a hash of its own, which only that password fits', async () => {
  const [one, other] = await Promise.all([scrypt.hash(PASSWORD), scrypt.hash(PASSWORD)]);
  expect(one).not.toBe(other);
  expect(one).not.toContain(PASSWORD);
  expect(await Promise.all([scrypt.verify(one, PASSWORD), scrypt.verify(other, PASSWORD), scrypt.verify(one, `${PASSWORD} `)])).toEqual([true, true, false]);
});

import { expect, test } from 'vitest';
import { isInRange, sharedMisfit } from './shared-versions.ts';

test.each([
  ['19.3.1', '^19.3.1', true],
  ['19.3.2', '^19.3.1', true],
  ['19.4.0', '^19.3.1', true],
  ['19.3.0', '^19.3.1', false],
  ['19.2.9', '^19.3.1', false],
  ['20.0.0', '^19.3.1', false],
  ['0.2.5', '^0.2.1', true],
  ['0.3.0', '^0.2.1', false],
  ['1.0.0', '1.0.0', true],
  ['1.0.1', '1.0.0', false],
  ['1.0.0', '*', true],
])('%s in %s: %s', (version, range, fits) => {
  expect(isInRange(version, range)).toBe(fits);
});

test('what is missing or doesn’t fit is named', () => {
  const scope = { react: { '19.3.1': {} } };
  expect(sharedMisfit([{ name: 'react', requiredVersion: '^19.0.0' }], scope)).toBeNull();
  expect(sharedMisfit([{ name: 'react', requiredVersion: '^20.0.0' }], scope)).toEqual({ name: 'react', required: '^20.0.0', given: '19.3.1' });
  expect(sharedMisfit([{ name: 'vue', requiredVersion: '^3.0.0' }], scope)).toEqual({ name: 'vue', required: '^3.0.0', given: null });
});

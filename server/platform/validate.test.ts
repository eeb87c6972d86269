import { expect, test } from 'vitest';
import { z } from 'zod';
import { ValidationError } from './failure.ts';
import { validate } from './validate.ts';

test('a character that the database can’t keep is refused where it stands, not by the database', () => {
  const schema = z.object({ name: z.string(), hidden: z.array(z.string()), at: z.date().optional() });
  const input = { name: 'fine', hidden: ['a', 'b\0'], at: new Date() };
  expect(() => validate(schema, input)).toThrow(ValidationError);
  try {
    validate(schema, input);
  } catch (error) {
    expect(error).toMatchObject({ issues: [{ path: 'hidden.1', code: 'invalid' }] });
  }
  expect(validate(schema, { ...input, hidden: [] })).toMatchObject({ name: 'fine' });
});

import { expect, test } from './product.ts';

test('a fresh product is well and offers a set-up address', async ({ product, request }) => {
  expect(product.setupUrl).toMatch(/\/setup#code=.{10,}$/);
  const health = await request.get('/health');
  expect(health.status()).toBe(200);
});

import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { network } from './network.ts';

// Answers come over a mocked network: a busy machine needs longer than the second that is the default.
configure({ asyncUtilTimeout: 8000 });

// Fields that grow with their text listen for fonts, which happy-dom doesn't have.
if (typeof document !== 'undefined') Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() });

/**
 * What every test of the console has around it. The network answers only what a
 * test's world answers: an address that nobody mocks fails the test.
 */
beforeAll(() => network.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  cleanup();
  network.resetHandlers();
  // A test that asks for the node environment has neither.
  if (typeof document === 'undefined') return;
  localStorage.clear();
  sessionStorage.clear();
});
afterAll(() => network.close());

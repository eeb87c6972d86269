import { expect, test } from 'vitest';
import { demoPage } from './demo.ts';
import { framePage } from './frame.ts';

const hostile = `"><script>alert(1)</script><p title='`;

test('the frame page holds nothing inline', () => {
  const page = framePage({ scriptUrl: '/widget/assets/chat.1.js', styleUrl: '/widget/assets/chat.1.css', locale: 'it' });
  expect(page).toContain('<script src="/widget/assets/chat.1.js" defer></script>');
  expect(page).toContain('lang="it"');
  expect(page).not.toMatch(/<style|style=|<script>|\son\w+=/);
});

test('the demo page carries the script tag in either language', () => {
  const page = demoPage({ agentName: 'Aria', publicKey: 'pk_1', locale: 'it-IT', origin: 'https://chat.example', styleUrl: '/d.css' });
  expect(page).toContain('<script src="https://chat.example/widget.js" data-agent="pk_1" async></script>');
  expect(page).toContain('vi risponde «Aria»');
  expect(page).not.toMatch(/<style|style=|<script>|\son\w+=/);
});

test('what a workspace named cannot break out of the pages', () => {
  expect(demoPage({ agentName: hostile, publicKey: hostile, locale: 'en', origin: hostile, styleUrl: hostile })).not.toContain('<script>alert');
  expect(framePage({ scriptUrl: hostile, styleUrl: hostile, nonce: hostile, locale: hostile })).not.toContain('<script>alert');
});

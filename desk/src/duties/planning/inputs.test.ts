import { expect, it } from 'vitest';
import { inputCalled } from './inputs.messages.ts';

it.each([
  ['WELD-4/2026-11-30T09:00:00+00:00', 'WELD-4, Mon 30 Nov 10:00'],
  ['LINE/1/2026-07-01T05:30:00.5+00:00', 'LINE/1, Wed 1 Jul 07:30'],
  ['MO-1/10', 'MO-1/10'],
  ['DAY/2026-12-24', 'DAY/2026-12-24'],
])('the input %s is called %s', (called, said) => expect(inputCalled(called, 'Europe/Berlin')).toBe(said));

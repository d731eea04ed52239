import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Patience } from './patience.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('a thread that says nothing is given up once, one that answers is waited for anew, and one of which nothing is asked is left alone', () => {
  let given = 0;
  const patience = new Patience(1000, () => {
    given += 1;
  });
  patience.heard(true);
  vi.advanceTimersByTime(900);
  patience.heard(true);
  vi.advanceTimersByTime(900);
  expect(given).toBe(0);
  patience.heard(false);
  vi.advanceTimersByTime(5000);
  expect(given).toBe(0);
  patience.heard(true);
  vi.advanceTimersByTime(5000);
  expect(given).toBe(1);
});

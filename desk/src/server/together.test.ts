import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Together } from './together.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function sayer() {
  const said: (readonly string[])[] = [];
  return { said, words: new Together((all) => said.push(all), { soon: 20, apart: 500 }) };
}

it('what changes after a silence is said at once, with what changes in the same act', () => {
  const { said, words } = sayer();
  words.add('plan_versions');
  words.add('work_orders');
  words.add('plan_versions');
  vi.advanceTimersByTime(20);
  expect(said).toEqual([['plan_versions', 'work_orders']]);
});

it('what changes on and on is said each half second', () => {
  const { said, words } = sayer();
  for (let turn = 0; turn < 200; turn += 1) {
    words.add('movements');
    vi.advanceTimersByTime(10);
  }
  expect(said).toEqual([['movements'], ['movements'], ['movements'], ['movements']]);
});

it('what was to be said when it stops is answered, and said by nobody else', () => {
  const { said, words } = sayer();
  words.add('units');
  expect(words.stop()).toEqual(['units']);
  expect(words.stop()).toEqual([]);
  vi.advanceTimersByTime(5_000);
  expect(said).toEqual([]);
});

it('nothing is said where nothing changes, or the page has left', () => {
  const { said, words } = sayer();
  vi.advanceTimersByTime(5_000);
  words.add('units');
  words.stop();
  vi.advanceTimersByTime(5_000);
  expect(said).toEqual([]);
});

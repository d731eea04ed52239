import { describe, expect, it } from 'vitest';
import { plansNow } from './automatic.ts';
import { inputsChanged } from './planning.messages.ts';

const now = 1_000_000;
const ago = (seconds: number): number => now - seconds * 1000;

describe('a site that plans by itself', () => {
  it.each([
    ['plans when a change has been followed by ten quiet seconds', { newest: ago(10), oldest: ago(10) }, true],
    ['waits while somebody is still typing', { newest: ago(9), oldest: ago(60) }, false],
    ['waits for nobody longer than two minutes', { newest: ago(1), oldest: ago(120) }, true],
    ['has nothing to do when the plan has seen all', { newest: null, oldest: null }, false],
    ['does not ask twice while a run waits or works', { newest: ago(30), oldest: ago(30), runs: true }, false],
    ['does not try again what failed on the same inputs', { newest: ago(30), oldest: ago(30), failed: ago(20) }, false],
    [
      'tries again once something changed after the failure',
      { newest: ago(15), oldest: ago(90), failed: ago(20) },
      true,
    ],
  ])('%s', (_, watch, plans) => {
    expect(plansNow({ runs: false, failed: null, ...watch }, now)).toBe(plans);
  });

  it.each([
    [1, 'SO-1 changed'],
    [3, '3 inputs changed'],
    [4, 'more than 3 inputs changed'],
  ])('says why: of %i changes, counted to three, "%s"', (count, said) => {
    const changes = Array.from({ length: count }, (_, n) => ({ called: `SO-${n + 1}` }));
    expect(inputsChanged(changes, 3)).toBe(said);
  });
});

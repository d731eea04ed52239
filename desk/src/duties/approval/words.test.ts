import { describe, expect, it } from 'vitest';
import type { Voice } from '../deputies/scope.ts';
import type { Decided } from './approval.ts';
import { completes, missingIn, wordsGiven } from './words.ts';

const weld = { department: 'Weld', may: ['Ann'] };
const paint = { department: 'Paint', may: ['Bob'] };
const voice = (person: string, departments: readonly string[] | null): Voice => ({ person, name: person, departments });
const approved = (department: string | null): Decided => ({
  decision: 'approved',
  person: 'ann',
  who: 'Ann',
  at: '2026-11-03T08:00:00Z',
  department,
});
const said = (words: ReturnType<typeof wordsGiven>) => words.map((one) => [one.department, one.voice.person]);

describe('a version that changes the work of two departments', () => {
  it.each([
    ['wants both words at first', [], ['Weld', 'Paint']],
    ['wants the other once one is given', [approved('Weld')], ['Paint']],
    ['wants none once a word for the whole site is given', [approved(null)], []],
    ['wants none once both are given', [approved('Paint'), approved('Weld')], []],
    ['is not helped by the word of a department that it does not change', [approved('Saddlery')], ['Weld', 'Paint']],
  ] as const)('%s', (_, decisions, left) => {
    expect(missingIn([weld, paint], decisions).map((one) => one.department)).toEqual(left);
  });
});

describe('who gives a word', () => {
  it.each([
    ['gives it for the whole site where that is his', [voice('ann', null)], [[null, 'ann']], true],
    ['gives it for his department alone', [voice('ann', ['Weld'])], [['Weld', 'ann']], false],
    [
      'gives both where both are his',
      [voice('ann', ['Paint', 'Weld'])],
      [
        ['Weld', 'ann'],
        ['Paint', 'ann'],
      ],
      true,
    ],
    ['gives none where nothing of his is changed', [voice('ann', ['Saddlery'])], [], false],
    [
      'speaks for himself first, then for others',
      [voice('ann', ['Weld']), voice('bob', null)],
      [
        ['Weld', 'ann'],
        ['Paint', 'bob'],
      ],
      true,
    ],
  ] as const)('%s', (_, voices, words, whole) => {
    const given = wordsGiven([weld, paint], voices);
    expect(said(given)).toEqual(words);
    expect(completes(given, [weld, paint])).toBe(whole);
  });

  it('gives it for a version that changes no work, whatever his department', () => {
    expect(said(wordsGiven([], [voice('ann', ['Weld'])]))).toEqual([[null, 'ann']]);
  });

  it('gives nothing without a voice', () => {
    expect(wordsGiven([], [])).toEqual([]);
  });
});

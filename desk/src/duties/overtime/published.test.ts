import { describe, expect, it } from 'vitest';
import type { Hours } from '../planning/handhours.ts';
import { recordedWords } from './published.messages.ts';
import { type Approved, approverOf, toRecord } from './published.ts';

const hours = (of: string, from: number, to: number): Hours => ({ kind: 'overtime', of, from, to });

describe('hours of a published version', () => {
  const seen = { taken: () => [], known: (): boolean => true, now: 100 };
  it.each([
    ['are recorded', [hours('W1', 200, 300)], seen, [[200, 300]], []],
    [
      'that have begun are recorded from the next full minute on, and told',
      [hours('W1', 50, 300)],
      seen,
      [[120, 300]],
      ['begun'],
    ],
    ['that end before it are over', [hours('W1', 50, 110)], seen, [], ['over']],
    [
      'of a machine that is down already are recorded from when it stopped',
      [{ ...hours('W1', 50, 300), kind: 'downtime' as const }],
      seen,
      [[50, 300]],
      [],
    ],
    ['that are over are not', [hours('W1', 50, 100)], seen, [], ['over']],
    [
      'of what is there no more are not',
      [hours('W1', 200, 300)],
      { ...seen, known: (): boolean => false },
      [],
      ['nobody'],
    ],
    [
      'that are recorded already are not recorded twice',
      [hours('W1', 200, 300)],
      { ...seen, taken: () => [{ from: 0, to: 400 }] },
      [],
      ['already'],
    ],
    [
      'that are recorded in part are recorded for the rest, and told',
      [hours('W1', 200, 300)],
      { ...seen, taken: () => [{ from: 0, to: 250 }] },
      [[250, 300]],
      ['already'],
    ],
  ] as const)('%s', (_, all, at, news, left) => {
    const found = toRecord(all, at);
    expect(found.news.map(({ from, to }) => [from, to])).toEqual(news);
    expect(found.left.map(({ why }) => why)).toEqual(left);
  });

  it('are told when they are recorded, and why when they are not', () => {
    const row = {
      kind: 'downtime',
      machine: 'W1',
      work_centre: 'WELD',
      crews: [],
      from: '2026-11-07T07:00:00Z',
      to: '2026-11-07T09:00:00Z',
    } as const;
    const span = 'W1 of WELD down Sat 7 Nov 08:00–10:00';
    expect(recordedWords([row], [{ hours: row, why: 'over' }], 'Europe/Berlin', '2026-11-01')).toBe(
      `Recorded: ${span}. Not recorded: ${span}, which is over already.`,
    );
    expect(recordedWords([], [], 'Europe/Berlin', '2026-11-01')).toBe('');
  });
});

describe('overtime of a version is approved', () => {
  const by = (name: string, department: string | null): Approved => ({ id: name, name, department });
  const [ann, bob, chief] = [by('Ann', 'Metal'), by('Bob', 'Finish'), by('Chief', null)];
  it.each([
    ['by who gave the word of its department', [ann, bob], ['Metal'], ann],
    ['by who spoke for the whole site where nobody gave that', [ann, chief], ['Finish'], chief],
    ['by the last who approved the version where it is of no department', [ann, bob], [], bob],
  ] as const)('%s', (_, approved, departments, who) => {
    expect(approverOf(approved, departments)).toBe(who);
  });
});

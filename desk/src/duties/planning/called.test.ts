import { describe, expect, it } from 'vitest';
import { type Became, namesOf } from './called.ts';

const became = (was: string, now: string | null, made = was): Became => ({
  was,
  now: now && `work/${now}`,
  made,
});

/** Made firm and renumbered; renumbered; two that swapped their numbers by way of a third; deleted, its number given anew. */
const names = namesOf([
  became('planned/17', 'MO-12A', 'work/MO-12'),
  became('work/MO-12', 'MO-12A'),
  became('work/MO-7', 'MO-7A'),
  became('work/A', 'B'),
  became('work/B', 'A'),
  became('work/X', 'B'),
  became('work/MO-9', null),
]);

describe('an order of a version', () => {
  it.each([
    ['is called by the work order that was made of it', 'planned/17', 'work/MO-12A'],
    ['is called by its number of now', 'work/MO-7', 'work/MO-7A'],
    ['has the number that it swapped', 'work/A', 'work/B'],
    ['has the number that the other swapped', 'work/B', 'work/A'],
    ['is deleted, whoever has its number since', 'work/MO-9', 'work/MO-9 (deleted)'],
    ['keeps its name where nothing became of it', 'work/MO-1', 'work/MO-1'],
    ['keeps its name while it is planned', 'planned/18', 'planned/18'],
  ])('%s', (_, was, now) => {
    expect(names.called(was)).toBe(now);
  });
});

describe('an order of now', () => {
  it.each([
    ['was planned in the version', 'work/MO-12A', 'planned/17'],
    ['had another number', 'work/MO-7A', 'work/MO-7'],
    ['had its first number of two', 'work/B', 'work/A'],
    ['had the number that the other has', 'work/A', 'work/B'],
    ['was not there, whose number was another’s', 'work/MO-7', undefined],
    ['was not there, whose number was of one that is gone', 'work/MO-9', undefined],
    ['was called the same', 'work/MO-1', 'work/MO-1'],
  ])('%s', (_, now, was) => {
    expect(names.wasCalled(now)).toBe(was);
  });
});

it('what became firm is called as it was made, what was a work order as it was', () => {
  expect(['planned/17', 'work/MO-7', 'planned/18'].map(names.asMade)).toEqual([
    'work/MO-12',
    'work/MO-7',
    'planned/18',
  ]);
});

import { describe, expect, it } from 'vitest';
import type { Role } from '../../house/permission.ts';
import { permissionsOf } from '../../house/permission.ts';
import { type Acknowledging, acknowledging, isLate, isOwn, type ListSent } from './acknowledging.ts';
import { acknowledgeRefusals } from './publications.messages.ts';

const metal: ListSent = {
  department: 'Metal',
  version: 7,
  holds: 'work',
  acknowledged_at: null,
  acknowledged_by: null,
  superseded_by: null,
};
const by = (roles: readonly Role[], ...departments: string[]): Acknowledging => ({
  name: 'Ann',
  departments,
  permissions: permissionsOf(roles),
});

describe('the list of a department is acknowledged', () => {
  it.each<[string, Acknowledging, string]>([
    ['by who works there', by(['operator'], 'Finish', 'Metal'), 'Ann'],
    ['by who works in no department named', by(['operator']), 'Ann'],
    ['by a planner for it', by(['planner']), 'Ann for the department'],
    ['by a supervisor of another for it', by(['supervisor'], 'Finish'), 'Ann for the department'],
    ['by its own supervisor', by(['supervisor'], 'Metal'), 'Ann'],
  ])('%s', (_, who, named) => {
    expect(acknowledging(metal, who)).toEqual({ kind: 'accept', facts: [named] });
  });

  it.each<[string, Acknowledging, boolean]>([
    ['who works there', by(['operator'], 'Metal'), true],
    ['who works in no department named', by(['operator']), true],
    ['its own supervisor', by(['supervisor'], 'Metal'), true],
    ['a supervisor of the whole site', by(['supervisor']), false],
    ['a planner', by(['planner']), false],
    ['who works elsewhere', by(['operator'], 'Finish'), false],
  ])('and asked of %s: %s', (_, who, asked) => {
    expect(isOwn('Metal', who)).toBe(asked);
  });

  it.each<[string, Partial<ListSent>, Acknowledging, string]>([
    [
      'by an operator of another department',
      {},
      by(['operator'], 'Finish', 'Paint'),
      'It is for somebody of Metal to say that its list arrived: you are of Finish and Paint. Maybe ask there, or a supervisor or a planner.',
    ],
    [
      'a second time',
      { acknowledged_at: '2026-11-03T07:05:00.000Z', acknowledged_by: 'Bob for the department' },
      by(['operator']),
      'The list of Metal is acknowledged already, by Bob for the department on Tue 3 Nov 08:05.',
    ],
    [
      'once it is superseded',
      { superseded_by: 9 },
      by(['operator']),
      'The list of version 7 for Metal is superseded by that of version 9: nobody works to it. Maybe acknowledge version 9.',
    ],
    [
      'once no work centre bears the department',
      { holds: 'closed' },
      by(['supervisor']),
      'No work centre is of Metal any more: what it was sent before version 7 is closed.',
    ],
    [
      'where it is of no department',
      { department: '' },
      by(['supervisor']),
      'This list is of work without a department: nobody is asked to acknowledge it. Maybe give its work centres a department.',
    ],
  ])('and not %s', (_, more, who, said) => {
    const answer = acknowledging({ ...metal, ...more }, who);
    expect(answer.kind === 'refuse' && acknowledgeRefusals[answer.code](answer.values, 'Europe/Berlin')).toBe(said);
  });
});

it('a list is late to be acknowledged once its department has worked for four hours since', () => {
  const sixToTwo = (from: number, to: number) => Math.max(0, Math.min(to, 14) - Math.max(from, 6)) * 3600;
  expect([9, 10, 11].map((to) => isLate([sixToTwo], 5, to))).toEqual([false, true, true]);
  // Whoever of it works first.
  expect(isLate([() => 0, sixToTwo], 5, 10)).toBe(true);
  expect(isLate([], 0, 4 * 3600)).toBe(true);
});

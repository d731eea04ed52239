import { describe, expect, it } from 'vitest';
import type { Supervisor } from '../users/users.ts';
import { departmentsListed, notYourPart } from './scope.messages.ts';
import { decidedBy, voicesOf } from './scope.ts';

const ann: Supervisor = { id: 'ann', name: 'Ann', departments: ['Metal'] };
const bob: Supervisor = { id: 'bob', name: 'Bob', departments: ['Finish', 'Metal'] };
const chief: Supervisor = { id: 'chief', name: 'Chief', departments: null };
const supervisors = [ann, bob, chief];

function decided(
  who: string,
  standsFor: readonly string[],
  departments: readonly string[],
  answer: 'approve' | 'refuse' = 'approve',
  all: readonly Supervisor[] = supervisors,
): { readonly name: string; readonly persons?: readonly string[] } {
  const standsInFor = standsFor.map((person) => ({
    site: 'A',
    person,
    name: all.find(({ id }) => id === person)?.name ?? '',
  }));
  const by = { id: who, name: all.find(({ id }) => id === who)?.name ?? 'Dan', standsInFor };
  const decision = decidedBy(by, voicesOf(by, 'A', all), departments, { answer, supervisors: all });
  if (decision.kind === 'accept') return decision.facts[0]!;
  return { name: notYourPart(decision.kind === 'refuse' ? decision.values : {}) };
}

describe('what touches departments', () => {
  it.each([
    ['is decided by who decides there', 'ann', [], ['Metal'], 'Ann'],
    ['is decided by who decides for the whole site', 'chief', [], ['Metal', 'Finish', ''], 'Chief'],
    ['is decided by who decides for all of them', 'bob', [], ['Metal', 'Finish'], 'Bob'],
    [
      'of a deputy is decided in the name of whom he stands in for',
      'dan',
      ['ann'],
      ['Metal'],
      'Dan, standing in for Ann',
    ],
    ['is decided in one’s own name first', 'bob', ['ann'], ['Metal'], 'Bob'],
    [
      'is decided in the name of the other where one’s own does not count',
      'ann',
      ['bob'],
      ['Finish'],
      'Ann, standing in for Bob',
    ],
    [
      'is decided in both where each counts for a part',
      'ann',
      ['bob'],
      ['Finish', 'Metal'],
      'Ann, standing in for Bob',
    ],
    ['and nobody’s work, by any of them', 'ann', [], [], 'Ann'],
    [
      'is refused to who decides elsewhere, with whose word counts',
      'ann',
      [],
      ['Finish'],
      'It touches Finish, where your word does not count; that of Bob or Chief does. Maybe ask there.',
    ],
    [
      'is refused to who decides for a part of it',
      'ann',
      [],
      ['Finish', 'Metal'],
      'It touches Finish and Metal, where your word does not count; that of Bob or Chief does. Maybe ask there.',
    ],
  ] as const)('%s', (_, who, standsFor, departments, name) => {
    expect(decided(who, standsFor, departments).name).toBe(name);
  });

  it('names all departments it touches as a sentence does', () => {
    expect(notYourPart({ departments: departmentsListed(['Finish', 'Metal', 'Saw']), may: 'Chief' })).toBe(
      'It touches Finish, Metal and Saw, where your word does not count; that of Chief does. Maybe ask there.',
    );
  });

  it('is approved by nobody who asked for it, nor for whom it was asked', () => {
    expect(decided('ann', ['bob'], ['Finish', 'Metal']).persons).toEqual(['ann', 'bob']);
    expect(decided('bob', ['ann'], ['Metal']).persons).toEqual(['bob']);
  });

  it('is refused by who decides for one of them', () => {
    expect(decided('ann', [], ['Finish', 'Metal'], 'refuse').name).toBe('Ann');
    expect(decided('ann', [], ['Finish'], 'refuse').name).toMatch(/Bob or Chief/);
  });

  it('of what touches no department names none', () => {
    expect(notYourPart({ departments: '', may: 'Chief' })).toBe(
      'Your word does not count here; that of Chief does. Maybe ask there.',
    );
  });

  it('where nobody decides there, sends to an administrator', () => {
    expect(decided('ann', [], ['Finish'], 'approve', [ann]).name).toBe(
      'It touches Finish, where your word does not count. Maybe ask an administrator for another department.',
    );
  });

  it('is decided in no name at another site', () => {
    const by = { id: 'dan', standsInFor: [{ site: 'B', person: 'ann', name: 'Ann' }] };
    expect(voicesOf(by, 'A', supervisors)).toEqual([]);
  });
});

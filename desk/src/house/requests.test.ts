import { describe, expect, it } from 'vitest';
import { mayDecide, refuseUndecidable } from './requests.ts';

describe('a decision', () => {
  it.each([
    ['is another person’s', { person: 'anna' }, 'bert', 'approved', 'accept'],
    ['is never one’s own approval', { person: 'anna' }, 'anna', 'approved', 'own-request'],
    ['is never its approval in the name of who asked', { person: 'anna' }, 'bert for anna', 'approved', 'own-request'],
    ['may take one’s own wish back', { person: 'anna' }, 'anna', 'refused', 'accept'],
    [
      'is made once',
      { person: 'anna', decision: { decision: 'refused', who: 'Cora', person: 'cora' } },
      'bert',
      'approved',
      'decided',
    ],
  ] as const)('%s', (_, standing, by, answer, expected) => {
    const decision = mayDecide(standing, by.split(' for '), answer);
    expect(decision.kind === 'refuse' ? decision.code : decision.kind).toBe(expected);
  });
});

describe('what was decided before', () => {
  const said = (by: string): string => {
    const asked = { person: 'anna', decision: { decision: 'refused', who: 'Anna', person: by } } as const;
    try {
      refuseUndecidable(asked, ['bert'], 'approved');
    } catch (error) {
      return (error as Error).message;
    }
    return 'decided again';
  };

  it.each([
    ['by another is told as refused', 'cora', 'It was refused by Anna already. Maybe ask anew.'],
    ['by who asked for it, as taken back', 'anna', 'Anna took it back already. Maybe ask anew.'],
  ])('%s', (_, by, words) => {
    expect(said(by)).toBe(words);
  });
});

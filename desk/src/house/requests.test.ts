import { describe, expect, it } from 'vitest';
import { mayDecide } from './requests.ts';

describe('a decision', () => {
  it.each([
    ['is another person’s', { person: 'anna' }, 'bert', 'approved', 'accept'],
    ['is never one’s own approval', { person: 'anna' }, 'anna', 'approved', 'own-request'],
    ['is never its approval in the name of who asked', { person: 'anna' }, 'bert for anna', 'approved', 'own-request'],
    ['may take one’s own wish back', { person: 'anna' }, 'anna', 'refused', 'accept'],
    ['is made once', { person: 'anna', decision: { decision: 'refused', who: 'Cora' } }, 'bert', 'approved', 'decided'],
  ] as const)('%s', (_, standing, by, answer, expected) => {
    const decision = mayDecide(standing, by.split(' for '), answer);
    expect(decision.kind === 'refuse' ? decision.code : decision.kind).toBe(expected);
  });
});

import { expect, it } from 'vitest';
import { decidedWords } from './approval.messages.ts';

it('of a version approved without some orders nobody reads that it was rejected', () => {
  const one = {
    decision: 'rejected',
    who: 'Sven',
    reason: 'approved without SO-1/1, as version 7',
    department: null,
    for_who: null,
  } as const;
  expect(decidedWords({ ...one, replaced: true })).toBe('Sven: approved without SO-1/1, as version 7');
  expect(decidedWords({ ...one, reason: 'too late' })).toBe('Sven rejected it: too late');
});

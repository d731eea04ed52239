import { describe, expect, it } from 'vitest';
import { allButStanding } from '../planning/allbut.messages.ts';
import { leftOutWords } from './allbut.messages.ts';
import { decidedWords } from './approval.messages.ts';

const one = { who: 'Sven', department: null, for_who: null } as const;

describe('of a version that some orders were left out of', () => {
  it('nobody reads that it was rejected', () => {
    const decided = { ...one, decision: 'rejected', reason: 'all but SO-1/1, as version 7' } as const;
    expect(decidedWords(decided, { whole: 'approved all but SO-1/1, as version 7' })).toBe(
      'Sven: approved all but SO-1/1, as version 7',
    );
    expect(decidedWords({ ...decided, reason: 'too late' })).toBe('Sven rejected it: too late');
  });

  it('nor that once its rest is cleared', () => {
    const decided = { ...one, decision: 'left-out', reason: 'all but SO-1/1, as version 7' } as const;
    expect(decidedWords(decided, { whole: 'approved all but SO-1/1, as version 7' })).toBe(
      'Sven: approved all but SO-1/1, as version 7',
    );
    expect(decidedWords(decided)).toBe('Sven made it anew: all but SO-1/1, as version 7');
  });

  it('the rest is told by who left what out of whose submission', () => {
    const by = { id: '2', name: 'Sven', email: '' };
    const rest = leftOutWords({ version: 5, held: ['MO-1'], orders: ['SO-1/1'], by }, 'Paula');
    const submitted = { ...one, decision: 'submitted', who: 'Paula', reason: 'version 5 without SO-1/1' } as const;
    expect(decidedWords(submitted, { rest })).toBe('Sven left SO-1/1 out of version 5, which Paula submitted');
    expect(decidedWords({ ...one, decision: 'approved', reason: null }, { rest })).toBe('Sven approved it');
  });
});

describe('a version that orders were left out of', () => {
  const rest = { number: 7, orders: ['SO-1/1'] };
  it.each([
    [
      'is approved all but these once the rest has every word',
      { state: 'approved' },
      'approved all but SO-1/1, as version 7',
    ],
    ['stays so when the rest is published', { state: 'published' }, 'approved all but SO-1/1, as version 7'],
    [
      'is not told as approved while a word is missing',
      { state: 'submitted' },
      'submitted anew all but SO-1/1, as version 7, and waits for approval',
    ],
    ['waits for nobody while its rest is taken back', { state: 'draft' }, 'taken back, all but SO-1/1 as version 7'],
    ['is rejected with its rest', { state: 'rejected' }, 'rejected, all but SO-1/1 as version 7'],
    [
      'waits for nobody once another was published',
      { state: 'submitted', overtaken: true },
      'overtaken, all but SO-1/1 as version 7',
    ],
  ] as const)('%s', (_, more, words) => {
    expect(allButStanding({ ...rest, ...more })).toBe(words);
  });
});

import { describe, expect, it } from 'vitest';
import { addedUpWords, tooMuchWords, uncountedWords } from './addedup.messages.ts';
import { pastLimit, type Reach, usualLimits } from './limits.ts';

const added = (reach: Partial<Reach>) => ({ since: 5, reach: { days: 0, otherGroup: 0, seconds: 0, ...reach } });

describe('what was published within delegated limits, added up,', () => {
  it.each([
    ['keeps to them where nothing goes far', {}, usualLimits, undefined],
    ['keeps to them by as many days as one may', { days: 2 }, { ...usualLimits, days: 2 }, undefined],
    ['is too much by a day more', { days: 3 }, { ...usualLimits, days: 2 }, 'another-day'],
    ['is too much where steps left their group', { otherGroup: 1 }, usualLimits, 'another-group'],
    ['keeps to them where they may', { otherGroup: 1 }, { ...usualLimits, otherGroup: true }, undefined],
    [
      'is too much by an hour of overtime more',
      { seconds: 3 * 3600 },
      { ...usualLimits, overtimeHours: 2 },
      'overtime',
    ],
  ] as const)('%s', (_, reach, limits, expected) => {
    expect(pastLimit(added(reach).reach, limits)).toBe(expected);
  });

  it('is said in one sentence', () => {
    expect(tooMuchWords(added({ days: 3 }))).toMatch(
      /^It is beyond .*: since version 5, the last that somebody else approved, the step that goes furthest goes 3 days\. Once /,
    );
    expect(addedUpWords(added({ otherGroup: 2, seconds: 3600 }))).toBe(
      'With all that was published since version 5, the last that somebody else approved, no step leaves its day, 2 steps go to another machine group, 1 h more overtime is opened.',
    );
  });

  it('says of part of an hour what it says of hours', () => {
    expect(addedUpWords(added({ seconds: 1800 }))).toMatch(
      /, no step leaves its day, 0\.5 h more overtime is opened\.$/,
    );
    expect(addedUpWords(added({ seconds: 7200 }))).toMatch(/, 2 h more overtime is opened\.$/);
  });

  it('is asked about where nobody can add it up', () => {
    expect(uncountedWords({ uncounted: 5 })).toMatch(
      /^It was not published at once: version 5, the last that somebody else approved, is cleared, so nobody can say how far /,
    );
    expect(uncountedWords({ uncounted: null })).toMatch(/: nobody else has approved a version yet, so nobody can say /);
  });
});

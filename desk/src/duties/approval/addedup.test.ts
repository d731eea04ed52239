import { describe, expect, it } from 'vitest';
import { addedUpWords, tooMuchWords } from './addedup.messages.ts';
import { isTooMuch } from './addedup.ts';
import { type Reach, usualLimits } from './limits.ts';

const added = (reach: Partial<Reach>) => ({ since: 5, reach: { days: 0, otherGroup: 0, seconds: 0, ...reach } });

describe('what was published within delegated limits, added up,', () => {
  it.each([
    ['keeps to them where nothing goes far', {}, usualLimits, false],
    ['keeps to them by as many days as one may', { days: 2 }, { ...usualLimits, days: 2 }, false],
    ['is too much by a day more', { days: 3 }, { ...usualLimits, days: 2 }, true],
    ['is too much where steps left their group', { otherGroup: 1 }, usualLimits, true],
    ['keeps to them where they may', { otherGroup: 1 }, { ...usualLimits, otherGroup: true }, false],
    ['is too much by an hour of overtime more', { seconds: 3 * 3600 }, { ...usualLimits, overtimeHours: 2 }, true],
  ] as const)('%s', (_, reach, limits, expected) => {
    expect(isTooMuch(added(reach), limits)).toBe(expected);
  });

  it('is said in one sentence', () => {
    expect(tooMuchWords(added({ days: 3 }))).toMatch(
      /^It is beyond .*: since version 5, the last that somebody else approved, the step that goes furthest goes 3 days\. Once /,
    );
    expect(addedUpWords(added({ otherGroup: 2, seconds: 3600 }))).toBe(
      'With all that was published since version 5, the last that somebody else approved, no step leaves its day, 2 steps go to another machine group, 1 hour more overtime is opened.',
    );
  });
});

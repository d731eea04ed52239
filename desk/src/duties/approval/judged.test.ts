import { describe, expect, it } from 'vitest';
import { type Facts, judge } from './judged.ts';
import { usualLimits } from './limits.ts';

const reach = { days: 0, otherGroup: 0, seconds: 0 };
const beyond = { beyond: 'promise-broken' } as const;
const ownLimits = { ownLimits: 'Sven', since: 5 };
const far = { since: 5, reach: { ...reach, days: 1 } };
const near = { since: 5, reach };
const nothing: Facts = {
  beyond: undefined,
  reach,
  rival: false,
  ownLimits: undefined,
  addedUp: undefined,
  run: false,
};
const every: Facts = { beyond, reach, rival: true, ownLimits, addedUp: far, run: true };

describe('a version where small changes are delegated', () => {
  it.each<[string, Facts | undefined, ReturnType<typeof judge>]>([
    ['waits where nothing is published', undefined, { beyond: 'other-work' }],
    ['is told what lies beyond the limits first', every, beyond],
    ['then that another waits', { ...every, beyond: undefined }, { beyond: 'rival' }],
    ['then who set the limits himself', { ...every, beyond: undefined, rival: false }, ownLimits],
    ['then that it adds up to too much', { ...nothing, addedUp: far, run: true }, { tooMuch: far }],
    ['or that nobody can add it up', { ...nothing, addedUp: { uncounted: 5 }, run: true }, { uncounted: 5 }],
    ['and last that a run is going', { ...nothing, addedUp: near, run: true }, { beyond: 'run-going' }],
    ['is published at once where nothing stands against it', { ...nothing, addedUp: near }, { reach, addedUp: near }],
    ['also where what is published was approved by somebody else', nothing, { reach, addedUp: undefined }],
  ])('%s', (_, facts, expected) => {
    expect(judge(facts, usualLimits)).toEqual(expected);
  });
});

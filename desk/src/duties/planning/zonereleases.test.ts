import { describe, expect, it } from 'vitest';
import { releaseRefusals } from './zonereleases.messages.ts';
import {
  centresReleased,
  type Given,
  releaseFromZone,
  takeBackRelease,
  type Wished,
  type Work,
} from './zonereleases.ts';

const wished: Wished = {
  order: 'MO-7',
  seq: null,
  until: '2026-11-06T23:00:00Z',
  now: '2026-11-03T08:00:00Z',
  day: '2026-11-06',
  today: '2026-11-03',
};
const inZone = [
  { seq: 10, work_centre: 'WELD' },
  { seq: 20, work_centre: 'PAINT' },
  { seq: 20, work_centre: null },
];
const work: Work = { state: 'released', inZone, steps: [10, 20, 30], zoneEnds: '2026-11-05T08:00:00Z', released: [] };
const by = (seq: number | null, until: string) => ({ id: 1, seq, until, who: 'Sven' });
const asked = (wish: Partial<Wished>, of: Partial<Work>): string => {
  const answer = releaseFromZone({ ...wished, ...wish }, { ...work, ...of });
  return answer.kind === 'accept' ? 'released' : answer.code;
};

describe('releasing work from the frozen zone', () => {
  it.each([
    ['is done with an order', {}, {}, 'released'],
    ['is done with a step of it that is frozen', { seq: 20 }, {}, 'released'],
    ['is done with work that is under way: its other steps may move', {}, { state: 'started' }, 'released'],
    ['is refused for a step beyond the zone: nothing holds it', { seq: 30 }, {}, 'not-frozen'],
    ['is refused for a step that it does not have', { seq: 77 }, {}, 'no-such-step'],
    ['is refused for an order beyond the zone', {}, { inZone: [] }, 'not-frozen'],
    ['is refused where nothing is published', {}, { inZone: undefined }, 'nothing-published'],
    ['is refused for an order that is over', {}, { state: 'closed' }, 'order-over'],
    ['is refused for an order that was cancelled', {}, { state: 'cancelled' }, 'order-over'],
    ['is refused until a day gone by', { until: '2026-11-02T23:00:00Z' }, {}, 'until-passed'],
    ['is refused beyond ten years', { until: '9999-12-31T23:00:00Z', day: '9999-12-31' }, {}, 'too-far'],
    ['is refused twice', {}, { released: [by(null, '2026-11-06T23:00:00Z')] }, 'released-already'],
    [
      'is refused for a step of what is released whole',
      { seq: 10 },
      { released: [by(null, '2026-11-06T23:00:00Z')] },
      'released-already',
    ],
    ['is done for longer', {}, { released: [by(null, '2026-11-04T23:00:00Z')] }, 'released'],
    ['is done whole after one step', {}, { released: [by(10, '2026-11-06T23:00:00Z')] }, 'released'],
  ] as const)('%s', (_, wish, of, expected) => {
    expect(asked(wish, of)).toBe(expected);
  });
});

it('a day gone by is named with its year, not as the day after', () => {
  const words = releaseRefusals['until-passed']({ until: '2025-11-02T23:00:00Z' }, 'Europe/Berlin');
  expect(words).toMatch(/^Sun 2 Nov 2025 is gone by\./);
});

const given: Given = { order: 'MO-7', seq: 10, until: '2026-11-06T23:00:00Z', takenBack: undefined, isGone: false };
describe('taking a release from the frozen zone back', () => {
  it.each([
    ['is done while it stands', {}, 'taken back'],
    ['is refused twice', { takenBack: { who: 'Sven', at: '2026-11-03T07:00:00Z' } }, 'taken-back-already'],
    ['is refused once it has run out', { until: '2026-11-03T08:00:00Z' }, 'over-already'],
    ['is refused where its order was deleted, whoever has the number now', { isGone: true }, 'order-gone'],
  ] as const)('%s', (_, of, expected) => {
    const answer = takeBackRelease({ ...given, ...of }, wished.now);
    expect(answer.kind === 'accept' ? 'taken back' : answer.code).toBe(expected);
  });
});

describe('work that is released', () => {
  it.each([
    ['is of every work centre where the plan has it within the zone', null, ['WELD', 'PAINT']],
    ['is of that of its step, outside work of none', 20, ['PAINT']],
  ] as const)('%s', (_, seq, centres) => {
    expect(centresReleased(work, seq)).toEqual(centres);
  });
});

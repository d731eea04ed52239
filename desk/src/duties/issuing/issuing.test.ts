import { ratio } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { coveredBy, issued, type Line, type OutWith, returned } from './issuing.ts';

const line: Line = { item: 'TUBE', seq: 10, needed: 10, issued: 4 };
const steel = { item: 'STEEL', covers: ratio(1, 2) };

describe('material issued to a work order', () => {
  it.each<[string, Parameters<typeof issued>, unknown]>([
    ['is taken off what the order still needs', ['released', line, { qty: 6, reason: '' }], [['TUBE', 10, 10]]],
    ['may be a part of it', ['started', line, { qty: 1, reason: '' }], [['TUBE', 10, 5]]],
    ['beyond what it needs wants a reason', ['released', line, { qty: 7, reason: '' }], 'reason-missing'],
    ['and a yes', ['released', line, { qty: 7, reason: 'two broke' }], ['over-issue', ['TUBE', 10, 11]]],
    ['of an order that is not released is refused', ['firm', line, { qty: 1, reason: '' }], 'not-released'],
    ['of an order that is over is refused', ['completed', line, { qty: 1, reason: '' }], 'not-released'],
    ['of nothing is refused', ['released', line, { qty: 0, reason: '' }], 'nothing-issued'],
    // 8 of steel cover 4 of tube: 10 - 4 = 6 are needed of tube.
    [
      'instead of another covers it by the structure',
      ['released', line, { qty: 8, substitute: steel, reason: '' }],
      [
        ['TUBE', 6, 4],
        ['STEEL', 8, 8],
      ],
    ],
    // 3 of steel cover 1.5 of tube: one whole piece; the half is still needed.
    [
      'instead of another covers whole pieces only',
      ['released', line, { qty: 3, substitute: steel, reason: '' }],
      [
        ['TUBE', 9, 4],
        ['STEEL', 3, 3],
      ],
    ],
    [
      'instead of another adds to what was issued of that',
      ['released', line, { qty: 2, substitute: steel, reason: '' }, { item: 'STEEL', seq: 10, needed: 6, issued: 6 }],
      [
        ['TUBE', 9, 4],
        ['STEEL', 8, 8],
      ],
    ],
    [
      'instead of another beyond what is open is over it too',
      ['released', line, { qty: 14, substitute: steel, reason: 'all there is' }],
      ['over-issue', ['TUBE', 4, 4], ['STEEL', 14, 14]],
    ],
  ])('%s', (_, asked, expected) => {
    const decision = issued(...asked);
    const facts = decision.kind === 'refuse' ? [] : decision.facts.map((one) => [one.item, one.needed, one.issued]);
    expect(
      decision.kind === 'accept' ? facts : decision.kind === 'confirm' ? [decision.code, ...facts] : decision.code,
    ).toEqual(expected);
  });

  it.each<[string, number, OutWith, unknown]>([
    ['comes back as what is left of it', 3, { ofThis: 4, ofAll: 4 }, 1],
    ['comes back whole', 4, { ofThis: 4, ofAll: 4 }, 0],
    ['never more than was issued', 5, { ofThis: 4, ofAll: 4 }, 'more-than-issued'],
    ['nor nothing', 0, { ofThis: 4, ofAll: 4 }, 'nothing-returned'],
    ['nor more of a lot than was issued of it', 3, { ofThis: 2, ofAll: 4 }, 'another-issued'],
    ['of any lot where it was issued before the ledger had it', 2, { ofThis: 0, ofAll: 2 }, 2],
    ['of any lot as far as that goes', 3, { ofThis: 0, ofAll: 2 }, 'another-issued'],
  ])('%s', (_, back, out, expected) => {
    const decision = returned(line, back, out);
    expect(decision.kind === 'accept' ? decision.facts[0]?.issued : 'code' in decision && decision.code).toBe(expected);
  });

  it.each([
    // 2 kg of one (3 decimals) or 5 pieces of the other a bicycle: one piece covers 0.4 kg, 400 steps.
    ['2 kg for 5 pieces', { per: ratio(2), decimals: 3 }, { per: ratio(5), decimals: 0 }, ratio(400)],
    [
      'and back: a gram covers 0.0025 pieces',
      { per: ratio(5), decimals: 0 },
      { per: ratio(2), decimals: 3 },
      ratio(1, 400),
    ],
  ])('covers what one of the parent takes of each: %s', (_, one, other, expected) => {
    expect(coveredBy(one, other)).toEqual(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { type Explanation, explain } from './explain.ts';
import { plan } from './planner.ts';
import { at, DAY, demand, factory, HOUR, item, lot, part, step, vendor } from './small-factory.test-support.ts';

const chair = {
  items: [item('CHAIR', 'make'), item('WOOD', 'buy')],
  components: [part('CHAIR', 'WOOD', 2)],
  operations: [step('CHAIR', 10, 'SAW'), step('CHAIR', 20, 'PAINT')],
  sources: [vendor('WOOD', 3)],
};
const problem = factory({ ...chair, demands: [demand('D', 'CHAIR', 3, at(2, 16))] });
const made = plan(problem);

const bindingTexts = (link: Explanation): string[] => [
  link.text,
  ...link.because.filter((each) => each.binding).flatMap(bindingTexts),
];

describe('explain', () => {
  it('leads from a late demand down to the purchase that it waits for', () => {
    expect(bindingTexts(explain(problem, made, { demand: 'D' }))).toEqual([
      'Demand D for 3 CHAIR, due 7 Jan 16:00, ships 8 Jan 16:00: 1 day late.',
      'planned/1 makes 3 CHAIR from 8 Jan 08:00 to 8 Jan 16:00.',
      'Step 20 of planned/1 on PAINT-1: 8 Jan 12:00 to 8 Jan 16:00.',
      'Step 10 of planned/1 on SAW-1: 8 Jan 08:00 to 8 Jan 12:00.',
      'Closed hours until 8 Jan 08:00: 8 hours.',
      'buy/1 buys 6 WOOD from VENDOR, ordered 5 Jan 08:00, there 8 Jan 08:00.',
    ]);
  });

  it('tells an order, an operation and a supply alone', () => {
    expect(explain(problem, made, { order: 'planned/1' })).toMatchObject({
      kind: 'order',
      item: 'CHAIR',
      qty: 3,
      seconds: 8 * HOUR,
    });
    expect(explain(problem, made, { operation: { order: 'planned/1', seq: 20 } })).toMatchObject({
      kind: 'operation',
      seconds: 4 * HOUR,
    });
    expect(explain(problem, made, { supply: 'buy/1' })).toMatchObject({ kind: 'purchase', seconds: 3 * DAY });
  });

  it('says so where the plan has no such thing', () => {
    expect(explain(problem, made, { order: 'planned/9' })).toMatchObject({
      kind: 'unknown',
      text: 'The plan has no planned/9.',
    });
  });
});

describe('compare', () => {
  const stocked = factory({ ...chair, stock: [lot('WOOD', 6)], demands: problem.demands });
  const better = plan(stocked);

  it('names the demands that are saved and how much earlier they ship', () => {
    const difference = compare(problem, made, better);
    expect(difference.saved.map((change) => change.demand)).toEqual(['D']);
    expect(difference.earlier).toMatchObject([{ demand: 'D', seconds: -DAY }]);
    expect(difference.lateSeconds).toEqual({ before: DAY, after: 0 });
    expect(difference.moved).toHaveLength(2);
  });

  it('names the newly late the other way round', () => {
    expect(compare(problem, better, made).newlyLate.map((change) => change.demand)).toEqual(['D']);
  });

  it('finds nothing between a plan and itself', () => {
    expect(compare(problem, made, made)).toMatchObject({
      earlier: [],
      later: [],
      newlyLate: [],
      saved: [],
      moved: [],
      sameOperations: 2,
    });
  });
});

import { describe, expect, it } from 'vitest';
import { duration, qty, ratio } from '../units/units.ts';
import { plan } from './planner.ts';
import type { Problem } from './problem.ts';
import { promise } from './promise.ts';
import { at, demand, factory, HOUR, item, lot, machine, part, step, vendor } from './small-factory.test-support.ts';
import { worded } from './wording.ts';

/** A chair is 2 wood, an hour of set-up and 3 hours a piece at the saw; the saw is A's all Monday and Tuesday. */
const chairs: Partial<Problem> = {
  items: [item('CHAIR', 'make'), item('WOOD', 'buy')],
  components: [part('CHAIR', 'WOOD', 2)],
  operations: [step('CHAIR', 10, 'SAW', { runPerUnit: ratio(3 * HOUR) })],
  stock: [lot('WOOD', 20)],
  sources: [vendor('WOOD', 10)],
};
// 1 + 5 × 3 = 16 hours: Monday and Tuesday.
const busy = factory({ ...chairs, demands: [demand('A', 'CHAIR', 5, at(1, 16))] });
const ask = (problem: Problem, more: Partial<Parameters<typeof promise>[2]> = {}) =>
  promise(problem, plan(problem), { item: 'CHAIR', qty: qty(1), ...more });

describe('promise', () => {
  it('of what stands on the shelf is as the plant opens, and nothing sets it', () => {
    const shelf = factory({ ...chairs, stock: [lot('CHAIR', 1)] });
    expect(ask(shelf)).toEqual({
      kept: {
        date: at(0, 0),
        ships: at(0, 8),
        goesFirst: false,
        lent: false,
        delayed: [],
        sets: [],
        until: at(0, 0),
        text: 'CHAIR can ship 5 Jan 08:00; nobody else moves. The promise holds until 5 Jan 00:00.',
        wording: expect.any(Array),
      },
    });
  });

  it('waits for the machine without moving anybody, or goes first and says whom it delays', () => {
    // Behind A: Wednesday 08:00–12:00; the saw is busy from Monday 00:00 to Wednesday 08:00, 56 hours of waiting.
    // First: Monday 08:00–12:00; A then ends 4 working hours later, on Wednesday at 12:00, 20 hours after Tuesday 16:00.
    const { kept, first } = ask(busy);
    expect(kept).toMatchObject({ date: at(2, 12), delayed: [], until: at(2, 8) });
    expect(kept?.sets[0]).toEqual({
      kind: 'machine',
      what: 'SAW-1',
      seconds: 56 * HOUR,
      text: 'SAW-1 is busy: 2.3 days of waiting.',
    });
    expect(first).toMatchObject({
      date: at(0, 12),
      delayed: [{ demand: 'A', priority: 1, before: at(1, 16), after: at(2, 12), seconds: 20 * HOUR }],
    });
    expect(first?.text).toBe(
      'CHAIR can ship 5 Jan 12:00; 1 other ship later, most of all A by 20 hours. The work itself takes 12 hours, closed hours included. The promise holds until 5 Jan 08:00.',
    );
    expect(worded(first!.wording, ({ of }) => of)).toBe(first!.text.replace('20 hours', 'delayed'));
  });

  it('going first it has what stands on the shelf for those who rank after it, and says whom that delays', () => {
    // The one chair is A's of Friday. Wood for another comes on day 10; sawn 08:00–12:00 of that day.
    const shelf = factory({ ...chairs, stock: [lot('CHAIR', 1)], demands: [demand('A', 'CHAIR', 1, at(4, 16))] });
    const { kept, first } = ask(shelf);
    expect(kept).toMatchObject({ date: at(10, 12), delayed: [] });
    expect(first).toMatchObject({ date: at(0, 0), delayed: [{ demand: 'A', before: at(4, 16), after: at(10, 12) }] });
    // Who is due before it keeps what is there.
    expect(ask(shelf, { wish: at(5, 0) }).first).toBeUndefined();
  });

  it('whoever gives it what stands on the shelf is lent to by who draws later, and nobody ships later', () => {
    // A of Friday gives the one chair and is sawn of the wood of B, who has until day 20 and takes what comes on day 10.
    const demands = [demand('A', 'CHAIR', 1, at(4, 16)), demand('B', 'CHAIR', 1, at(20, 16))];
    const { first } = ask(factory({ ...chairs, stock: [lot('CHAIR', 1), lot('WOOD', 2)], demands }));
    expect(first).toMatchObject({ date: at(0, 0), delayed: [] });
  });

  describe('of wood on the shelf that A has, and more of it in ten days', () => {
    // Sawn 08:00–12:00 of Monday, or of day 10 when the wood comes.
    const one = (more: Partial<Problem>) => ask(factory({ ...chairs, stock: [lot('WOOD', 2)], ...more }));
    it.each([
      ['A lends what he needs later, and ships as he was to', at(20, 16), at(0, 12), undefined],
      ['A keeps what he needs before that, unless he is to ship later', at(4, 16), at(10, 12), at(0, 12)],
    ])('%s', (_, due, there, goingFirst) => {
      const { kept, first } = one({ demands: [demand('A', 'CHAIR', 1, due)] });
      expect(kept).toMatchObject({ date: there, delayed: [] });
      expect(first?.date).toBe(goingFirst);
      if (first) expect(first.delayed).toMatchObject([{ demand: 'A', before: due, after: at(10, 12) }]);
    });
  });

  it('waits for the material, with its lead time', () => {
    // 10 more pieces of wood than the shelf holds come on day 10, a Thursday; sawn 08:00–12:00 of that day.
    const bare = factory({ ...chairs, stock: [] });
    const { kept } = ask(bare);
    expect(kept).toMatchObject({ date: at(10, 12), until: at(0, 8) });
    expect(kept?.sets[0]).toMatchObject({ kind: 'material', what: 'WOOD', seconds: 10 * 24 * HOUR });
  });

  it('waits for the crew', () => {
    const crewed = factory({
      ...chairs,
      operations: [step('CHAIR', 10, 'SAW', { runPerUnit: ratio(3 * HOUR), crew: 'SAWYERS' })],
      machines: [machine('SAW-1', 'SAW'), machine('SAW-2', 'SAW')],
      crews: [{ id: 'SAWYERS', size: 1, calendar: 'DAY' }],
      demands: [demand('A', 'CHAIR', 5, at(1, 16))],
    });
    const { kept } = ask(crewed);
    expect(kept).toMatchObject({ date: at(2, 12), sets: [{ kind: 'crew', what: 'SAWYERS', seconds: 56 * HOUR }, {}] });
  });

  it('not before the wish is for the wish, which alone sets its date, and begins as late as that allows', () => {
    const { kept } = ask(busy, { wish: at(4, 16) });
    expect(kept).toMatchObject({ date: at(4, 16), sets: [], until: at(4, 12) });
    expect(kept?.text).toBe('CHAIR can ship 9 Jan 16:00; nobody else moves. The promise holds until 9 Jan 12:00.');
    // An hour before it can be had: the saw sets its date again.
    expect(ask(busy, { wish: at(2, 11) }).kept).toMatchObject({ date: at(2, 12), sets: [{ what: 'SAW-1' }, {}] });
  });

  it('of more for an order that is known moves that order alone', () => {
    // 6 pieces are 19 hours: A goes on to Wednesday 11:00.
    const { kept } = ask(busy, { demand: 'A', qty: qty(6) });
    expect(kept).toMatchObject({ delayed: [] });
    expect(kept!.date).toBeGreaterThanOrEqual(at(2, 11));
  });

  it('of an order that is known finds it a better place that is free', () => {
    // Planned for Friday 16:00, just in time; the saw is free from Wednesday 08:00, four hours a chair.
    const later = factory({
      ...chairs,
      demands: [demand('A', 'CHAIR', 5, at(1, 16)), demand('B', 'CHAIR', 1, at(4, 16))],
    });
    const { kept, first } = ask(later, { demand: 'B' });
    expect(kept).toMatchObject({ date: at(2, 12), delayed: [], until: at(2, 8) });
    expect(first).toMatchObject({ date: at(0, 12), delayed: [{ demand: 'A', seconds: 20 * HOUR }] });
  });

  it('says what cannot be had', () => {
    const bare = factory({ ...chairs, stock: [], sources: [] });
    expect(ask(bare)).toEqual({ why: 'WOOD cannot be had. Maybe nobody offers it, or it has no routing.' });
    const never = factory({ ...chairs, operations: [step('CHAIR', 10, 'SAW', { setup: duration(9000 * HOUR) })] });
    expect(ask(never).why).toBe('The work for CHAIR would end after 5 Jan 2027 00:00, the end of what is planned.');
  });
});

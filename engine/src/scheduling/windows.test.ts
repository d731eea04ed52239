import { describe, expect, it } from 'vitest';
import { Model } from '../netting/model.ts';
import { FOR_LINE, type Network, STOCK } from '../netting/network.ts';
import { Amendments } from '../planning/amend.ts';
import { randomProblem } from '../planning/random.test-support.ts';
import { at, demand, factory, item, lot, part, step, vendor } from '../planning/small-factory.test-support.ts';
import { Dice } from '../units/dice.ts';
import { ratio } from '../units/units.ts';
import { Candidate } from './candidate.ts';
import { Exchange } from './exchange.ts';
import { outcome } from './outcome.ts';
import { search } from './search.ts';
import { Windows } from './windows.ts';

/** Quantity of every supply and every consumer over all pegs. */
function drawn({ pegSupply, pegKind, pegConsumer, pegQty }: Network): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const add = (name: string, qty: number) => sums.set(name, (sums.get(name) ?? 0) + qty);
  pegQty.forEach((qty, p) => {
    add(`from ${pegSupply[p]}`, qty);
    add(`to ${pegKind[p]} ${pegConsumer[p]}`, qty);
  });
  return sums;
}

describe('suppliers exchanged', () => {
  it('leave every supply and every consumer what it had, and taken back are as they were', () => {
    for (let seed = 0; seed < 40; seed++) {
      const { jobs } = search(new Model(randomProblem(8200 + seed)), {}, new Amendments());
      const { network } = jobs;
      const before = drawn(network);
      const pegs = [...network.pegSupply].map((s, p) => [s, network.pegConsumer[p], network.pegQty[p]]);
      const exchange = new Exchange(jobs);
      const dice = new Dice(seed);
      for (let n = 0; n < 20; n++) {
        const [a, b] = [dice.below(network.pegSupply.length), dice.below(network.pegSupply.length)];
        const alike = network.item[network.pegSupply[a]!] === network.item[network.pegSupply[b]!];
        if (a !== b && alike && exchange.free(a) && exchange.free(b)) exchange.swap(a, b);
      }
      expect(drawn(network), `factory ${seed}`).toEqual(before);
      exchange.undo();
      expect([...network.pegSupply].map((s, p) => [s, network.pegConsumer[p], network.pegQty[p]])).toEqual(pegs);
    }
  });

  it('are others’: who has one part sooner than another has nothing to change with himself', () => {
    const legs = factory({
      items: [item('LEG', 'buy')],
      stock: [lot('SOON', 1, { item: 'LEG' }), lot('LATER', 2, { item: 'LEG', availableFrom: at(9, 8) })],
      demands: [demand('D', 'LEG', 3, at(1, 16))],
    });
    const { jobs, built } = search(new Model(legs), {}, new Amendments());
    const exchange = new Exchange(jobs);
    const bound = [...jobs.network.pegQty].indexOf(2);
    expect(exchange.free(bound)).toBe(true);
    const standing = { ...built, lateStart: () => at(9, 8) };
    expect(exchange.soonerThan(bound, at(9, 8), Infinity, new Dice(1), standing)).toBe(-1);
  });
});

describe('a window', () => {
  // One LEG lies there, more take 20 days. EARLY takes it, but waits for a SEAT until day 30 all the same.
  const legs = factory({
    items: [item('EARLY', 'make'), item('LATE', 'make'), item('LEG', 'buy'), item('SEAT', 'buy')],
    components: [part('EARLY', 'LEG'), part('EARLY', 'SEAT'), part('LATE', 'LEG')],
    operations: ['EARLY', 'LATE'].map((id) => step(id, 10, 'SAW', { runPerUnit: ratio(60) })),
    sources: [vendor('LEG', 20), vendor('SEAT', 30)],
    stock: [lot('LEG', 1)],
    demands: [demand('E', 'EARLY', 1, at(3, 16)), demand('L', 'LATE', 1, at(4, 16))],
  });

  it('gives what somebody has too soon to who is late for want of it', () => {
    const model = new Model(legs);
    const { candidate, jobs } = search(model, {}, new Amendments());
    const { network } = jobs;
    const name = (s: number) => model.catalogue.items[network.item[s]!]!.id;
    const legOf = (order: string) =>
      network.pegSupply.findIndex(
        (s, p) =>
          name(s) === 'LEG' &&
          network.pegKind[p] === FOR_LINE &&
          name(network.lineOrder[network.pegConsumer[p]!]!) === order,
      );
    const [stock] = network.kind.flatMap((kind, s) => (kind === STOCK ? [s] : []));
    // Handed out the wrong way round, whatever netting did.
    if (network.pegSupply[legOf('EARLY')] !== stock) new Exchange(jobs).swap(legOf('EARLY'), legOf('LATE'));
    const wrong = new Candidate(model, candidate.policy, undefined, network);
    const { built, outcome: found } = wrong.try(new Float64Array(jobs.tasks));
    // LEG on day 20, a Sunday; an hour of set-up and a minute on Monday.
    expect(found.dates[1]).toBe(at(21, 9) + 60);
    const windows = new Windows(wrong.jobs, wrong.floor, built, found.dates, new Dice(1), true);
    let saved = 0;
    for (let n = 0; n < 10; n++) saved += windows.attempt(1);
    // From Friday, day 4, 16:00 to Monday, day 21, 09:01 are 16 days, 17 hours and a minute; five more for being late at all.
    expect(saved).toBeCloseTo(16 + 17 / 24 + 1 / 1440 + 5, 9);
    expect(windows.dates[1]).toBe(at(4, 16));
    expect(network.pegSupply[legOf('LATE')]).toBe(stock);
  });

  it('saves what it says, and everything stands after what it waits for', () => {
    let all = 0;
    for (let seed = 0; seed < 80; seed++) {
      const problem = randomProblem(8300 + seed);
      const model = new Model(problem);
      if (!problem.rules.constrained || model.shop.anyBatch) continue;
      const { candidate, jobs, floor, built, outcome: before } = search(model, {}, new Amendments());
      const { network } = jobs;
      const windows = new Windows(jobs, floor, built, before.dates, new Dice(seed), true);
      const dice = new Dice(seed);
      let saved = 0;
      for (let n = 0; n < 40; n++) {
        const d = dice.below(before.dates.length);
        if (before.dates[d]! < Infinity) saved += windows.attempt(d);
      }
      all += saved;
      const after = outcome(new Candidate(model, candidate.policy, undefined, network).jobs, built);
      expect(after.dates, problem.name).toEqual(windows.dates);
      expect(before.score - after.score, problem.name).toBeCloseTo(saved, 6);
      for (let t = 0; t < jobs.tasks; t++) {
        const s = jobs.order[t]!;
        if (built.dead[s] === 0 && t > jobs.first[s]! && jobs.frozenFrom[t]! !== jobs.frozenFrom[t]!)
          expect(floor.start[t]! >= floor.handsOn(t - 1) && floor.fed(t), `${problem.name} task ${t}`).toBe(true);
      }
      network.pegSupply.forEach((s, p) => {
        const t = network.lineTask[network.pegConsumer[p]!]!;
        if (network.pegKind[p] !== FOR_LINE || built.dead[jobs.order[t]!] === 1) return;
        if (jobs.frozenFrom[t]! !== jobs.frozenFrom[t]! && jobs.running[t] === 0)
          expect(floor.start[t]!, `${problem.name} task ${t}`).toBeGreaterThanOrEqual(
            built.available[network.provider(s)]!,
          );
      });
    }
    expect(all).toBeGreaterThan(0);
  });
});

import { type Plan, type Problem, qty, type Second, second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import * as small from '../../../../engine/src/planning/small-factory.test-support.ts';
import { ratio } from '../../../../engine/src/units/units.ts';
import { instantAt, secondsOf } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import { AskedPlan } from '../planning/asked.ts';
import { improvement, made } from '../planning/made.ts';
import type { Option } from './rush.ts';
import { type Runs, TriedRuns } from './triedruns.ts';

const { at, demand, factory, HOUR, item, machine, step } = small;
/** The brands of the engine's source are not those of its door. */
const ofDoor = (problem: ReturnType<typeof factory>): Problem => JSON.parse(JSON.stringify(problem)) as Problem;

/** Three frames for Tuesday at 16:00, asked for on Monday at midnight; a frame is an hour of sawing, after an hour of set-up. */
const rush = { item: 'FRAME', qty: qty(3), wish: second(at(1, 16)) };

/** A cart is two hours of sawing and one of painting, after an hour of set-up each. `orders`: item, pieces and day due at 16:00. */
const plant = (saws: number, orders: readonly (readonly ['FRAME' | 'CART', number, number])[]): Problem =>
  ofDoor(
    factory({
      items: [item('FRAME', 'make'), item('CART', 'make')],
      operations: [
        step('FRAME', 10, 'SAW'),
        step('CART', 10, 'SAW', { runPerUnit: ratio(2 * HOUR) }),
        step('CART', 20, 'PAINT'),
      ],
      machines: [...Array.from({ length: saws }, (_, n) => machine(`S${n + 1}`, 'SAW')), machine('P1', 'PAINT')],
      demands: orders.map(([of, pieces, day], n) => demand(`A${n}`, of, pieces, at(day, 16))),
    }),
  );

/** What a run makes of it, held against what the plan with it put in says, and against the run that is made. `pledged`: lines as they ship. */
async function asked(problem: Problem, option: Option, published: boolean, pledged: readonly string[] = []) {
  const plan = made({ problem, work: improvement }).plan;
  const standing = new AskedPlan(problem, plan);
  const offer = standing.answer('new-order', { ...rush, id: 'SO-1/1' })[option]!;
  const on = (seconds: number): string => instantAt(secondsOf(problem.epoch) + seconds);
  const from = (instant: unknown): Second => second(secondsOf(String(instant)) - secondsOf(problem.epoch));
  const of: Runs['of'] = (rows) => {
    const lines = (rows.get('customer_lines') ?? []).map((line) => ({
      id: 'SO-1/1',
      item: rush.item,
      qty: rush.qty,
      kind: 'order' as const,
      due: from(line.due),
      priority: Number(line.priority),
    }));
    const ships = new Map((rows.get('pledges') ?? []).map((one) => [one.line, { pledged: from(one.ships) }]));
    const demands = [...problem.demands, ...lines].map((one) => ({ ...one, ...ships.get(one.id) }));
    const run = { ...problem, demands };
    return { problem: run, published: published ? { plan, until: problem.now } : undefined };
  };
  const asks: ReturnType<typeof of>[] = [];
  const ask = async (question: 'run', about: ReturnType<typeof of>) => {
    asks.push(about);
    return standing.answer(question, about);
  };
  const dates = new Map(plan.deliveries.map((one) => [String(one.demand), on(one.date!)]));
  const pledges = pledged.map((line, n) => ({ line, ships: dates.get(line)!, turn: n + 1 }));
  const rows = new Map<string, readonly Row[]>([['pledges', pledges]]);
  const runs = async (): Promise<Runs> => ({
    rows,
    of,
    mends: undefined,
    order: 'SO-1',
    days: (seconds) => seconds / 86_400,
  });
  const offered = { option, customer: '', ...rush, wished: on(rush.wish), date: on(offer.ships) };
  const delays = offer.delayed.map((one) => ({ line: one.demand, after: on(one.after) }));
  const effect = await new TriedRuns().of({ ask }, offered, {
    now: on(0),
    mends: undefined,
    delays,
    runs,
    turn: 'question',
  });
  const next = made({ ...asks[0]!, work: improvement }).plan;
  return { putIn: delays.map(({ line }) => line).sort(), delays, asks, on, effect, later: laterThan(plan, next) };
}

const laterThan = (before: Plan, after: Plan): readonly string[] => {
  const dates = new Map(before.deliveries.map(({ demand: of, date = Infinity }) => [of, date]));
  return after.deliveries
    .filter(({ demand: of, date = Infinity }) => date > (dates.get(of) ?? Infinity))
    .map((one) => one.demand);
};

describe('whom a rush order hurts', () => {
  it('is nobody where the run finds all of them better places than the plan with it put in', async () => {
    // The saw has 3 + 13 + 3 + 11 hours to do by Thursday, of 40 in the week; all of them stand just in time for their days.
    const orders = plant(1, [
      ['CART', 1, 1],
      ['CART', 6, 4],
      ['CART', 1, 3],
      ['CART', 5, 2],
    ]);
    for (const published of [false, true]) {
      const { putIn, effect, later } = await asked(orders, 'first', published);
      expect(putIn).toEqual(['A1', 'A3']);
      expect(effect).toMatchObject({ hurts: [], ships: '2026-01-06T16:00:00Z' });
      expect(later).toEqual([]);
    }
  });

  it('is who waits where the run plans from nothing, though it goes before nobody', async () => {
    const orders = plant(2, [
      ['FRAME', 6, 3],
      ['CART', 5, 1],
      ['CART', 3, 4],
      ['FRAME', 3, 1],
      ['CART', 6, 4],
      ['CART', 3, 2],
      ['FRAME', 4, 1],
    ]);
    const anew = await asked(orders, 'kept', false);
    expect(anew.putIn).toEqual([]);
    expect(anew.effect).toMatchObject({ fromNothing: true, hurts: [{ line: 'A1', before: '2026-01-06T16:00:00Z' }] });
    expect(anew.later).toEqual(['A1']);
    // Of the published plan mended nobody waits.
    const mended = await asked(orders, 'kept', true);
    expect(mended).toMatchObject({ effect: { fromNothing: false, hurts: [] }, later: [] });
  });

  it('is told with them pledged anew for what is told: planned once more where the plan with it put in says otherwise', async () => {
    const orders = plant(1, [
      ['CART', 1, 1],
      ['CART', 6, 4],
      ['CART', 1, 3],
      ['CART', 5, 2],
    ]);
    const { delays, asks, effect, on } = await asked(orders, 'first', false, ['A1']);
    const pledged = asks.map(({ problem }) => problem.demands.find(({ id }) => id === 'A1')?.pledged);
    const inTime = '2026-01-09T16:00:00Z';
    // With it put in A1 is put off until Monday; the run has a place for it as it was pledged. Then the run without, then again.
    expect(delays).toContainEqual({ line: 'A1', after: '2026-01-12T09:00:00Z' });
    expect(pledged.map((at) => on(at!))).toEqual(['2026-01-12T09:00:00Z', inTime, inTime]);
    expect(asks.map(({ problem }) => problem.demands.length)).toEqual([5, 4, 5]);
    expect(effect.hurts).toEqual([]);
  });
});

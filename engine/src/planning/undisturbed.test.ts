import { describe, expect, it } from 'vitest';
import { Dice } from '../units/dice.ts';
import { qty, second } from '../units/units.ts';
import type { Change } from './change.ts';
import { plan } from './planner.ts';
import { Ready } from './prepare.ts';
import type { Problem } from './problem.ts';
import type { Freedom } from './repair.ts';
import { ownWork } from './room.ts';
import type { Situation } from './situation.ts';
import { at, DAY, demand, factory, item, lot, machine, part, step } from './small-factory.test-support.ts';

const ORDERS = 60;

/** Chairs and tables of the same legs, which two saws, a lathe and two booths make for six weeks. */
function plantOf(seed: number): Problem {
  const dice = new Dice(seed);
  const due = () => at(2 + dice.below(40), 16);
  return factory({
    items: [item('CHAIR', 'make'), item('TABLE', 'make'), item('LEG', 'make'), item('WOOD', 'buy')],
    components: [part('CHAIR', 'LEG'), part('TABLE', 'LEG', 2), part('LEG', 'WOOD')],
    operations: [
      step('LEG', 10, 'SAW'),
      step('LEG', 20, 'LATHE'),
      step('CHAIR', 10, 'SAW'),
      step('CHAIR', 20, 'PAINT'),
      step('TABLE', 10, 'PAINT'),
      step('TABLE', 20, 'SAW'),
    ],
    workCentres: ['SAW', 'LATHE', 'PAINT'].map((id) => ({ id, calendar: 'DAY' })),
    machines: [
      machine('SAW-1', 'SAW'),
      machine('SAW-2', 'SAW'),
      machine('LATHE', 'LATHE'),
      machine('PAINT-1', 'PAINT'),
      machine('PAINT-2', 'PAINT'),
    ],
    stock: [lot('WOOD', 1000)],
    demands: Array.from({ length: ORDERS }, (_, n) =>
      demand(`D${n}`, dice.below(2) === 0 ? 'CHAIR' : 'TABLE', 1, due(), { priority: 1 + dice.below(3) }),
    ),
  });
}

/** Where each task that lives stands. */
function stands(situation: Situation, freedom: Freedom) {
  const { start, machine: on } = situation.mend(freedom)!.mended.floor;
  const { jobs, standing } = situation;
  return Array.from({ length: jobs.tasks }, (_, t) =>
    standing.live[jobs.order[t]!] === 1 ? `${t} on ${on[t]} at ${start[t]}` : 'dropped',
  );
}

describe('what stands on machines that sleep', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('stands where it would if everything had taken its turn (plant %i)', (seed) => {
    const problem = plantOf(seed);
    const ready = new Ready(problem, plan(problem));
    const order = { ...demand('RUSH', seed % 2 === 0 ? 'TABLE' : 'CHAIR', 1, at(3, 16)), qty: qty(4) };
    const changes: readonly Change[] = [
      { kind: 'rush-order', demand: order },
      { kind: 'machine-down', machine: 'SAW-1', from: at(2, 8), to: at(4, 16) },
    ];
    for (const change of changes) {
      const situation = ready.after([change]);
      const stood = stands(situation, { standsOn: undefined });
      expect(stands(situation, {}), change.kind).toEqual(stood);
      const d = situation.model.demandIndex.get('RUSH');
      const pull = d === undefined ? new Set<number>() : ownWork(situation, d);
      for (const ripple of [second(10 * DAY), Infinity]) {
        const inTurn = stands(situation, { ripple, pull, standsOn: undefined });
        expect(stands(situation, { ripple, pull }), `${change.kind} until ${ripple}`).toEqual(inTurn);
        // Work made room, or there would be nothing to compare.
        expect(inTurn).not.toEqual(stood);
      }
    }
  });
});

/** The first schedule of shops of our own, with set-ups: what a search starts from, before any of it. */
import { type Shop, type ShopOperation, schedule } from '@hotlist/engine';
import { Dice } from '../../engine/src/units/dice.ts';
import { atMost, type Figure, median } from '../figure.ts';

/** Milliseconds by operations: what a list schedule with every feature should take (`instances/README.md`). */
const goals: readonly (readonly [operations: number, goal: number])[] = [
  [10_000, 15],
  [100_000, 100],
  [1_000_000, 1000],
];
const STEPS = 10;
const MACHINES = 50;
const FAMILIES = 8;

export const shops = (): Figure[] =>
  goals.map(([operations, goal]) => {
    const shop = shopOf(operations / STEPS);
    const times = operations > 100_000 ? [1] : [1, 2, 3];
    const took = times.map(() => {
      const begun = process.cpuUsage();
      schedule(shop, { work: 1 });
      const { user, system } = process.cpuUsage(begun);
      return (user + system) / 1000;
    });
    return atMost(`first schedule of a shop of ${operations} operations with set-ups`, median(took), 'ms', goal);
  });

function shopOf(jobs: number): Shop {
  const dice = new Dice(7);
  const operations = Array.from({ length: jobs * STEPS }, (_, n): ShopOperation => {
    const job = String(Math.floor(n / STEPS));
    const demands = [{ resource: `M${dice.below(MACHINES)}`, amount: 1 }];
    return { id: String(n), job, family: dice.below(FAMILIES), modes: [{ duration: 1 + dice.below(99), demands }] };
  });
  const setups = Array.from({ length: FAMILIES }, () => Array.from({ length: FAMILIES }, () => dice.below(20)));
  return {
    name: `shop of ${jobs} jobs`,
    resources: Array.from({ length: MACHINES }, (_, m) => ({ id: `M${m}`, capacity: 1, setups })),
    operations,
    precedences: operations.flatMap(({ id, job }, n) =>
      operations[n + 1]?.job === job ? [{ before: id, after: operations[n + 1]!.id }] : [],
    ),
    objective: 'makespan',
  };
}

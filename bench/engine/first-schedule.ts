/** One measurement in a process of its own, cold and warm: `first-schedule.ts OPERATIONS`, answered as JSON in milliseconds of processor. */
import { type Shop, type ShopOperation, schedule } from '@hotlist/engine';
import { Dice } from '../../engine/src/units/dice.ts';
import { median } from '../figure.ts';

export interface FirstSchedule {
  /** The first call. */
  readonly cold: number;
  /** The middle one of five, after the compiler has seen enough. */
  readonly warm: number;
}

const STEPS = 10;
const MACHINES = 50;
const FAMILIES = 8;
/** Operations that are scheduled between the first call and those that count as warm. */
const WARMING = 1_000_000;

const operations = Number(process.argv[2]);
const shop = shopOf(operations / STEPS);
const once = (): number => {
  const begun = process.cpuUsage();
  schedule(shop, { work: 1 });
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
};
const cold = once();
for (let done = 0; done < WARMING; done += operations) once();
const answer: FirstSchedule = { cold, warm: median([1, 2, 3, 4, 5].map(once)) };
process.stdout.write(JSON.stringify(answer));

function shopOf(jobs: number): Shop {
  const dice = new Dice(7);
  const operations = Array.from({ length: jobs * STEPS }, (_, n): ShopOperation => {
    const job = String(Math.floor(n / STEPS));
    const demands = [{ resource: `M${dice.below(MACHINES)}`, amount: 1 }];
    return {
      id: `${job}/${n % STEPS}`,
      job,
      family: dice.below(FAMILIES),
      modes: [{ duration: 1 + dice.below(99), demands }],
    };
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

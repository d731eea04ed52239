import { Dice } from '../../units/dice.ts';
import type { ScheduledOperation, Shop, ShopMode, ShopOperation } from './shop.ts';

export interface Shape {
  readonly jobs?: number;
  readonly machines?: number;
  /** Machines an operation may choose from. */
  readonly ways?: number;
  readonly setups?: boolean;
  readonly dues?: boolean;
  /** Shared resources instead of machines. */
  readonly shared?: boolean;
  readonly releases?: boolean;
  readonly gaps?: boolean;
}

/** A shop of 2 to 3 operations a job by chance: durations from 0, jobs that come back to a machine, all that `shape` asks for. */
export function randomShop(seed: number, shape: Shape): Shop {
  const dice = new Dice(seed);
  const jobs = shape.jobs ?? 3;
  const machines = shape.machines ?? 2;
  const operations: ShopOperation[] = [];
  const precedences: { before: string; after: string; gap?: number }[] = [];
  for (let job = 0; job < jobs; job++) {
    const steps = 2 + dice.below(2);
    for (let step = 0; step < steps; step++) {
      const id = `${job}/${step}`;
      operations.push({
        id,
        job: String(job),
        modes: Array.from({ length: 1 + dice.below(shape.ways ?? 1) }, (_, way) => mode(dice, machines, way, shape)),
        ...(shape.setups ? { family: job } : {}),
        ...(shape.releases && step === 0 ? { release: dice.below(5) } : {}),
      });
      if (step > 0)
        precedences.push({ before: `${job}/${step - 1}`, after: id, ...(shape.gaps ? { gap: dice.below(3) } : {}) });
    }
  }
  const matrix = () => Array.from({ length: jobs }, () => Array.from({ length: jobs }, () => dice.below(4)));
  return {
    name: `random ${seed}`,
    resources: Array.from({ length: machines }, (_, r) => ({
      id: `M${r}`,
      capacity: shape.shared ? 2 + r : 1,
      ...(shape.setups ? { setups: matrix() } : {}),
    })),
    operations,
    precedences,
    objective: shape.dues ? 'weighted-tardiness' : 'makespan',
    dues: shape.dues
      ? Array.from({ length: jobs }, (_, job) => ({ job: String(job), due: dice.below(10), weight: 1 + dice.below(4) }))
      : [],
  };
}

function mode(dice: Dice, machines: number, way: number, { shared }: Shape): ShopMode {
  const first = dice.below(machines);
  const duration = Math.max(0, dice.below(7) - 1);
  if (!shared) return { duration, demands: [{ resource: `M${(first + way) % machines}`, amount: 1 }] };
  const demands = Array.from({ length: machines }, (_, r) => ({ resource: `M${r}`, amount: dice.below(3) }));
  return { duration, demands: demands.filter((one) => one.amount > 0) };
}

/**
 * The best objective, by trying every order and every mode. Operations are placed one by one behind what is placed
 * already: behind their machine's last one, or, where a resource is shared, at the first moment with room to the end.
 * One of the orders is the best schedule's own, by start.
 */
export function bruteForce(shop: Shop, objectiveOf: (operations: readonly ScheduledOperation[]) => number): number {
  const placed = new Map<string, ScheduledOperation & { readonly of: ShopOperation }>();
  const capacity = new Map(shop.resources.map((one) => [one.id, one]));
  let best = Infinity;
  const amount = (of: ShopOperation, way: number, resource: string) =>
    of.modes[way].demands.find((one) => one.resource === resource)?.amount ?? 0;
  const room = (of: ShopOperation, way: number, at: number): boolean =>
    of.modes[way].demands.every(({ resource, amount: needed }) => {
      const { capacity: units, setups } = capacity.get(resource)!;
      const users = [...placed.values()].filter((one) => amount(one.of, one.mode, resource) > 0);
      if (units === 1)
        return (
          users.every((one) => at >= one.end) &&
          at >=
            (users.at(-1)?.end ?? 0) + (users.length > 0 ? (setups?.[users.at(-1)!.of.family!][of.family!] ?? 0) : 0)
        );
      const until = at + of.modes[way].duration;
      for (let t = at; t < until; t++) {
        const used = users.reduce(
          (sum, one) => sum + (one.start <= t && t < one.end ? amount(one.of, one.mode, resource) : 0),
          0,
        );
        if (used + needed > units) return false;
      }
      return true;
    });
  const walk = (): void => {
    if (placed.size === shop.operations.length) {
      best = Math.min(best, objectiveOf([...placed.values()]));
      return;
    }
    if (objectiveOf([...placed.values()]) >= best) return;
    for (const of of shop.operations) {
      const before = shop.precedences.filter((one) => one.after === of.id);
      if (placed.has(of.id) || before.some((one) => !placed.has(one.before))) continue;
      const ready = Math.max(of.release ?? 0, ...before.map((one) => placed.get(one.before)!.end + (one.gap ?? 0)));
      for (let way = 0; way < of.modes.length; way++) {
        let start = ready;
        while (!room(of, way, start)) start++;
        placed.set(of.id, { operation: of.id, mode: way, start, end: start + of.modes[way].duration, of });
        walk();
        placed.delete(of.id);
      }
    }
  };
  walk();
  return best;
}

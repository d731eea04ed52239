/** The modes of a shop's operations in columns, and what its resources are. */
import type { Places } from '../../units/places.ts';
import { counting, found, whole } from './given.ts';
import { type Shop, ShopError, type ShopMode, type ShopOperation } from './shop.ts';

export function modesOf({ operations, resources }: Shop, places: Places) {
  const n = operations.length;
  const capacity = new Int32Array(resources.length);
  for (const [r, { id, capacity: units }] of resources.entries()) {
    if (units < 1) throw new ShopError(id, `${id} has a capacity of ${units}, which is below 1`);
    capacity[r] = whole(units, id, 'a capacity');
  }
  const { modes: count, demands, single } = counted(operations);
  // Where there is one of everything, columns are the same and stand once.
  const modeFrom = count === n ? counting(n) : new Int32Array(n + 1);
  const modeTime = new Int32Array(count);
  const useFrom = single && count === n ? modeFrom : new Int32Array(count + 1);
  const useOf = new Int32Array(demands);
  const useAmount = new Int32Array(demands);
  const modeMachine = single ? useOf : new Int32Array(count);
  let mode = 0;
  let end = 0;
  let longest = 0;

  const use = (of: ShopOperation, at: number, amount: number): void => {
    const resource = resources[at]!;
    if (amount > capacity[at]!)
      throw new ShopError(of.id, `${of.id} needs ${amount} of ${resource.id}, which has ${capacity[at]}`);
    const known = resource.setups?.length;
    if (known !== undefined && !(Number.isInteger(of.family) && of.family! >= 0 && of.family! < known))
      throw new ShopError(of.id, `${of.id} has family ${of.family}, but ${resource.id} has set-ups by family`);
    useOf[end] = at;
    useAmount[end++] = amount;
  };

  for (let v = 0; v < n; v++) {
    const of = operations[v]!;
    const { modes, id } = of;
    if (modes.length === 0) throw new ShopError(id, `${id} has no mode: nothing can do it`);
    let most = 0;
    for (let k = 0; k < modes.length; k++) {
      const { duration, demands: asked } = modes[k]!;
      modeTime[mode] = whole(duration, id, 'a duration');
      if (duration > most) most = duration;
      const from = end;
      if (asked.length === 1) {
        const amount = whole(asked[0]!.amount, id, 'an amount');
        const at = found(places, asked[0]!.resource, id, 'resource');
        if (amount > 0) use(of, at, amount);
      } else for (const [at, amount] of together(asked, id, places)) use(of, at, amount);
      modeMachine[mode] = end > from ? useOf[from]! : -1;
      useFrom[++mode] = end;
    }
    modeFrom[v + 1] = mode;
    longest += most;
  }
  return {
    longest,
    modes: {
      resources: capacity.length,
      capacity,
      modeFrom,
      modeTime,
      modeMachine,
      useFrom,
      useOf: useOf.subarray(0, end),
      useAmount: useAmount.subarray(0, end),
      flexible: count > n,
      disjunctive: single && capacity.every((units) => units === 1),
    },
  };
}

/** `single`: every mode holds something of one resource and nothing else. */
function counted(operations: Shop['operations']) {
  let count = 0;
  let total = 0;
  let single = true;
  for (let v = 0; v < operations.length; v++) {
    const { modes } = operations[v]!;
    count += modes.length;
    for (let k = 0; k < modes.length; k++) {
      const { demands } = modes[k]!;
      total += demands.length;
      if (demands.length !== 1 || demands[0]!.amount === 0) single = false;
    }
  }
  return { modes: count, demands: total, single };
}

/** What a mode holds, by resource; holding nothing of something is not holding it. */
function together(demands: ShopMode['demands'], id: string, places: Places): ReadonlyMap<number, number> {
  const amounts = new Map<number, number>();
  for (const { resource, amount } of demands) {
    const at = found(places, resource, id, 'resource');
    if (whole(amount, id, 'an amount') > 0) amounts.set(at, (amounts.get(at) ?? 0) + amount);
  }
  return amounts;
}

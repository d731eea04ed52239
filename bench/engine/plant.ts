/**
 * A plant of any size for measuring: the same number of orders and seed give the same plant, on any machine. Products
 * of two to four levels over shared assemblies and bought parts, half of them made to order; lots of about a week's
 * use; work centres of several machines, two shifts, loaded to over nine tenths over half a year of due dates.
 */
import {
  type Component,
  type Demand,
  duration,
  type Item,
  type Machine,
  type Operation,
  type Problem,
  qty,
  ratio,
  type Source,
  type StockLot,
  second,
  type WorkCentre,
} from '@hotlist/engine';

const DAY = 86_400;
const MINUTE = 60;
const DUE_DAYS = 170;
const SHIFTS = { from: 6 * 3600, to: 22 * 3600 };
/** Minutes that a machine works in the due days. */
const OPEN_MINUTES = 16 * 60 * (5 / 7) * DUE_DAYS;
const LOAD = 0.95;

interface Made {
  readonly id: string;
  readonly parts: readonly { readonly id: string; readonly per: number }[];
  readonly steps: readonly { readonly centre: string; readonly setup: number; readonly run: number }[];
}

export function plantOf(orders: number, seed = 1): Problem {
  const share = chance(seed);
  const below = (limit: number) => Math.floor(share() * limit);
  const from = (low: number, high: number) => low + below(high - low + 1);
  const one = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const name = (letter: string, n: number) => `${letter}${String(n).padStart(5, '0')}`;

  const products = Math.max(12, Math.round(orders ** 0.7 / 3));
  const centres = Array.from({ length: Math.max(4, Math.round(orders / 350)) }, (_, n) => name('W', n));
  const bought = Array.from({ length: products + 30 }, (_, n) => name('P', n));
  const levels: string[][] = [bought, [], [], []];
  const made: Made[] = [];
  const make = (id: string, level: number): void => {
    const main = { id: one(levels[level - 1]!), per: one([1, 1, 1, 2]) };
    const others = Array.from({ length: from(1, 2) }, () => ({ id: one(bought), per: one([1, 2, 4]) }));
    const parts = [main, ...others].filter((part, n, all) => all.findIndex((each) => each.id === part.id) === n);
    const steps = Array.from({ length: from(3, 7) }, () => ({
      centre: one(centres),
      setup: from(2, 12) * 5,
      run: from(3, 30) / 10,
    }));
    made.push({ id, parts, steps });
  };
  for (let level = 1; level <= 3; level++)
    for (let n = 0; n < Math.ceil(products / 2); n++) {
      const id = name('S', made.length);
      make(id, level);
      levels[level]!.push(id);
    }
  const ends = Array.from({ length: products }, (_, n) => name('E', n));
  for (const id of ends) make(id, from(2, 4));

  const demands: Demand[] = Array.from({ length: orders }, (_, n) => ({
    id: name('D', n),
    // Some products sell much better than others.
    item: ends[Math.floor(products * share() ** 1.6)]!,
    qty: qty(one([5, 10, 10, 20, 25, 40])),
    due: second(from(8, DUE_DAYS) * DAY + 17 * 3600),
    priority: from(1, 3),
    kind: 'order',
  }));

  const use = new Map<string, number>();
  const times = new Map<string, number>();
  for (const { item, qty: wanted } of demands) {
    use.set(item, (use.get(item) ?? 0) + wanted);
    times.set(item, (times.get(item) ?? 0) + 1);
  }
  for (const { id, parts } of made.toReversed())
    for (const part of parts) use.set(part.id, (use.get(part.id) ?? 0) + part.per * (use.get(id) ?? 0));
  const toOrder = new Set(ends.filter(() => below(2) === 0));
  const perDay = (id: string) => (use.get(id) ?? 0) / DUE_DAYS;
  const lotOf = (id: string) => (toOrder.has(id) ? 1 : Math.max(5, Math.min(300, Math.round(7 * perDay(id)))));

  const minutes = new Map<string, number>();
  for (const { id, steps } of made) {
    const wanted = use.get(id) ?? 0;
    const lots = toOrder.has(id) ? (times.get(id) ?? 0) : wanted / lotOf(id);
    for (const { centre, setup, run } of steps)
      minutes.set(centre, (minutes.get(centre) ?? 0) + lots * setup + wanted * run);
  }
  const machines: Machine[] = centres.flatMap((workCentre) =>
    Array.from({ length: Math.max(1, Math.ceil((minutes.get(workCentre) ?? 0) / (LOAD * OPEN_MINUTES))) }, (_, n) => ({
      id: `${workCentre}-${n + 1}`,
      workCentre,
      capacity: 1,
    })),
  );

  const sources: Source[] = bought.map((item) => ({
    item,
    vendor: name('V', below(20)),
    leadTime: { elapsed: duration(one([3, 5, 10, 14, 21, 30, 45]) * DAY) },
    min: qty(one([10, 25, 50])),
    multiple: qty(one([1, 5, 10])),
    priority: 1,
  }));
  const stock: StockLot[] = [
    ...sources.map((source) => ({
      id: source.item,
      item: source.item,
      qty: qty(Math.round((perDay(source.item) * source.leadTime.elapsed * (0.4 + 0.8 * share())) / DAY)),
    })),
    ...made
      .filter(({ id }) => !toOrder.has(id))
      .map(({ id }) => ({ id, item: id, qty: qty(Math.round(perDay(id) * 10 * share())) })),
  ].filter((lot) => lot.qty > 0);

  const item = (id: string, supply: Item['supply']): Item => ({
    id,
    supply,
    decimals: 0,
    safetyStock: qty(supply === 'buy' ? Math.round(perDay(id)) : 0),
    lot: { min: qty(lotOf(id)), multiple: qty(1) },
    ...(toOrder.has(id) ? { makeToOrder: true } : undefined),
  });
  const components: Component[] = made.flatMap(({ id, parts }) =>
    parts.map((part) => ({ parent: id, component: part.id, qtyPer: ratio(part.per), seq: 10 })),
  );
  const operations: Operation[] = made.flatMap(({ id, steps }) =>
    steps.map(({ centre, setup, run }, n) => ({
      item: id,
      seq: 10 * (n + 1),
      workCentre: centre,
      setup: duration(setup * MINUTE),
      runPerUnit: ratio(Math.round(run * MINUTE)),
    })),
  );
  const workCentres: WorkCentre[] = centres.map((id) => ({ id, calendar: 'SHIFTS' }));
  return {
    name: `plant of ${orders}`,
    epoch: '2026-01-05T00:00:00Z',
    zone: { name: 'UTC', offsets: [{ at: second(0), offset: 0 }] },
    now: second(0),
    horizonEnd: second(730 * DAY),
    currency: 'EUR',
    items: [...bought.map((id) => item(id, 'buy')), ...made.map(({ id }) => item(id, 'make'))],
    components,
    operations,
    workCentres,
    machines,
    calendars: [{ id: 'SHIFTS', week: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, ...SHIFTS })), exceptions: [] }],
    crews: [],
    changeovers: [],
    sources,
    moves: [],
    stock,
    purchaseLines: [],
    workOrders: [],
    allocations: [],
    demands,
    events: [],
    rules: { order: 'due', constrained: true },
  };
}

/** 0 ≤ share < 1, the same from the same seed (Park and Miller 1988). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}

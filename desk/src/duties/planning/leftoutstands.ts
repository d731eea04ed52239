/**
 * Two ways to a plan in which what is left out of an approval stands where it is to stand: its steps frozen, its planned orders as
 * work orders, and all else planned from nothing; or put into a plan that is there, whose other work gives way. Pure.
 */
import type { OpenWorkOrder, Peg, Plan, Problem } from '@hotlist/engine';
import { frozenAt } from './frozensteps.ts';
import { type LeftOut, pegsBelow, reservedBy } from './leftout.ts';
import { groupedBy } from './rows.ts';

export interface AsWork {
  /** With what is theirs reserved, their steps frozen and their planned orders as work orders. */
  readonly problem: Problem;
  /** A plan of it with these work orders as the planned ones that they are; `first`: whoever of it is theirs. */
  readonly asPlanned: (made: Plan) => Kept;
}

/** A planned order "planned/3" is "work/planned/3" while all else is planned. */
const workName = (planned: string): string => `work/${planned}`;

/** All that is theirs stands where a plan has it, planned orders too. */
export function asWork(problem: Problem, stands: Plan, leftOut: LeftOut): AsWork {
  const below = pegsBelow(stands, leftOut);
  const routed = new Set(problem.operations.map(({ item }) => item));
  const draws = new Set(below.map(({ peg }) => peg.supply as string));
  const planned = stands.orders.filter(
    ({ id, item }) => id.startsWith('planned/') && draws.has(id) && routed.has(item),
  );
  const names = new Map(planned.map(({ id }) => [id as string, workName(id)]));
  const called = (name: string): string => names.get(name) ?? name;
  const open = new Map(problem.workOrders.map(({ id, operations }) => [`work/${id}`, operations]));
  const free = ({ order, seq }: Plan['operations'][number]): boolean => {
    const step = open.get(order)?.find((one) => one.seq === seq);
    return step?.frozen === undefined && step?.startedAt === undefined && step?.done !== true;
  };
  const frozen = frozenAt(
    { ...problem, workOrders: [...problem.workOrders, ...planned.map(workOrderOf)] },
    stands.operations.flatMap((row) => {
      const { order, seq, machine, start, end } = row;
      if (machine === undefined || !(names.has(order) || (draws.has(order) && free(row)))) return [];
      return [{ order: called(order).slice('work/'.length), seq, machine, from: start, to: end, as: 'left-out' }];
    }),
  );
  const pegs = below.map(({ peg, root }) => ({
    peg: { ...peg, supply: called(peg.supply), consumer: called(peg.consumer) },
    root,
  }));
  return {
    problem: { ...frozen, allocations: [...frozen.allocations, ...reservedBy(frozen, pegs)] },
    asPlanned: (made) => {
      const again = numberedAfter(made, [...names.values()]);
      const theirs = [...draws, ...[...(leftOut.held ?? [])].map((order) => `work/${order}`)];
      const lines = [...(leftOut.lines ?? [])].map((line) => `demand/${line}`);
      const name = (one: string): string => again.get(called(one)) ?? one;
      return { standing: plannedAgain(made, again), first: new Set([...lines, ...theirs.map(name)]) };
    },
  };
}

const workOrderOf = ({ id, item, qty, need, components }: Plan['orders'][number]): OpenWorkOrder => ({
  id,
  item,
  state: 'firm',
  qty,
  qtyOpen: qty,
  due: need,
  materials: components.map((line) => ({
    item: line.item,
    qty: line.qty,
    ...(line.seq > 0 ? { seq: line.seq } : undefined),
  })),
});

/** The next free numbers of planned orders for what stood as work. */
function numberedAfter(made: Plan, names: readonly string[]): ReadonlyMap<string, string> {
  const last = Math.max(0, ...made.orders.map(({ id }) => Number(/^planned\/(\d+)$/.exec(id)?.[1] ?? 0)));
  return new Map(names.map((name, i) => [name, `planned/${last + 1 + i}`]));
}

function plannedAgain(made: Plan, again: ReadonlyMap<string, string>): Plan {
  const called = (name: string): string => again.get(name) ?? name;
  const said = (text: string): string => text.replaceAll(/work\/planned\/\d+/g, called);
  const of = <Row extends { readonly order?: string | undefined }>(row: Row): Row =>
    row.order === undefined ? row : { ...row, order: called(row.order) };
  return {
    ...made,
    orders: made.orders.map(({ workOrder, ...row }) =>
      again.has(row.id) || workOrder === undefined ? { ...row, id: called(row.id) } : { ...row, workOrder },
    ),
    operations: made.operations.map(({ frozen, ...row }) =>
      again.has(row.order) || frozen === undefined ? of(row) : { ...row, frozen },
    ),
    pegs: made.pegs.map((row) => ({ ...row, supply: called(row.supply), consumer: called(row.consumer) })),
    deliveries: made.deliveries.map((row) => ({
      ...row,
      reasons: row.reasons.map(({ behind, ...reason }) => ({
        ...of(reason),
        what: called(reason.what),
        text: said(reason.text),
        ...(behind ? { behind: of(behind) } : undefined),
      })),
    })),
    ...(made.overtime ? { overtime: made.overtime.map((row) => ({ ...row, for: row.for.map(of) })) } : undefined),
    messages: made.messages.filter(({ supply }) => !again.has(supply)).map((row) => ({ ...row, text: said(row.text) })),
  };
}

/** Whoever of a plan draws before all others, and that plan with all that is theirs as another has it. */
export interface Kept {
  readonly standing: Plan;
  readonly first: ReadonlySet<string>;
}

/** `seen` with what is left out where, and of what, `stands` has it. */
export function kept(stands: Plan, seen: Plan, leftOut: LeftOut): Kept {
  const { lines = new Set(), held = new Set() } = leftOut;
  const pegs = pegsBelow(stands, leftOut).map(({ peg }) => peg);
  const supplies = pegs.map(({ supply }) => supply).filter((name) => !/^(stock|purchase)\//.test(name));
  const theirs = new Set([...supplies, ...[...held].map((order) => `work/${order}`)]);
  const anew = namesIn(seen, stands, theirs);
  return {
    standing: withTheirs(seen, stands, { theirs, pegs, anew, lines }),
    first: new Set([...[...lines].map((line) => `demand/${line}`), ...[...theirs].map(anew)]),
  };
}

interface Row {
  readonly id: string;
  readonly item: string;
  readonly qty: number;
  readonly need: number;
  /** When it begins and when it is there. */
  readonly from: number;
  readonly to: number;
}

const rowsOf = ({ orders, purchases, moves }: Plan): readonly Row[] => [
  ...orders.map((row) => ({ ...row, from: row.start, to: row.end })),
  ...purchases.map((row) => ({ ...row, from: row.orderAt, to: row.arrival })),
  ...moves.map((row) => ({ ...row, from: row.start, to: row.arrival })),
];

const isAt = (a: Row, b: Row): boolean => a.from === b.from && a.to === b.to;
/** Who of two plans is the same, the surest first. */
const SAME: readonly ((a: Row, b: Row) => boolean)[] = [
  (a, b) => a.id === b.id && isAt(a, b),
  isAt,
  (a, b) => a.id === b.id,
];

/**
 * Planned orders, purchases and moves have other numbers from plan to plan. Theirs are those of the other plan for the same
 * quantity that stand where they do, or else have their number, or are wanted next to then, so that who shares them still does;
 * what is another's already is not theirs. What has none takes the next number.
 */
function namesIn(seen: Plan, stands: Plan, theirs: ReadonlySet<string>): (name: string) => string {
  const names = new Map<string, string>();
  const [before, after] = [rowsOf(stands), rowsOf(seen)];
  for (const kind of ['planned', 'buy', 'move']) {
    const ofKind = (rows: readonly Row[]): Row[] => rows.filter(({ id }) => id.startsWith(`${kind}/`));
    let last = Math.max(0, ...ofKind(after).map(({ id }) => Number(id.slice(kind.length + 1)) || 0));
    const free = groupedBy(ofKind(after), ({ item, qty }) => `${item} ${qty}`);
    const sameSize = ({ item, qty }: Row): Row[] => free.get(`${item} ${qty}`) ?? [];
    const nameless = (): Row[] => ofKind(before).filter(({ id }) => !names.has(id));
    const pair = (row: Row, twin: Row): void => {
      sameSize(row).splice(sameSize(row).indexOf(twin), 1);
      names.set(row.id, twin.id);
    };
    for (const same of SAME)
      for (const row of nameless()) {
        const twin = sameSize(row).find((one) => same(row, one));
        if (twin) pair(row, twin);
      }
    for (const row of nameless().filter(({ id }) => theirs.has(id))) {
      const far = (one: Row): number => Math.abs(one.need - row.need);
      const [twin] = sameSize(row).toSorted((a, b) => far(a) - far(b));
      if (twin) pair(row, twin);
      else names.set(row.id, `${kind}/${++last}`);
    }
  }
  return (one) => (theirs.has(one) ? (names.get(one) ?? one) : one);
}

interface Theirs {
  readonly theirs: ReadonlySet<string>;
  readonly pegs: readonly Peg[];
  readonly anew: (name: string) => string;
  readonly lines: ReadonlySet<string>;
}

function withTheirs(seen: Plan, stands: Plan, { theirs, pegs, anew, lines }: Theirs): Plan {
  const names = new Set([...theirs].map(anew));
  const draw = new Set([...pegs.map(({ consumer }) => anew(consumer)), ...names]);
  const ofLine = ({ demand }: Plan['deliveries'][number]): boolean => lines.has(demand);
  const rows = <Row extends { readonly id: string }>(of: (plan: Plan) => readonly Row[]): Row[] => [
    ...of(seen).filter(({ id }) => !names.has(id)),
    ...of(stands)
      .filter(({ id }) => theirs.has(id))
      .map((row) => ({ ...row, id: anew(row.id) })),
  ];
  const windows = new Set(seen.overtime?.map(({ window }) => window));
  return {
    ...seen,
    orders: rows(({ orders }) => orders),
    purchases: rows(({ purchases }) => purchases),
    moves: rows(({ moves }) => moves),
    operations: [
      ...seen.operations.filter(({ order }) => !names.has(order)),
      ...stands.operations.filter(({ order }) => theirs.has(order)).map((row) => ({ ...row, order: anew(row.order) })),
    ],
    pegs: [
      ...seen.pegs.filter(({ consumer }) => !draw.has(consumer)),
      ...pegs.map((peg) => ({ ...peg, supply: anew(peg.supply), consumer: anew(peg.consumer) })),
    ],
    deliveries: [...seen.deliveries.filter((row) => !ofLine(row)), ...stands.deliveries.filter(ofLine)],
    overtime: [...(seen.overtime ?? []), ...(stands.overtime ?? []).filter(({ window }) => !windows.has(window))],
  };
}

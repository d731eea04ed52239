/**
 * Where the board draws what: rows under their groups, and in each row lanes in which bars never overlap, so that a bar is
 * found by halving. Pure; heights in pixels from the top of the first row. It runs before the first bar is drawn, when nothing of
 * it is compiled: what goes over every bar is written for that, in plain loops.
 *
 *   groups  ── rows ── lanes ── bars by start
 *   lane l holds bars laneAt[l] up to laneAt[l + 1]; `step`, `from` and `to` are of a bar
 */
import { departmentHead } from '../../house/departmentwords.ts';
import type { WorkedSpan } from './actual.ts';
import type { Board, Down } from './board.ts';

export const rowModes = ['machines', 'people', 'orders', 'departments'] as const;
export type RowMode = (typeof rowModes)[number];

export interface Row {
  readonly kind: 'group' | 'row';
  readonly key: string;
  readonly label: string;
  readonly note: string;
  readonly top: number;
  readonly height: number;
  readonly lane: number;
  readonly lanes: number;
  /** Place of its group's head in `rows`; its own for a head. */
  readonly group: number;
  /** Place of its calendar; -1: always open. */
  readonly calendar: number;
  readonly down: readonly Down[];
  /** How many bars at once it can bear; 0 where that means nothing. */
  readonly capacity: number;
  /** The machine, crew, order or work centre that it is; of a head the demand. */
  readonly of: number;
  /** A person: what stands here he reported, nobody planned it for him. */
  readonly person?: true;
}

export interface Layout {
  readonly mode: RowMode;
  readonly rows: readonly Row[];
  readonly height: number;
  readonly laneAt: Int32Array;
  readonly step: Int32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** The first bar of each step; -1 where it has none in these rows. */
  readonly barOf: Int32Array;
  /** The row of each lane. */
  readonly rowOf: Int32Array;
}

/** What one row is before it has a place. */
interface Plain {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  readonly calendar: number;
  readonly down: readonly Down[];
  readonly capacity: number;
  readonly of: number;
  readonly person?: true;
  /** Places in `Bars`. */
  readonly bars: number[];
}

/** Of all rows, a column each: no object a bar. */
interface Bars {
  readonly step: number[];
  readonly from: number[];
  readonly to: number[];
}

interface Group {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  /** The demand that it is; absent: none. */
  readonly of?: number;
  readonly rows: Plain[];
}

export const groupHeight = 30;
const none: readonly Down[] = [];

/** So high that one lane bears words, and many lanes stay a row. */
const laneHeight = (lanes: number, person = false): number =>
  lanes === 1 ? (person ? 22 : 28) : lanes <= 3 ? 20 : lanes <= 8 ? 13 : 8;

/** `worked`: who reported of what, for rows of people. */
export function layoutOf(board: Board, mode: RowMode, worked: readonly WorkedSpan[] = []): Layout {
  const all: Bars = { step: [], from: [], to: [] };
  const groups = grouping[mode](board, all, worked).filter(({ rows }) => rows.length > 0);
  const bars = groups.reduce((sum, group) => sum + group.rows.reduce((more, row) => more + row.bars.length, 0), 0);
  const [step, from, to] = [new Int32Array(bars), new Float64Array(bars), new Float64Array(bars)];
  const barOf = new Int32Array(board.steps.count).fill(-1);
  const rows: Row[] = [];
  const laneAt = [0];
  const rowOf: number[] = [];
  let [top, bar] = [0, 0];
  for (const group of groups) {
    const head = rows.length;
    const about = { lane: laneAt.length - 1, lanes: 0, group: head, calendar: -1, down: none, capacity: 0 };
    const { key, label, note, of = -1 } = group;
    rows.push({ kind: 'group', key, label, note, of, top, height: groupHeight, ...about });
    top += groupHeight;
    for (const { bars: own, ...row } of group.rows) {
      const lanes = lanesOf(all, own);
      const height = lanes.length * laneHeight(lanes.length, row.person);
      rows.push({ kind: 'row', ...row, top, height, lane: laneAt.length - 1, lanes: lanes.length, group: head });
      top += height;
      for (const lane of lanes) {
        for (let n = 0; n < lane.length; n += 1) {
          const one = lane[n]!;
          const of = all.step[one]!;
          step[bar] = of;
          from[bar] = all.from[one]!;
          to[bar] = all.to[one]!;
          if (barOf[of] === -1) barOf[of] = bar;
          bar += 1;
        }
        laneAt.push(bar);
        rowOf.push(rows.length - 1);
      }
    }
  }
  return {
    mode,
    rows,
    height: top,
    laneAt: new Int32Array(laneAt),
    step,
    from,
    to,
    barOf,
    rowOf: new Int32Array(rowOf),
  };
}

/** Bars that overlap come under each other: each in the first lane that is free; an empty row has one lane. */
function lanesOf({ step, from, to }: Bars, bars: number[]): readonly (readonly number[])[] {
  const [lanes, ends]: [number[][], number[]] = [[[]], [-Infinity]];
  bars.sort((a, b) => from[a]! - from[b]! || to[a]! - to[b]! || step[a]! - step[b]!);
  for (let n = 0; n < bars.length; n += 1) {
    const bar = bars[n]!;
    let free = 0;
    while (ends[free]! > from[bar]!) free += 1;
    if (free === lanes.length) lanes.push([]);
    lanes[free]!.push(bar);
    ends[free] = to[bar]!;
  }
  return lanes;
}

const grouping: Readonly<
  Record<RowMode, (board: Board, all: Bars, worked: readonly WorkedSpan[]) => readonly Group[]>
> = {
  machines: (board, all) => {
    const rows = board.machines.map(
      (machine, of): Plain => ({
        key: machine.code,
        label: machine.code,
        note: machine.name ?? '',
        calendar: machine.calendar,
        down: machine.down,
        capacity: machine.capacity,
        of,
        bars: [],
      }),
    );
    const outside: Plain = { ...bare('outside', 'No machine', 'outside, or not placed'), of: -1 };
    each(board, all, (n, bar) => (rows[board.steps.machine[n]!] ?? outside).bars.push(bar));
    const byCentre = board.centres.map((centre, at) => ({
      key: centre.code,
      label: centre.code,
      note: centre.name ?? '',
      rows: rows.filter((_, n) => board.machines[n]!.centre === at),
    }));
    return [...byCentre, ...(outside.bars.length > 0 ? [alone(outside)] : [])];
  },
  people: (board, all, worked) => {
    const rows = board.crews.map(
      (crew, of): Plain => ({
        key: crew.code,
        label: crew.code,
        note: crew.name ?? '',
        calendar: crew.calendar,
        down: none,
        capacity: crew.size,
        of,
        bars: [],
      }),
    );
    const { crew, setupCrew, setupTo, from, gone, count } = board.steps;
    const give = (row: Plain | undefined, step: number, begin: number, end: number): void => {
      row?.bars.push(addBar(all, step, begin, end));
    };
    for (let n = 0; n < count; n += 1) {
      if (gone[n] === 1) continue;
      const [own, other] = [rows[crew[n]!], rows[setupCrew[n]!]];
      give(other, n, from[n]!, setupTo[n]!);
      // Whoever is named beside another crew comes when the set-up is made; alone, it may be there for the set-up only.
      if (other) give(own, n, setupTo[n]!, board.steps.to[n]!);
      else give(own, n, from[n]!, setupTo[n]! > from[n]! ? setupTo[n]! : board.steps.to[n]!);
    }
    const { own, others } = peopleOf(board, all, worked);
    return [
      ...rows.map((row, n) => ({
        key: row.key,
        label: row.label,
        note: row.note,
        rows: [{ ...row, label: `${row.capacity} at once`, note: '' }, ...own(n)],
      })),
      { key: 'others', label: 'Others', note: 'who reported', rows: others },
    ];
  },
  orders: (board, all) => {
    const { orders, items, demands, demandOf } = board;
    const rows = orders.id.map(
      (id, of): Plain => ({
        ...bare(id, calledOrder(id), items[orders.item[of]!]?.code ?? ''),
        of,
        bars: [],
      }),
    );
    each(board, all, (n, bar) => rows[board.steps.order[n]!]?.bars.push(bar));
    const byDemand = demands.ref.map(
      (ref, at): Group => ({
        key: ref,
        label: calledDemand(ref),
        note: demands.customer[at] ?? '',
        of: at,
        rows: [],
      }),
    );
    const stock: Plain[] = [];
    rows.forEach((row, n) => {
      if (row.bars.length > 0) (byDemand[demandOf[n]!]?.rows ?? stock).push(row);
    });
    for (const list of [stock, ...byDemand.map((group) => group.rows)]) list.sort(byFirst(all));
    return [...byDemand, { key: 'stock', label: 'For stock', note: '', rows: stock }];
  },
  departments: (board, all) => {
    const rows = board.centres.map(
      (centre, of): Plain => ({
        ...bare(centre.code, centre.code, centre.name ?? ''),
        calendar: board.machines.find((machine) => machine.centre === of)?.calendar ?? -1,
        capacity: board.machines.reduce((sum, machine) => sum + (machine.centre === of ? machine.capacity : 0), 0),
        of,
        bars: [],
      }),
    );
    each(board, all, (n, bar) => rows[board.steps.centre[n]!]?.bars.push(bar));
    const named = [...new Set(board.centres.map(({ department }) => department))].sort((a, b) =>
      a === null ? 1 : b === null ? -1 : a < b ? -1 : 1,
    );
    return named.map((department) => ({
      key: department ?? 'none',
      label: departmentHead(department ?? ''),
      note: '',
      rows: rows.filter((_, n) => board.centres[n]!.department === department),
    }));
  },
};

/** A row each: of whoever belongs to a crew under it, of others who reported something among themselves. */
function peopleOf(board: Board, all: Bars, worked: readonly WorkedSpan[]) {
  const person = (key: string, label: string, note: string, calendar: number): Plain => ({
    ...bare(key, label, note),
    calendar,
    person: true,
  });
  const workers = board.workers.map(({ code, name, crew, shift }) =>
    person(`worker/${code}`, name, shift ?? '', board.crews[crew]?.calendar ?? -1),
  );
  const rowOf = new Map(board.workers.map(({ code }, n) => [code, workers[n]!]));
  const others = new Map<string, Plain>();
  for (const { step, worker, who, from, to } of worked) {
    let row = rowOf.get(worker ?? '') ?? others.get(who);
    if (!row) others.set(who, (row = person(`person/${who}`, who, '', -1)));
    row.bars.push(addBar(all, step, from, to));
  }
  return {
    own: (crew: number) => workers.filter((_, n) => board.workers[n]!.crew === crew),
    others: [...others.values()],
  };
}

const bare = (key: string, label: string, note: string): Plain => ({
  key,
  label,
  note,
  calendar: -1,
  down: none,
  capacity: 0,
  of: -1,
  bars: [],
});

const alone = (row: Plain): Group => ({ key: row.key, label: row.label, note: row.note, rows: [row] });

/** Bars of an order come in its sequence. */
const byFirst =
  ({ from }: Bars) =>
  (a: Plain, b: Plain): number =>
    (from[a.bars[0]!] ?? 0) - (from[b.bars[0]!] ?? 0) || (a.key < b.key ? -1 : 1);

function each({ steps }: Board, all: Bars, give: (n: number, bar: number) => void): void {
  for (let n = 0; n < steps.count; n += 1)
    if (steps.gone[n] === 0) give(n, addBar(all, n, steps.from[n]!, steps.to[n]!));
}

/** Its place. */
function addBar({ step, from, to }: Bars, n: number, begin: number, end: number): number {
  from.push(begin);
  to.push(end);
  return step.push(n) - 1;
}

/** "work/WO-12" is WO-12, "planned/17" is planned 17. */
export const calledOrder = (id: string): string =>
  id.startsWith('work/') ? id.slice(5) : id.startsWith('planned/') ? `planned ${id.slice(8)}` : id;

/** Of a demand that no customer ordered. */
export const isForecast = (ref: string): boolean => ref.startsWith('forecast/');

export const calledDemand = (ref: string): string =>
  isForecast(ref) ? `Forecast ${ref.slice(9).replace('/', ', ')}` : ref;

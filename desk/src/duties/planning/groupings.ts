/** Two plans added up by customer, work centre and department: whose work a step is, and where an order is worked on, goes by the pegs of each. Pure. */
import { secondsOf } from '../../house/clock.ts';
import type { Move, Step } from './comparison.ts';
import { type GroupKind, groupKinds, type Narrowed } from './groupkinds.ts';
import {
  along,
  type Drawing,
  type Grouping,
  type GroupSums,
  gathered,
  groupsOfMove,
  losersFirst,
  movedFirst,
  type Opened,
  type Summed,
  singles,
  sumsBy,
  type Which,
} from './groupsums.ts';
import type { ToldHours } from './handhours.messages.ts';
import type { Change, Seen } from './orderchanges.ts';
import { groupedBy } from './rows.ts';
import type { WorkingDays } from './workingdays.ts';

interface Place {
  readonly work_centre: string;
  readonly department: string | null;
}

export type Groupings = Readonly<Record<GroupKind, Grouping>>;

/** A plan as it is grouped. */
export interface Grouped {
  readonly orders: readonly Seen[];
  readonly steps: readonly Step[];
  readonly called: (order: string) => string;
  readonly pegs: readonly Drawing[];
  readonly opened: readonly Opened[];
}

/** Customers' lines by the names of their demands. */
type Lines = ReadonlyMap<string, { readonly customer: string }>;

export function groupingsOf(
  before: Grouped,
  after: Grouped,
  lines: Lines,
  places: ReadonlyMap<string, Place>,
): Groupings {
  const single = singles();
  const centreOf = ({ machine }: Step): string => places.get(machine ?? '')?.work_centre ?? machine ?? '';
  const departments = new Map([...places.values()].map((one) => [one.work_centre, one.department ?? '']));
  const departmentOf = (centre: string): string => departments.get(centre) ?? '';
  const plans = { before: pegged(before, lines, centreOf), after: pegged(after, lines, centreOf) };
  const ofOrder = keptOf((demand) => {
    const centres = new Set([
      ...plans.before.centresOf(`demand/${demand}`),
      ...plans.after.centresOf(`demand/${demand}`),
    ]);
    return { centres, departments: new Set([...centres].map(departmentOf)) };
  });
  return {
    customer: {
      ofStep: ({ order }, which) => plans[which].customersOf(order),
      ofOrder: (demand) => single(lines.get(demand)?.customer ?? ''),
    },
    work_centre: { ofStep: (step) => single(centreOf(step)), ofOrder: (demand) => ofOrder(demand).centres },
    department: {
      ofStep: (step) => single(departmentOf(centreOf(step))),
      ofOrder: (demand) => ofOrder(demand).departments,
    },
  };
}

/** Made once for a name. */
function keptOf<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    const one = made.get(name) ?? make(name);
    made.set(name, one);
    return one;
  };
}

const nobody: ReadonlySet<string> = new Set(['']);

function pegged({ pegs, steps, called }: Grouped, lines: Lines, centreOf: (step: Step) => string) {
  const own = groupedBy(steps, ({ order }) => called(order));
  const customers = gathered(along(pegs, 'supply'), (name) =>
    name.startsWith('demand/') ? [lines.get(name.slice('demand/'.length))?.customer ?? ''] : [],
  );
  return {
    centresOf: gathered(along(pegs, 'consumer'), (name) => (own.get(name) ?? []).map(centreOf)),
    customersOf: (order: string): ReadonlySet<string> => {
      const found = customers(called(order));
      return found.size > 0 ? found : nobody;
    },
  };
}

export interface ToSum {
  readonly changes: readonly Change[];
  readonly moves: readonly Move[];
  readonly hours: Readonly<Record<Which, readonly ToldHours[]>>;
  readonly days: WorkingDays;
}

export function groupSumsOf(before: Grouped, after: Grouped, groupings: Groupings, found: ToSum) {
  const plans = { before: summed(before, found.hours.before), after: summed(after, found.hours.after) };
  const by = (kind: GroupKind, order: (a: GroupSums, b: GroupSums) => number) =>
    sumsBy(groupings[kind], plans, found, found.days).toSorted(order);
  return {
    customers: by('customer', losersFirst),
    work_centres: by('work_centre', movedFirst),
    departments: by('department', movedFirst),
  };
}

const summed = ({ steps, orders, opened }: Grouped, hours: readonly ToldHours[]): Summed => ({
  steps,
  orders,
  overtime: [...opened, ...byHand(hours)],
});

const byHand = (hours: readonly ToldHours[]): readonly Opened[] =>
  hours
    .filter(({ kind }) => kind === 'overtime')
    .map(({ from, to, machine, crews }) => ({
      from: secondsOf(from),
      to: secondsOf(to),
      of: { machine, crews: [...crews] },
    }));

/** Whether something of two plans belongs to what is asked for; absent: nothing narrows it. */
export function narrowedTo(groupings: Groupings, asked: Narrowed) {
  const kinds = groupKinds.filter((kind) => asked[kind] !== undefined);
  if (kinds.length === 0) return undefined;
  const isIn = (of: (kind: GroupKind) => Iterable<string>): boolean =>
    kinds.every((kind) => [...of(kind)].includes(asked[kind] ?? ''));
  return {
    hasOrder: (demand: string): boolean => isIn((kind) => groupings[kind].ofOrder(demand)),
    hasMove: (move: Move): boolean => isIn((kind) => groupsOfMove(groupings[kind], move)),
  };
}

/** Two plans added up by customer, work centre and department: whose work a step is, and where an order is worked on, goes by the pegs of each. Pure. */
import { secondsOf } from '../../house/clock.ts';
import type { Drawing } from './below.ts';
import type { Move, Step } from './comparison.ts';
import { type GroupKind, groupKinds, type Narrowed } from './groupkinds.ts';
import {
  type Grouping,
  type GroupSums,
  gathered,
  groupsOfMove,
  lateOf,
  losersFirst,
  movedFirst,
  nobody,
  type Opened,
  type Summed,
  singles,
  sumsBy,
  type Which,
} from './groupsums.ts';
import type { ToldHours } from './handhours.messages.ts';
import type { Change, Seen } from './orderchanges.ts';
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

/** Customers' lines by the names of their demands: two customers of one name are two. */
type Lines = ReadonlyMap<string, { readonly customer_code: string }>;

export function groupingsOf(
  before: Grouped,
  after: Grouped,
  lines: Lines,
  places: ReadonlyMap<string, Place>,
): Groupings {
  const single = singles();
  const departments = new Map([...places.values()].map((one) => [one.work_centre, one.department ?? '']));
  const departmentOf = (centre: string): string => departments.get(centre) ?? '';
  const at = keptOf((machine) => {
    const centre = places.get(machine)?.work_centre ?? machine;
    return { centre: single(centre), department: single(departmentOf(centre)) };
  });
  const centreOf = ({ machine = '' }: Step): ReadonlySet<string> => at(machine).centre;
  const plans = { before: pegged(before, lines, single, centreOf), after: pegged(after, lines, single, centreOf) };
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
      ofOrder: (demand) => single(lines.get(demand)?.customer_code ?? ''),
    },
    work_centre: { ofStep: centreOf, ofOrder: (demand) => ofOrder(demand).centres },
    department: {
      ofStep: ({ machine = '' }) => at(machine).department,
      ofOrder: (demand) => ofOrder(demand).departments,
    },
  };
}

/** Made once for a name. */
function keptOf<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    let one = made.get(name);
    if (one === undefined) made.set(name, (one = make(name)));
    return one;
  };
}

const noCustomer: ReadonlySet<string> = new Set(['']);

function pegged(
  { pegs, steps, called }: Grouped,
  lines: Lines,
  single: (name: string) => ReadonlySet<string>,
  centreOf: (step: Step) => ReadonlySet<string>,
) {
  const own = new Map<string, ReadonlySet<string>>();
  for (const step of steps) {
    const [order, centre] = [called(step.order), centreOf(step)];
    const before = own.get(order) ?? centre;
    own.set(order, before === centre ? centre : new Set([...before, ...centre]));
  }
  const customers = gathered(pegs, 'supply', (name) =>
    name.startsWith('demand/') ? single(lines.get(name.slice('demand/'.length))?.customer_code ?? '') : nobody,
  );
  return {
    centresOf: gathered(pegs, 'consumer', (name) => own.get(name) ?? nobody),
    customersOf: (order: string): ReadonlySet<string> => {
      const found = customers(called(order));
      return found.size > 0 ? found : noCustomer;
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
  const plans = {
    before: summed(before, found.hours.before, found.days),
    after: summed(after, found.hours.after, found.days),
  };
  const by = (kind: GroupKind, order: (a: GroupSums, b: GroupSums) => number) =>
    sumsBy(groupings[kind], plans, found).toSorted(order);
  return {
    customers: by('customer', losersFirst),
    work_centres: by('work_centre', movedFirst),
    departments: by('department', movedFirst),
  };
}

const summed = ({ steps, orders, opened }: Grouped, hours: readonly ToldHours[], days: WorkingDays): Summed => ({
  steps,
  late: lateOf(orders, days),
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

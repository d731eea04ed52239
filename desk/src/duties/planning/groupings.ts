/** Two plans added up by customer, work centre and department: whose work a step is, and where an order is worked on, goes by the pegs of each. */
import { secondsOf } from '../../house/clock.ts';
import type { Compared } from './compared.store.ts';
import type { Move, Step } from './comparison.ts';
import {
  along,
  type Grouping,
  type GroupSums,
  gathered,
  losersFirst,
  movedFirst,
  type Opened,
  type Summed,
  sumsBy,
  type Which,
} from './groupsums.ts';
import type { ToldHours } from './handhours.messages.ts';
import type { Change } from './orderchanges.ts';
import { groupedBy } from './rows.ts';
import type { WorkingDays } from './workingdays.ts';

interface Place {
  readonly work_centre: string;
  readonly department: string | null;
}

/** What a comparison is narrowed to; "" is a group too: no customer, outside, no department. */
export interface Narrowed {
  readonly customer?: string | undefined;
  readonly work_centre?: string | undefined;
  readonly department?: string | undefined;
}

export interface Groupings {
  readonly customer: Grouping;
  readonly work_centre: Grouping;
  readonly department: Grouping;
}

export const groupKinds = ['customer', 'work_centre', 'department'] as const;

export async function groupingsOf(
  before: Compared,
  after: Compared,
  places: ReadonlyMap<string, Place>,
): Promise<Groupings> {
  const centreOf = ({ machine }: Step): string => places.get(machine ?? '')?.work_centre ?? machine ?? '';
  const departments = new Map([...places.values()].map((one) => [one.work_centre, one.department ?? '']));
  const departmentOf = (centre: string): string => departments.get(centre) ?? '';
  const plans = { before: await pegged(before, centreOf), after: await pegged(after, centreOf) };
  const centresOf = (demand: string): ReadonlySet<string> =>
    new Set([...plans.before.centresOf(`demand/${demand}`), ...plans.after.centresOf(`demand/${demand}`)]);
  const lines = await after.lines([...before.orders, ...after.orders].map(({ demand }) => demand));
  return {
    customer: {
      ofStep: ({ order }, which) => plans[which].customersOf(order),
      ofOrder: (demand) => [lines.get(demand)?.customer ?? ''],
    },
    work_centre: { ofStep: (step) => [centreOf(step)], ofOrder: centresOf },
    department: {
      ofStep: (step) => [departmentOf(centreOf(step))],
      ofOrder: (demand) => new Set([...centresOf(demand)].map(departmentOf)),
    },
  };
}

const nobody: ReadonlySet<string> = new Set(['']);

async function pegged(
  { pegs: pegsOf, steps, called, lines: linesOf, orders }: Compared,
  centreOf: (step: Step) => string,
) {
  const [pegs, lines] = [await pegsOf(), await linesOf(orders.map(({ demand }) => demand))];
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

export async function groupSumsOf(before: Compared, after: Compared, groupings: Groupings, found: ToSum) {
  const plans = { before: await summed(before, found.hours.before), after: await summed(after, found.hours.after) };
  const by = (kind: keyof Groupings, order: (a: GroupSums, b: GroupSums) => number) =>
    sumsBy(groupings[kind], plans, found, found.days).toSorted(order);
  return {
    customers: by('customer', losersFirst),
    work_centres: by('work_centre', movedFirst),
    departments: by('department', movedFirst),
  };
}

const summed = async ({ steps, orders, opened }: Compared, hours: readonly ToldHours[]): Promise<Summed> => ({
  steps,
  orders,
  overtime: [...(await opened()), ...byHand(hours)],
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
  const isIn = (of: (kind: keyof Groupings) => Iterable<string>): boolean =>
    kinds.every((kind) => [...of(kind)].includes(asked[kind] ?? ''));
  return {
    hasOrder: (demand: string): boolean => isIn((kind) => groupings[kind].ofOrder(demand)),
    hasMove: ({ before, after }: Move): boolean =>
      (before !== undefined && isIn((kind) => groupings[kind].ofStep(before, 'before'))) ||
      (after !== undefined && isIn((kind) => groupings[kind].ofStep(after, 'after'))),
  };
}

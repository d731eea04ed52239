/**
 * What reality made of the published version: each trouble once, by its root, with the operations and customers' lines that hang
 * on it. Pure; times are seconds since 1970, how long something is late is told in seconds that its machine works. Orders are
 * called as the published version calls them ("work/MO-7", "planned/17").
 *
 * Of a step that has not begun the root is looked for upwards: its machine is down, something is missing for it, the step or the
 * order before it is not finished, its machine is held by what runs over. What has none of these is its own root.
 */
import { departureOf, worthTelling } from '../attainment/attainment.ts';
import { reachable } from '../planning/below.ts';
import { type Closing, lengthOf } from '../planning/closings.ts';
import type { Worked } from '../planning/openhours.ts';
import { groupedBy } from '../planning/rows.ts';
import { stepKey } from '../planning/stepkey.ts';
import type { WorkingDays } from '../planning/workingdays.ts';
import type { Stand } from './closed.ts';
import type { ShortOrder } from './short.ts';
import { gates, partsLate, type Slid, slidOf } from './slid.ts';

export const troubles = [
  'machine-down',
  'closed',
  'people-missing',
  'material-late',
  'stock-short',
  'order-late',
  'order-short',
  'input-late',
  'runs-over',
  'not-finished',
  'not-begun',
  'frozen',
  'rule-broken',
] as const;
export type Trouble = (typeof troubles)[number];

/** Something that is missing for an order, not by its own fault. */
export interface Wait {
  readonly kind: 'people-missing' | 'material-late' | 'stock-short' | 'order-late' | 'order-short' | 'input-late';
  readonly order: string;
  /** Which step alone waits for it; absent: all that were published from `at` on. */
  readonly seq?: number;
  /** A purchase, an item, an order, a customer's input, a crew. */
  readonly what: string;
  /** When it was to be there, and when it is expected now. */
  readonly at: number;
  readonly expected: number | null;
  /** By how much, where that is no matter of the two. */
  readonly seconds?: number;
}

export interface OpenStep {
  readonly order: string;
  readonly seq: number;
  readonly machine: string | null;
  readonly state: 'waiting' | 'started';
  readonly start: number;
  readonly end: number;
  readonly begun: number | null;
  /** Since when its time is published: nobody could keep it before, so nothing is late since before. */
  readonly said: number;
  /** Seconds that it works longer than published, as there is more to make. */
  readonly more: number;
}

export interface Reality {
  readonly now: number;
  /** What each machine works. */
  readonly worked: (machine: string | null) => Worked;
  /** Steps of work orders that are not done, as published; one in parts once. */
  readonly steps: readonly OpenStep[];
  /** Which order draws on which, as published: from when on, and when the goods are there. */
  readonly draws: readonly {
    readonly order: string;
    readonly from: string;
    readonly at: number;
    readonly ends: number;
  }[];
  /** Which order delivers to which line: when the goods were to be there, and when they are due. */
  readonly serves: readonly {
    readonly order: string;
    readonly line: string;
    readonly ends: number;
    readonly due: number;
  }[];
  readonly waits: readonly Wait[];
  /** Orders that deliver less than was published. */
  readonly shorts: readonly ShortOrder[];
  /** Downtimes that the published version did not know. */
  readonly downs: readonly { readonly machine: string; readonly from: number; readonly to: number }[];
  /** Steps of which work stands in hours that are closed since. */
  readonly closed: readonly Stand[];
  /** Steps that a later plan could not leave in the frozen zone, by their published start, and what it says of them. */
  readonly lost: readonly { readonly order: string; readonly start: number; readonly why: string }[];
  /** Steps that were published though a rule is broken by them, and how. */
  readonly broken: readonly { readonly order: string; readonly seq: number; readonly why: string }[];
}

interface Told {
  /** "MO-7/20" as "work/MO-7 20", a machine or a purchase: of each root one. */
  readonly key: string;
  /** What is down, late or missing; of work that departs its machine, or nothing. */
  readonly what: string;
  /** Where it shows first; of a purchase or machine the first step that it holds up. */
  readonly step: OpenStep;
  /** By how much; of a machine how long it is down from now on, by the clock. */
  readonly seconds: number;
  /** Of what is waited for: when it was to be there, and when it is expected; of a machine when it goes down and runs again. */
  readonly from?: number;
  readonly until?: number;
  /** Of frozen work what the plan says of it, of a broken rule what the checker does. */
  readonly why?: string;
  /** Steps that it holds up now, the first published first. */
  readonly holds: readonly OpenStep[];
  /** Customers' lines that hang on it, by name. */
  readonly lines: readonly string[];
}

/** What a closing does. */
export interface ClosedHours {
  readonly closing: Closing;
  /** Steps of which work stands in them; others that are held up wait for these. */
  readonly stands: readonly OpenStep[];
  /** Lines that were to be on time and are not by what really happened, by name. */
  readonly late: readonly string[];
}

export type Exception = Told &
  ({ readonly kind: Exclude<Trouble, 'closed'> } | { readonly kind: 'closed'; readonly closed: ClosedHours });

interface Root {
  readonly kind: Trouble;
  readonly key: string;
  readonly what: string;
  readonly step: OpenStep;
  readonly seconds: number;
  readonly from?: number;
  readonly until?: number;
  readonly why?: string;
}

/** Troubles that stand with a step; the others with what is down or missing. */
const departs: ReadonlySet<Trouble> = new Set(['runs-over', 'not-finished', 'not-begun', 'frozen', 'rule-broken']);

export function exceptionsOf(reality: Reality): readonly Exception[] {
  const roots = new Roots(reality);
  const held = new Map<string, { readonly root: Root; readonly steps: Set<OpenStep> }>();
  for (const step of reality.steps) {
    const root = roots.of(step);
    if (!root) continue;
    const known = held.get(root.key) ?? { root, steps: new Set<OpenStep>() };
    held.set(root.key, known);
    known.steps.add(step);
  }
  const linesOf = linesAbove(reality);
  const shorts = reality.shorts.map((short): Exception => {
    const key = shortKey(short.order);
    const holds = [...(held.get(key)?.steps ?? [])].sort(byStart);
    held.delete(key);
    const { order: what, step, losers } = short;
    const lines = new Set([
      ...losers.flatMap(({ consumer }) => lineOf(consumer) ?? []),
      ...linesOf(consumersOf(short)),
    ]);
    return { kind: 'order-short', key, what, step, seconds: Infinity, holds, lines: [...lines].sort() };
  });
  const others = [...held.values()].map(({ root, steps }): Exception => {
    const { kind, key } = root;
    const holds = [...steps].sort(byStart);
    const first = departs.has(kind) ? root.step : holds[0]!;
    const lines = linesOf(new Set(holds.map(({ order }) => order)));
    if (kind !== 'closed') return { ...root, kind, step: first, holds, lines };
    const closed = roots.closing(key, holds);
    return { ...root, kind, step: first, holds, lines: [...new Set([...lines, ...closed.late])].sort(), closed };
  });
  return [...shorts, ...others];
}

export const shortKey = (order: string): string => `order-short ${order}`;
const lineOf = (name: string): string | undefined =>
  name.startsWith('demand/') && !name.startsWith('demand/forecast/') ? name.slice('demand/'.length) : undefined;
const consumersOf = ({ losers }: ShortOrder): ReadonlySet<string> =>
  new Set(losers.flatMap(({ consumer }) => (consumer.startsWith('demand/') ? [] : [consumer])));

/** Orders that go without wait for what is short: nobody knows when it comes. */
const waitsForShorts = (shorts: readonly ShortOrder[]): readonly Wait[] =>
  shorts.flatMap(({ order: what, losers }) =>
    losers.map(({ consumer: order, at }) => ({ kind: 'order-short' as const, order, what, at, expected: null })),
  );

const byStart = (a: OpenStep, b: OpenStep): number =>
  a.start - b.start || (a.order < b.order ? -1 : a.order > b.order ? 1 : a.seq - b.seq);

class Roots {
  private readonly known = new Map<OpenStep, Root | undefined>();
  private readonly stepsOf: ReadonlyMap<string, readonly OpenStep[]>;
  private readonly fedBy: ReadonlyMap<string, readonly string[]>;
  private readonly waits: ReadonlyMap<string, Reality['waits']>;
  private readonly downs: ReadonlyMap<string, Reality['downs']>;
  private readonly closed: ReadonlyMap<OpenStep, Stand>;
  private readonly lost: ReadonlyMap<string, string>;
  private readonly broken: ReadonlyMap<string, string>;
  private readonly slid: ReadonlyMap<OpenStep, Slid>;
  private readonly now: number;
  private readonly worked: Reality['worked'];

  constructor(private readonly reality: Reality) {
    const { now, worked, steps, draws, downs, lost } = reality;
    const waits = [...reality.waits, ...waitsForShorts(reality.shorts)];
    this.now = now;
    this.worked = worked;
    this.slid = slidOf({ ...reality, waits });
    this.stepsOf = groupedBy(steps, ({ order }) => order);
    for (const own of this.stepsOf.values()) (own as OpenStep[]).sort((a, b) => a.seq - b.seq);
    this.fedBy = new Map(
      [...groupedBy(draws, ({ order }) => order)].map(([order, all]) => [order, all.map(({ from }) => from)]),
    );
    this.waits = groupedBy([...waits, ...partsLate(reality, this.slid)], ({ order }) => order);
    this.downs = groupedBy(downs, ({ machine }) => machine);
    this.closed = new Map(reality.closed.map((stand) => [stand.step, stand]));
    this.lost = new Map(lost.map(({ order, start, why }) => [`${order} ${start}`, why]));
    this.broken = new Map(reality.broken.toReversed().map(({ why, ...of }) => [stepKey(of), why]));
  }

  of(step: OpenStep): Root | undefined {
    if (!this.known.has(step)) {
      // A circle of pegs finds itself without a root.
      this.known.set(step, undefined);
      this.known.set(step, this.sought(step));
    }
    return this.known.get(step);
  }

  private sought(step: OpenStep): Root | undefined {
    return this.down(step) ?? this.shut(step) ?? (step.state === 'started' ? this.overrun(step) : this.waiting(step));
  }

  /** Of what `holds` waits for closed hours: what stands in them, and which lines that makes late. */
  closing(key: string, holds: readonly OpenStep[]): ClosedHours {
    const stands = holds.filter((step) => this.closed.get(step)?.closing.key === key);
    const late = this.reality.serves.flatMap(({ order, line, ends, due }) => {
      const last = this.stepsOf.get(order)?.at(-1);
      const slid = last && this.slid.get(last);
      const makesLate = slid && ends <= due && ends + slid.end - last.end > due && this.of(slid.by)?.key === key;
      return makesLate ? [line] : [];
    });
    return { closing: this.closed.get(stands[0]!)!.closing, stands, late: [...new Set(late)].sort() };
  }

  private waiting(step: OpenStep): Root | undefined {
    const missing = this.missing(step);
    if (missing) return missing;
    const late = this.departed(step);
    if (!late) {
      const why = this.lost.get(`${step.order} ${step.start}`);
      if (why === undefined) return this.breaking(step);
      // What the plan could not leave in the zone by a trouble is told with that.
      return this.pushed(step) ?? this.followed(step) ?? { ...this.root('frozen', step), seconds: 0, why };
    }
    const before = this.before(step);
    if (before) return this.of(before) ?? { ...this.root('not-finished', before), seconds: late.seconds };
    return this.pushed(step) ?? this.breaking(step) ?? { ...this.root('not-begun', step), seconds: late.seconds };
  }

  /** It was published where it cannot be done: nobody is late yet. */
  private breaking(step: OpenStep): Root | undefined {
    const why = this.broken.get(stepKey(step));
    return why === undefined ? undefined : { ...this.root('rule-broken', step), seconds: 0, why };
  }

  /** The root of what pushes a step, where that is another step. */
  private pushed(step: OpenStep): Root | undefined {
    const by = this.slid.get(step)?.by;
    return by && by !== step ? this.of(by) : undefined;
  }

  /** The root of what a step follows, in its order or by what that draws on: the nearest that is held up. */
  private followed(step: OpenStep): Root | undefined {
    const own = this.stepsOf.get(step.order)!;
    const fed = (this.fedBy.get(step.order) ?? []).flatMap((order) => this.stepsOf.get(order)?.at(-1) ?? []);
    for (const one of [
      ...own.slice(0, own.indexOf(step)).reverse(),
      ...fed.sort((a, b) => b.end - a.end || byStart(a, b)),
    ]) {
      const root = this.of(one) ?? this.pushed(one);
      if (root) return root;
    }
    return undefined;
  }

  private overrun(step: OpenStep): Root | undefined {
    const over = this.departed(step);
    return over && { ...this.root('runs-over', step), seconds: over.seconds };
  }

  private down(step: OpenStep): Root | undefined {
    const down = this.downs
      .get(step.machine ?? '')
      ?.find(({ from, to }) => to > this.now && (from <= this.now || from < step.end) && to > step.start);
    if (!down) return undefined;
    return {
      kind: 'machine-down',
      key: `${down.machine} ${down.from}`,
      what: down.machine,
      step,
      seconds: down.to - Math.max(this.now, down.from),
      from: down.from,
      until: down.to,
    };
  }

  private shut(step: OpenStep): Root | undefined {
    const closing = this.closed.get(step)?.closing;
    if (!closing) return undefined;
    const { key, calendar: what, spans } = closing;
    return { kind: 'closed', key, what, step, seconds: lengthOf(spans), from: spans[0]!.from, until: spans.at(-1)!.to };
  }

  /** What comes last of all that holds this step up; of an order that is late what holds that up. */
  private missing(step: OpenStep): Root | undefined {
    const worked = this.worked(step.machine);
    const [late] = (this.waits.get(step.order) ?? [])
      .filter((one) => gates(one, step))
      .map((one) => ({
        ...one,
        by: one.seconds ?? (one.expected === null ? Infinity : worked(one.at, one.expected)),
      }))
      .filter(({ by }) => by >= worthTelling)
      .sort((a, b) => (a.by === b.by ? 0 : b.by - a.by) || (a.what < b.what ? -1 : 1));
    if (!late) return undefined;
    const { kind, what, at: from, expected, by: seconds } = late;
    const last = kind === 'order-late' ? this.stepsOf.get(what)?.at(-1) : undefined;
    const by = last && this.slid.get(last)?.by;
    const above = by && this.of(by);
    return (
      above ?? { kind, key: `${kind} ${by?.order ?? what}`, what, step, seconds, from, until: expected ?? Infinity }
    );
  }

  /** The step that must be done first and is not: of its order the last before it, else the last of an order that it draws on. */
  private before(step: OpenStep): OpenStep | undefined {
    const own = this.stepsOf.get(step.order)!;
    const at = own.indexOf(step);
    if (at > 0) return own[at - 1];
    return (this.fedBy.get(step.order) ?? [])
      .flatMap((order) => this.stepsOf.get(order)?.at(-1) ?? [])
      .sort((a, b) => b.end - a.end || byStart(a, b))[0];
  }

  private departed(step: OpenStep) {
    return departureOf({ ...step, finished: null }, this.now, this.worked(step.machine));
  }

  private readonly root = (kind: Trouble, step: OpenStep) => ({
    kind,
    key: stepKey(step),
    what: step.machine ?? '',
    step,
  });
}

/** Of lines those that a plan ships later than was published: by no more than that is a line late by a trouble. `later`: working days. */
export const madeLater = (lines: readonly string[], later: ReadonlyMap<string, number> | undefined) =>
  lines.filter((line) => (later?.get(line) ?? 0) > 0);

/** Lines that the orders go into, however deep. */
function linesAbove({ draws, serves }: Reality): (orders: ReadonlySet<string>) => readonly string[] {
  const above = reachable([
    ...draws.map(({ order, from }) => [from, order] as const),
    ...serves.map(({ order, line }) => [order, `demand/${line}`] as const),
  ]);
  return (orders) =>
    above(...orders)
      .flatMap((name) => (name.startsWith('demand/') ? [name.slice('demand/'.length)] : []))
      .sort();
}

/** When the last open step was published to end, never before now. */
export const lastEnd = ({ now, steps }: Pick<Reality, 'now' | 'steps'>): number =>
  steps.reduce((last, { end }) => Math.max(last, end), now);

/** Of a machine of which no working day lies between the two. */
const usualHours = 8;

/** How many hours a working day has for a machine, by its calendar from one moment to another. */
export function hoursADay(worked: Worked, days: WorkingDays, from: number, to: number): number {
  const [hours, count] = [worked(from, to) / 3600, days(to) - days(from)];
  return hours <= 0 || count < 1 ? usualHours : Math.min(24, hours / count);
}

/**
 * Whether a line ships later by more than a trouble explains: by its own length in days of its machine, and the working day into
 * which that may push the line. A plan made since moves for all that has changed, not for one trouble alone.
 */
export const beyondTrouble = (
  days: number,
  { kind, seconds }: Pick<Exception, 'kind' | 'seconds'>,
  hours: number,
): boolean =>
  // How long a machine is down is told by the clock.
  days > seconds / ((kind === 'machine-down' ? 24 : hours) * 3600) + 1;

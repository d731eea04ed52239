/**
 * What reality made of the published version: each trouble once, by its root, with the operations and customers' lines that hang
 * on it. Pure; times are seconds since 1970, how long something is late is told in seconds that its machine works. Orders are called as the published version calls them ("work/MO-7", "planned/17").
 *
 * Of a step that has not begun the root is looked for upwards: its machine is down, its material comes late, the step or the
 * order before it is not finished, its machine is held by what runs over. What has none of these is its own root.
 */
import { departureOf } from '../attainment/attainment.ts';
import type { Worked } from '../planning/openhours.ts';
import { groupedBy } from '../planning/rows.ts';

export const troubles = ['machine-down', 'material-late', 'runs-over', 'not-finished', 'not-begun', 'frozen'] as const;
export type Trouble = (typeof troubles)[number];

export interface OpenStep {
  readonly order: string;
  readonly seq: number;
  readonly machine: string | null;
  readonly state: 'waiting' | 'started';
  readonly start: number;
  readonly end: number;
  readonly begun: number | null;
}

export interface Reality {
  readonly now: number;
  /** What each machine works. */
  readonly worked: (machine: string | null) => Worked;
  /** Steps of work orders that are not done, as published; one in parts once. */
  readonly steps: readonly OpenStep[];
  /** Which order draws on which, as published. */
  readonly draws: readonly { readonly order: string; readonly from: string }[];
  readonly serves: readonly { readonly order: string; readonly line: string }[];
  /** Purchases that orders wait for: when they were to have them, and when they are expected now. */
  readonly materials: readonly {
    readonly order: string;
    readonly purchase: string;
    readonly at: number;
    readonly expected: number | null;
  }[];
  /** Downtimes that the published version did not know. */
  readonly downs: readonly { readonly machine: string; readonly from: number; readonly to: number }[];
  /** Steps that a later plan could not leave in the frozen zone, by their published start. */
  readonly lost: readonly { readonly order: string; readonly start: number }[];
}

export interface Exception {
  readonly kind: Trouble;
  /** "MO-7/20" as "work/MO-7 20", a machine or a purchase: of each root one. */
  readonly key: string;
  /** Where it shows first; of a purchase or machine the first step that it holds up. */
  readonly step: OpenStep;
  /** By how much; of a machine until it runs again, by the clock. */
  readonly seconds: number;
  /** Of material: when it was to be there, and when it is expected. */
  readonly from?: number;
  readonly until?: number;
  /** Steps that it holds up now, the first published first. */
  readonly holds: readonly OpenStep[];
  /** Customers' lines that hang on it, by name. */
  readonly lines: readonly string[];
}

interface Root {
  readonly kind: Trouble;
  readonly key: string;
  readonly step: OpenStep;
  readonly seconds: number;
  readonly from?: number;
  readonly until?: number;
}

/** Less is no trouble: seconds. */
const worthTelling = 15 * 60;

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
  const linesOf = linesBelow(reality);
  return [...held.values()].map(({ root, steps }) => {
    const holds = [...steps].sort(byStart);
    const first = root.kind === 'machine-down' || root.kind === 'material-late' ? holds[0]! : root.step;
    return { ...root, step: first, holds, lines: linesOf(new Set(holds.map(({ order }) => order))) };
  });
}

const byStart = (a: OpenStep, b: OpenStep): number =>
  a.start - b.start || (a.order < b.order ? -1 : a.order > b.order ? 1 : a.seq - b.seq);
const keyOf = ({ order, seq }: OpenStep): string => `${order} ${seq}`;

class Roots {
  private readonly known = new Map<OpenStep, Root | undefined>();
  private readonly stepsOf: ReadonlyMap<string, readonly OpenStep[]>;
  private readonly fedBy: ReadonlyMap<string, readonly string[]>;
  private readonly materials: ReadonlyMap<string, Reality['materials']>;
  private readonly downs: ReadonlyMap<string, Reality['downs']>;
  private readonly over: ReadonlyMap<string, OpenStep>;
  private readonly lost: ReadonlySet<string>;
  private readonly now: number;
  private readonly worked: Reality['worked'];

  constructor({ now, worked, steps, draws, materials, downs, lost }: Reality) {
    this.now = now;
    this.worked = worked;
    this.stepsOf = groupedBy(steps, ({ order }) => order);
    for (const own of this.stepsOf.values()) (own as OpenStep[]).sort((a, b) => a.seq - b.seq);
    this.fedBy = new Map(
      [...groupedBy(draws, ({ order }) => order)].map(([order, all]) => [order, all.map(({ from }) => from)]),
    );
    this.materials = groupedBy(materials, ({ order }) => order);
    this.downs = groupedBy(downs, ({ machine }) => machine);
    this.over = new Map(
      steps.flatMap((step) =>
        step.machine !== null && this.departed(step)?.kind === 'overrun' ? [[step.machine, step]] : [],
      ),
    );
    this.lost = new Set(lost.map(({ order, start }) => `${order} ${start}`));
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
    return this.down(step) ?? (step.state === 'started' ? this.overrun(step) : this.waiting(step));
  }

  private waiting(step: OpenStep): Root | undefined {
    const material = this.material(step);
    if (material) return material;
    const late = this.departed(step);
    if (!late)
      return this.lost.has(`${step.order} ${step.start}`) ? { ...this.root('frozen', step), seconds: 0 } : undefined;
    const before = this.before(step);
    if (before) return this.of(before) ?? { ...this.root('not-finished', before), seconds: late.seconds };
    const holder = step.machine === null ? undefined : this.over.get(step.machine);
    return (holder && this.of(holder)) ?? { ...this.root('not-begun', step), seconds: late.seconds };
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
      step,
      seconds: down.to - Math.max(this.now, down.from),
    };
  }

  /** The material that comes last of those that hold this step up. */
  private material(step: OpenStep): Root | undefined {
    const worked = this.worked(step.machine);
    const late = (this.materials.get(step.order) ?? [])
      .map((one) => ({ ...one, by: one.expected === null ? Infinity : worked(one.at, one.expected) }))
      .filter(({ at, by }) => at <= step.start && by >= worthTelling)
      .sort((a, b) => b.by - a.by || (a.purchase < b.purchase ? -1 : 1))[0];
    if (!late) return undefined;
    const { purchase: key, at: from, expected } = late;
    return { kind: 'material-late', key, step, seconds: late.by, from, until: expected ?? Infinity };
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

  private readonly root = (kind: Trouble, step: OpenStep) => ({ kind, key: keyOf(step), step });
}

/** Lines that the orders go into, however deep. */
function linesBelow({ draws, serves }: Reality): (orders: ReadonlySet<string>) => readonly string[] {
  const feeds = groupedBy(draws, ({ from }) => from);
  const served = groupedBy(serves, ({ order }) => order);
  return (orders) => {
    const [open, seen, lines] = [[...orders], new Set(orders), new Set<string>()];
    for (let order = open.pop(); order !== undefined; order = open.pop()) {
      for (const { line } of served.get(order) ?? []) lines.add(line);
      for (const { order: next } of feeds.get(order) ?? [])
        if (!seen.has(next)) {
          seen.add(next);
          open.push(next);
        }
    }
    return [...lines].sort();
  };
}

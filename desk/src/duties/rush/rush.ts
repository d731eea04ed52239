/** A rush order: whether it can be asked about, whether it may be decided, and whether its offer still holds. Pure. */
import { largestQuantity, lastTyped } from '../../house/cells.ts';
import { instantOf } from '../../house/clock.ts';
import { accept, confirm, type Decision, refuse } from '../../house/decision.ts';

/** `kept`: it waits its turn, before nobody; the run that follows may hurt some all the same. `first`: it goes before others. */
export const options = ['kept', 'first'] as const;
export type Option = (typeof options)[number];

export interface Wanted {
  readonly customer: string;
  readonly item: string;
  readonly qty: number;
  /** The plant's day on which the customer wishes for it. */
  readonly wish: string;
}

/** What the site knows of the words that were typed. */
export interface Known {
  readonly customer: boolean;
  readonly item: boolean;
  /** Decimals of the item's unit. */
  readonly decimals: number;
  readonly today: string;
}

export type FaultCode =
  | 'unknown-customer'
  | 'unknown-item'
  | 'no-quantity'
  | 'too-many'
  | 'too-fine'
  | 'past-wish'
  | 'far-wish';

/** The instant by which it is wished for: the time of day at which the plant's orders are due. */
export const wishOf = (
  { zone, dueTime }: { readonly zone: string; readonly dueTime: string },
  { wish }: Pick<Wanted, 'wish'>,
): string => instantOf(zone, wish, dueTime);

/** Everything that is wrong at once, each with its field. */
export function faultsOf({ qty, wish }: Wanted, known: Known): readonly (readonly [keyof Wanted, FaultCode])[] {
  const faults: (readonly [keyof Wanted, FaultCode])[] = [];
  if (!known.customer) faults.push(['customer', 'unknown-customer']);
  if (!known.item) faults.push(['item', 'unknown-item']);
  if (!(qty > 0)) faults.push(['qty', 'no-quantity']);
  else if (qty > largestQuantity) faults.push(['qty', 'too-many']);
  else if (known.item && isTooFine(qty, known.decimals)) faults.push(['qty', 'too-fine']);
  if (wish < known.today) faults.push(['wish', 'past-wish']);
  else if (wish > lastTyped) faults.push(['wish', 'far-wish']);
  return faults;
}

function isTooFine(qty: number, decimals: number): boolean {
  const steps = qty * 10 ** decimals;
  return steps < 0.5 || Math.abs(Math.round(steps) - steps) > 1e-6;
}

/** The same rush order as somebody asked for it before. */
export interface Twin {
  readonly who: string;
  /** ISO instant. */
  readonly at: string;
  /** The order line that was made of it; null: it waits for its decision. */
  readonly line: string | null;
}

export type TwinCode = 'asked-already' | 'ordered-already';

/** Who asks for what waits or is ordered already says that it is another one; so does who approves it, once one of them is ordered. */
export function besideTwin(twin: Twin | undefined, act: 'ask' | 'approve'): Decision<'another', TwinCode> {
  if (!twin || (act === 'approve' && twin.line === null)) return accept(['another']);
  return confirm(['another'], twin.line === null ? 'asked-already' : 'ordered-already', { ...twin });
}

/** What is told of an offer. */
export interface Told {
  /** As it is offered, ISO instant. */
  readonly date: string;
  /** When it ships by the run that was tried with it; null: never. */
  readonly ships: string | null;
  /** Customer lines that ship later because of it. */
  readonly hurts: readonly Put[];
}

export type OfferCode = 'gone' | 'later' | 'hurts-more';

/**
 * An offer that was asked for holds while the plan gives it as early; who approves is asked where it hurts others than it did, or
 * somebody worse, or where the run that follows would not keep to it, which was told to.
 */
export function stillHolds(asked: Told, now: Told | undefined): Decision<'holds', OfferCode> {
  if (!now) return refuse('gone');
  if (Date.parse(now.date) > Date.parse(asked.date)) return refuse('later', { date: now.date });
  const worse = worseThan(asked.hurts, now.hurts);
  const own = ownWorse(asked, now);
  if (worse.length === 0 && own === null) return accept(['holds']);
  const linesOf = (is: Worse['is']) => named(worse.filter((one) => one.is === is).map(({ line }) => line));
  const [fresh, never, late, later] = [linesOf('fresh'), linesOf('never'), linesOf('late'), linesOf('later')];
  const broken = linesOf('broken');
  return confirm(['holds'], 'hurts-more', {
    own,
    ships: now.ships,
    fresh,
    never,
    late,
    broken,
    later,
    list: markOf(own, worse),
  });
}

/** A short mark of a list that was named, by all of it: a yes bears the mark of what it was said to. */
function markOf(own: string | null, worse: readonly Worse[]): string {
  const lines = worse.map(({ line, is }) => `${is} ${line}`).sort();
  let mark = 0;
  for (const letter of JSON.stringify([own, ...lines])) mark = (Math.imul(mark, 31) + letter.codePointAt(0)!) >>> 0;
  return `${worse.length}-${mark.toString(36)}`;
}

/** Whether the run never ships it, or later than it is offered, and was told to. */
function ownWorse({ date, ships: told }: Told, { ships }: Told): 'never' | 'later' | null {
  if (told === null) return null;
  if (ships === null) return 'never';
  const [offered, was, is] = [Date.parse(date), Date.parse(told), Date.parse(ships)];
  return is > offered && was <= offered ? 'later' : null;
}

/** Whom it hurts otherwise than was told: not named at all, never shipped now, late now, a given date broken now, or later by a working day or more. */
interface Worse {
  readonly line: string;
  readonly is: 'fresh' | 'never' | 'late' | 'broken' | 'later';
}

function worseThan(told: readonly Put[], now: readonly Put[]): readonly Worse[] {
  const known = new Map(told.map((one) => [one.line, one]));
  return now.flatMap((one): Worse[] => {
    const was = known.get(one.line);
    const is = was === undefined ? 'fresh' : worseAs(was, one);
    return is ? [{ line: one.line, is }] : [];
  });
}

function worseAs(was: Put, is: Put): Exclude<Worse['is'], 'fresh'> | undefined {
  if (was.after === null) return undefined;
  if (is.after === null) return 'never';
  if (isLateAfter(is) && !isLateAfter(was)) return 'late';
  if (is.breaks && was.breaks === null) return 'broken';
  return delayOf(is) - delayOf(was) >= 1 ? 'later' : undefined;
}

/** In working days; by the clock where they were not kept. */
const delayOf = ({ days, seconds }: Put): number => days ?? seconds / 86_400;

const mostNamed = 8;
const named = (lines: readonly string[]): string => {
  const more = lines.length > mostNamed ? ` and ${lines.length - mostNamed} more` : '';
  return `${lines.slice(0, mostNamed).join(', ')}${more}`;
};

/**
 * When the order is due. One that disturbs nobody is due when it can ship, or the plan would put it before others; one that
 * goes first is due when it is wished for.
 */
export const dueOf = (option: Option, wished: string, date: string): string =>
  option === 'kept' && Date.parse(date) > Date.parse(wished) ? date : wished;

/** What is sooner than it is wished for is promised for then: nobody makes it sooner than it is due. */
export const promisedOf = (wished: string, date: string): string =>
  Date.parse(date) > Date.parse(wished) ? date : wished;

/** Only what goes first goes first. */
export const priorityOf = (option: Option): number => (option === 'first' ? 1 : 3);

interface Put {
  readonly line: string;
  readonly due: string;
  readonly before: string;
  /** Null: it never ships. */
  readonly after: string | null;
  readonly seconds: number;
  /** The same in working days; absent: asked for before it was kept. */
  readonly days?: number | undefined;
  /** The first given date that it breaks, promised or pledged; null: none; absent: asked for before it was kept. */
  readonly breaks?: string | null | undefined;
}

/** In time without it, and late or never with it. */
export const isNewlyLate = ({ due, before, after }: Pick<Put, 'due' | 'before' | 'after'>): boolean =>
  before <= due && isLateAfter({ due, after });
export const isLateAfter = ({ due, after }: Pick<Put, 'due' | 'after'>): boolean => after === null || after > due;

/** An order line that ships earlier with it. ISO instants; before null: never. */
export interface Earlier {
  readonly due: string;
  readonly before: string | null;
  readonly after: string;
  /** In working days. */
  readonly days: number;
}

/** Late or never without it, and in time with it. */
export const isSaved = ({ due, before, after }: Earlier): boolean =>
  isLateAfter({ due, after: before }) && !isLateAfter({ due, after });

/** Who ships no more, whom it makes late, whose given date breaks, who was late already, who is in time; who ships later by more first. */
export const worstFirst = <T extends Put>(hurts: readonly T[]): readonly T[] =>
  hurts.toSorted((a, b) => rankOf(b) - rankOf(a) || b.seconds - a.seconds);

const rankOf = (one: Put): number =>
  8 * Number(one.after === null) + 4 * Number(isNewlyLate(one)) + 2 * Number(!!one.breaks) + Number(isLateAfter(one));

/** Saved first; of those who ship earlier by more. */
export const savedFirst = <T extends Earlier>(gains: readonly T[]): readonly T[] =>
  gains.toSorted((a, b) => Number(isSaved(b)) - Number(isSaved(a)) || b.days - a.days);

export const fates = ['in time', 'late', 'never', 'gone', 'absent'] as const;

/** What a plan says of a line that a rush order was said to delay. */
export interface Fate {
  /** `gone`: cancelled, shipped or deleted since. `absent`: an open line that this plan does not know. */
  readonly is: (typeof fates)[number];
  /** ISO instant; null: it ships no more, or never. */
  readonly ships: string | null;
  /** Working days later than it is due; 0: in time. */
  readonly late_days: number;
}

export interface Became extends Fate {
  readonly version: number;
  readonly published: boolean;
}

/** `state`: of its record; undefined: there is none any more. `planned`: as the plan has it; late below 0 is slack. */
export function becameOf(
  state: string | undefined,
  planned: { readonly ships: string | null; readonly late_days: number } | undefined,
): Fate {
  if (state !== 'open') return { is: 'gone', ships: null, late_days: 0 };
  if (!planned) return { is: 'absent', ships: null, late_days: 0 };
  const { ships, late_days } = planned;
  if (ships === null) return { is: 'never', ships, late_days: 0 };
  return late_days > 0 ? { is: 'late', ships, late_days } : { is: 'in time', ships, late_days: 0 };
}

/** Every sentence about exceptions that a person reads. */
import { lateDaysText, latenessText, workText } from '../../house/lengths.ts';
import { fewNamed } from '../../house/names.ts';
import { spoken } from '../planning/planning.messages.ts';
import type { Trouble } from './exceptions.ts';
import type { Attempt, Came, Stuck } from './proposals.ts';

export const troubleWords: Readonly<Record<Trouble, string>> = {
  'machine-down': 'Machine down',
  closed: 'Closed',
  'people-missing': 'People missing',
  'material-late': 'Material late',
  'stock-short': 'Stock short',
  'order-late': 'Part late',
  'order-short': 'Delivers less',
  'input-late': 'Customer’s input late',
  'runs-over': 'Runs over',
  'not-finished': 'Not finished',
  'not-begun': 'Not begun',
  frozen: 'Cannot stay frozen',
  'rule-broken': 'Breaks a rule',
};

interface Said {
  /** Of what is closed `closedWords` says it. */
  readonly kind: Exclude<Trouble, 'closed'>;
  /** "MO-7/20 Weld". */
  readonly step: string;
  /** Of that step. */
  readonly item: string;
  readonly machine: string | null;
  /** Of a machine or a purchase. */
  readonly what: string;
  readonly reason: string | null;
  /** Infinity: nobody knows. */
  readonly seconds: number;
  /** Of a machine that is not down yet: when it will be, on the plant's clock. */
  readonly goesDown: string | null;
  /** Of stock how much of what is taken is not there, of an order how much it does not deliver, in the item's unit. */
  readonly missing: number;
  /** Working days of the plant, of what comes late. */
  readonly days: number | null;
  readonly holds: number;
  /** Of frozen work what the plan says of it, of a broken rule what the checker does. */
  readonly why: string | null;
}

const quantityWords = (qty: number): string => String(Math.round(qty * 1e6) / 1e6);

/** What it is, in one sentence with its values. */
export function exceptionWords(said: Said): string {
  const { kind, step, item, machine, what, reason, seconds, goesDown, days, missing, holds, why } = said;
  const by = workText(seconds);
  const on = machine === null ? '' : ` on ${machine}`;
  const more = holds > 1 ? `; ${holds - 1} more ${holds === 2 ? 'operation waits' : 'operations wait'} for it` : '';
  switch (kind) {
    case 'machine-down':
      return `${what} ${goesDown === null ? 'is down for another' : `goes down ${goesDown}, for`} ${latenessText(seconds)}${reason ? ` (${reason})` : ''}: that was not known when ${step} was published${more}.`;
    case 'people-missing':
      return Number.isFinite(seconds)
        ? `${what} are missing for ${by} of the time in which ${step}${on} was published${more}.`
        : `${what} are too few for ${step}${on}${more}.`;
    case 'material-late':
    case 'order-late':
    case 'input-late':
      return Number.isFinite(seconds)
        ? `${what} ${kind === 'order-late' ? 'ends' : 'comes'} ${days !== null && days >= 0.1 ? lateDaysText(days) : by} after the published start of ${step}${more}.`
        : `Nobody knows when ${what} comes, for which ${step} waits${more}.`;
    case 'order-short':
      return `${what} delivers ${quantityWords(missing)} ${item} less than was published${reason ? ` (${reason})` : ''}${holds > 0 ? `; ${holds === 1 ? '1 operation waits' : `${holds} operations wait`} for it` : ''}.`;
    case 'stock-short':
      return `${quantityWords(missing)} ${what} of what ${step} was to take from stock are not there any more${more}.`;
    case 'runs-over':
      return `${step}${on} is ${by} over its published end${more}.`;
    case 'not-finished':
      return `${step}${on} is not finished: what follows should have begun ${by} ago${more}.`;
    case 'not-begun':
      return `${step}${on} should have begun ${by} ago${more}.`;
    case 'frozen':
      return why ?? `${step}${on} cannot keep its turn in the frozen zone by the plan that stands.`;
    case 'rule-broken':
      return `It was published so: ${why}`;
  }
}

interface ClosedSaid {
  /** A work centre, machine or calendar; null: the plant. */
  readonly who: string | null;
  readonly calendar: string;
  /** "Tue 1 Dec", "Thu 24 Dec, 12:00": from when to when. Null: its week has fewer hours. */
  readonly days: { readonly from: string; readonly to: string } | null;
  readonly names: readonly string[];
  /** Operations that stand in it, and at which work centres, the first most. */
  readonly stands: number;
  readonly workCentres: readonly string[];
  /** More operations that wait for these. */
  readonly waits: number;
  readonly late: readonly string[];
  /** Who ships later by the plan that knows it, the latest first; null: none knows it yet. */
  readonly later: readonly string[] | null;
}

/** "Closed on Tue 1 Dec (Stocktaking): 12 operations stand in it, on SAW, WELD; 3 more wait for them. SO-1/1 ships late by it." */
export function closedWords({
  who,
  calendar,
  days,
  names,
  stands,
  workCentres,
  waits,
  late,
  later,
}: ClosedSaid): string {
  const many = stands !== 1;
  const when = days && (days.from === days.to ? `on ${days.from}` : `from ${days.from} to ${days.to}`);
  const closed = when
    ? `${who === null ? 'Closed' : `${who} is closed`} ${when}${names.length > 0 ? ` (${fewNamed(names, 3)})` : ''}`
    : `The week of ${who ?? calendar} has fewer hours`;
  const where = workCentres.every((one) => one === who) ? '' : ` on ${fewNamed(workCentres, 4)}`;
  const inIt = `${stands} ${many ? 'operations stand' : 'operation stands'} in ${days ? 'it' : 'hours that are closed now'}${where}`;
  const more = waits > 0 ? `; ${waits} more ${waits === 1 ? 'waits' : 'wait'} for ${many ? 'them' : 'it'}` : '';
  return `${closed}: ${inIt}${more}. ${hurtWords(late, later)}`;
}

function hurtWords(late: readonly string[], later: readonly string[] | null): string {
  if (late.length > 0) return `${fewNamed(late, 3)} ${late.length === 1 ? 'is' : 'are'} late by it.`;
  if (later === null) return 'Who ships later is known once it is planned again.';
  if (later.length === 0) return 'No customer’s line ships later by it.';
  return `${fewNamed(later, 3)} ${later.length === 1 ? 'ships' : 'ship'} later by it.`;
}

/** What is to be done about an order that delivers less, by those whose work it is. */
export const insteadWords = {
  stock: (qty: number, item: string, available: number, unit: string): string =>
    `Take ${quantityWords(qty)} from stock: ${quantityWords(available)} ${unit} ${item} ${available === 1 ? 'is' : 'are'} available. Planned again it is so; reserved it stays so.`,
  planned: (by: {
    readonly version: number;
    readonly stock: number;
    readonly unit: string;
    readonly rest: readonly { readonly supply: string; readonly qty: number; readonly day: string }[];
  }): string => {
    const said = [
      ...(by.stock > 0 ? [`${quantityWords(by.stock)} ${by.unit} from stock`] : []),
      ...by.rest.map(({ supply, qty, day }) => `${quantityWords(qty)} ${by.unit} by ${spoken(supply)}, ${day}`),
    ];
    return said.length === 0
      ? `Version ${by.version}, planned since, needs no more: what is under way is enough.`
      : `Make the rest as version ${by.version} has it, planned since: ${said.join('; ')}. Maybe submit it, or firm that order.`;
  },
  unplanned: (): string => 'Make the rest: no plan was made since that makes it. Maybe plan again.',
  customer: (line: string, customer: string, days: number | null): string =>
    days === null
      ? `Tell ${customer}: nobody knows yet when the rest of ${line} ships.`
      : days > 0
        ? `Tell ${customer}: ${line} ships ${lateDaysText(days)} later than was published.`
        : `${customer} need not know: ${line} ships no later by the plan made since.`,
} as const;

/** Behind how much later a line ships, where the trouble explains less. */
export const beyondWords = 'by all that the plan made since has changed, not by this alone';

/** "Start MO-12/20 first on M2", "Let MO-7 go from the frozen zone and do step 10 on M3". */
export function proposalWords({ kind, order, seq, machine, more, releases, rest }: Attempt): string {
  const number = order.replace(/^(work|planned)\//, '');
  const what = {
    first: `start ${number}/${seq} first on ${machine}`,
    elsewhere: `do ${number}/${seq}${more > 0 ? ` and ${more} more` : ''} on ${machine}`,
    forward: `pull ${number}/${seq} forward on ${machine}`,
  }[kind];
  const said = releases ? `release ${more > 0 ? 'them' : number} from the frozen zone and ${what}` : what;
  return rest ? `Make the rest sooner: ${said}` : said.charAt(0).toUpperCase() + said.slice(1);
}

/** Of troubles that came up after the newest plan. */
export const olderWords = (unknown: number, all: number): string =>
  `${unknown === all ? (all === 1 ? 'It is older than this trouble' : 'It is older than these troubles') : `It is older than ${unknown} of them (–)`}, so what ships later by ${unknown === 1 ? 'it' : 'them'} nobody knows until it is planned again.`;

/** Where lines that ship later stand above: the rest, folded. */
export const noLaterWords = (count: number, above: number): string =>
  `${count}${above > 0 ? ' more' : ''} ${count === 1 ? 'ships' : 'ship'} no later`;

/** "8 moves were tried: 5 make no order less late. MO-7/20 has begun on LINE-1, …": `version` is what they were tried on. */
export function triedWords(came: readonly Came[], stuck: readonly Stuck[], version: number): string {
  const count = (kind: Came['kind']): number => came.filter((one) => one.kind === kind).length;
  const rules = [...new Set(came.flatMap((one) => (one.kind === 'breaks' ? [one.rule] : [])))];
  const [helps, idle, breaking, none] = [count('gains'), count('idle'), count('breaks'), count('impossible')];
  const why = helps > 0 ? [] : stuckWords(stuck, version);
  if (came.length === 0)
    return why.length > 0
      ? `Nothing is tried by hand for it. ${why.join(' ')}`
      : 'Nothing is tried by hand for it: in this plan nothing stands next that might go first.';
  const said = [
    ...(helps > 0 ? [`${helps} ${helps === 1 ? 'helps' : 'help'}`] : []),
    ...(idle > 0 ? [`${idle} ${idle === 1 ? 'makes' : 'make'} no order less late`] : []),
    ...(breaking > 0 ? [`${breaking} would break a rule (${rules.join('; ')})`] : []),
    ...(none > 0 ? [`${none} cannot be done in this plan`] : []),
  ];
  return [`${came.length} ${came.length === 1 ? 'move was' : 'moves were'} tried: ${said.join(', ')}.`, ...why].join(
    ' ',
  );
}

/** Why what is held up goes to no other machine, and whose doing that is: one sentence a reason. */
function stuckWords(stuck: readonly Stuck[], version: number): readonly string[] {
  const reasons = [...new Set(stuck.map(({ why, machine }) => `${why} ${machine}`))];
  return reasons.map((reason) => {
    const some = stuck.filter(({ why, machine }) => `${why} ${machine}` === reason);
    const [{ why, machine, others }] = some as [Stuck];
    const one = some.length === 1;
    const who = fewNamed(
      some.map(({ order, seq }) => `${order.replace(/^(work|planned)\//, '')}/${seq}`),
      3,
    );
    const way =
      others.length > 0
        ? `Maybe give ${one ? 'it' : 'them'} another machine (${others.join(', ')}) under Operations and plan again.`
        : 'No other machine of the work centre runs now.';
    switch (why) {
      case 'begun':
        return `${who} ${one ? 'has' : 'have'} begun on ${machine} by what was reported, and no plan moves what has begun. ${way}`;
      case 'pinned':
        return `${who} ${one ? 'belongs' : 'belong'} on ${machine} by ${one ? 'its record' : 'their records'}. ${way}`;
      case 'moved':
        return `Version ${version}, planned since, does ${who} on ${machine}.`;
      case 'alone':
        return `${machine} is the only machine of its work centre for ${who}.`;
      case 'split':
        return `${who} ${one ? 'is' : 'are'} split over machines, which no proposal moves.`;
      case 'gone':
        return `${who} ${one ? 'stands' : 'stand'} no more in version ${version}.`;
    }
  });
}

/** Why no move is tried of closed hours, by the version that was planned with them, and what else there is. */
export function closedTriedWords(number: number, late: readonly string[]): string {
  const ways = 'Maybe ask for overtime on another day, open what is closed again, or plan again.';
  if (late.length === 0)
    return `Nothing is left to mend by moves: version ${number} is planned with the hours closed, and no customer’s line that hangs on them is late. ${ways}`;
  return `No single move is tried: version ${number} is planned with the hours closed and has moved what stood in them. ${fewNamed(late, 3)} ${late.length === 1 ? 'is' : 'are'} late by it. ${ways}`;
}

export const exceptionWordsOf = {
  planAgain: (number: number) =>
    `Version ${number} is planned from a moment that has gone by, so nothing can be tried on it. Maybe plan again: it is tried on the new one by itself.`,
  gone: () => 'It is no exception any more. Maybe look at the list again.',
} as const;

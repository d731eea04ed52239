/** Every sentence about the hot list that a person reads. */
import { fewNamed } from '../../house/names.ts';
import type { PromiseMeans } from '../../house/promisemeans.ts';
import { anyOf } from '../deputies/scope.messages.ts';
import { meansWords } from '../purchasing/promises.messages.ts';
import type { Criterion, HotKind, HotRule } from './ranking.ts';

const firstWords: Readonly<Record<Criterion, string>> = {
  lateness: 'what is late, by working days late to need',
  need: 'what is needed first',
  priority: 'what has the best priority',
  ratio: 'operations by critical ratio and the rest by slack',
  money: 'what puts most money at risk',
  orders: 'what makes most customers’ orders late',
};
const thenWords: Readonly<Record<Criterion, string>> = {
  lateness: 'by working days late to need',
  need: 'by need date',
  priority: 'by priority',
  ratio: 'operations by critical ratio and the rest by slack',
  money: 'by money at risk',
  orders: 'by customers’ orders made late',
};
export const criterionWords: Readonly<Record<Criterion, string>> = {
  lateness: 'Working days late to need',
  need: 'Need date',
  priority: 'Priority',
  ratio: 'Critical ratio of operations, slack of the rest',
  money: 'Money at risk',
  orders: 'Customers’ orders made late',
};

/** The rule in one sentence: it stands above the list. */
export function ruleSentence([first = 'lateness', ...then]: HotRule): string {
  const further = then.map((one) => `then ${thenWords[one]}`);
  return `First ${[firstWords[first], ...further, 'then by name'].join('; ')}. What a person moved to the top comes before all.`;
}

/** "0.50 = 4.0 h of working time until its order is needed ÷ 8.0 h of work left. Behind: there is less time than work." */
export function ratioWords({ ratio, time, work, late }: RatioSaid): string {
  const sum =
    ratio === 0
      ? `${work} of work left and no working time until its order is needed`
      : `${time} of working time until its order is needed ÷ ${work} of work left`;
  const why = late && ratio > 1 ? ' What makes it late is waiting.' : '';
  return `${ratio.toFixed(2)} = ${sum}. ${ratioVerdict(ratio)}${why}`;
}

interface RatioSaid {
  readonly ratio: number;
  readonly time: string;
  readonly work: string;
  readonly late: boolean;
}

/** Below 1 behind, at 1 on schedule, above 1 ahead. */
export const ratioVerdict = (ratio: number): string =>
  ratio < 1
    ? 'Behind: there is less time than work.'
    : ratio > 1
      ? 'Ahead: there is more time than work.'
      : 'On schedule: as much time as work.';

export const kindWords: Readonly<Record<HotKind, string>> = {
  customer_line: 'customer line',
  operation: 'operation',
  purchase_line: 'purchase line',
  requisition: 'requisition',
  balance: 'balance below zero',
  delivery: 'delivery',
  card: 'empty bin',
  search: 'search',
  standing: 'goods not put away',
  customer_return: 'customer’s return',
};

export const kindsWords: Readonly<Record<HotKind, string>> = {
  customer_line: 'customer lines',
  operation: 'operations',
  purchase_line: 'purchase lines',
  requisition: 'requisitions',
  balance: 'balances below zero',
  delivery: 'deliveries',
  card: 'empty bins',
  search: 'searches',
  standing: 'goods not put away',
  customer_return: 'customers’ returns',
};

/** Whose it is: that of the one who may approve it, else of those who do. */
export const requisitionOwner = (state: 'submitted' | 'approved', who: readonly string[]): string => {
  const [only] = who;
  if (state === 'approved') return 'Buyers';
  return only !== undefined && who.length === 1 ? only : 'Supervisors';
};

/** What is to be done about it next, and by whom. */
export const requisitionWaits = (state: 'submitted' | 'approved', who: readonly string[]): string => {
  if (state === 'approved') return 'Approved: a buyer orders it, or it is served from stock.';
  return who.length === 0
    ? 'Waits for approval, and nobody’s limit reaches that far.'
    : `Waits for approval by ${anyOf(who)}.`;
};

/** What is to be done about a bin for which what was ordered comes after it was to be full. */
export const comesLate = ({
  order,
  vendor_name: name,
  vendor,
  area,
}: {
  readonly order: string | null;
  readonly vendor_name: string | null;
  readonly vendor: string | null;
  readonly area: string;
}): string =>
  `${order} of ${name ?? vendor} is to fill it and comes late; at ${area} a bin is empty. Maybe call the vendor.`;

/** Which bin a requisition is to fill; nothing where it fills none. */
export const emptyUntilThen = ({
  card,
  area,
}: {
  readonly card: string | null;
  readonly area: string | null;
}): string => (card === null ? '' : ` Card ${card} is empty at ${area} until it comes.`);

/** What is to be done about a balance below zero, and why it is one. */
export const belowZeroWaits = ({
  location,
  by,
  reason,
}: {
  readonly location: string;
  readonly by: string;
  readonly reason: string | null;
}): string =>
  `More was taken from ${location} than the books had${by === '' ? '' : `, by ${by}`}${reason ? ` (“${reason}”)` : ''}: count it, or tell what came in.`;

/** What is to be done about a late delivery. */
export const deliveryWaits = ({
  order,
  area,
  taken_by,
}: {
  readonly order: string | null;
  readonly area: string;
  readonly taken_by: string | null;
}): string =>
  `${taken_by === null ? 'Nobody took it yet' : `${taken_by} has it`}: bring it to ${area}, where ${order === null ? 'a bin is empty' : `${order} is about to begin`}.`;

/** What is to be done about an empty bin for which nothing was sent or asked for. */
export const emptyWaits = ({
  called_by: by,
  area,
  short,
  returned,
}: {
  readonly called_by: string | null;
  readonly area: string;
  readonly short: string | null;
  readonly returned: string | null;
}): string =>
  `${by ?? 'Somebody'} found it empty at ${area}. ${returned === null ? '' : `Its delivery was returned: ${returned}. `}${short ?? 'Enough is free: call again.'}`;

/** What is to be done about goods that nobody found. */
export const searchWaits = ({
  location,
  who,
  orders,
}: {
  readonly location: string;
  readonly who: string;
  readonly orders: readonly string[];
}): string =>
  `${who} looked at ${location} in vain, and ${fewNamed(orders, 3)} ${orders.length === 1 ? 'waits' : 'wait'} for it: look where else it may lie.`;

/** What is to be done about goods that came and stand where they came. */
export const standingWaits = ({
  kind,
  location,
  orders,
}: {
  readonly kind: 'dock' | 'inspection';
  readonly location: string;
  readonly orders: readonly string[];
}): string =>
  `It still stands at ${location}, and ${fewNamed(orders, 3)} ${orders.length === 1 ? 'waits' : 'wait'} for it: ${kind === 'dock' ? 'bring it there' : 'inspect it'}.`;

/** What is to be done about a return that was announced and did not come. */
export const returnWaits = ({ customer, open, unit }: { customer: string; open: string; unit: string }): string =>
  `${customer} was to send it back, and ${open} ${unit} did not come: ask, or say that nothing more comes.`;

/** The trouble that rows share, in a few words. `what` is the name of the thing at fault, without its kind. */
export function rootWords(
  kind: string,
  what: string,
  more?: { readonly item: string; readonly partner: string },
): string {
  switch (kind) {
    case 'purchase-late':
      return more ? `${what} ${more.item}, ${more.partner}` : `${what} is late`;
    case 'lead-time':
      return `lead time of ${what}`;
    case 'machine-busy':
      return `queue at ${what}`;
    case 'machine-down':
      return `${what} is down`;
    case 'crew-busy':
      return `crew ${what} is busy`;
    case 'tool-busy':
      return `tool ${what} is in use`;
    case 'closed':
      return `${what} is closed`;
    case 'by-hand':
      return `${what} was moved by hand`;
    case 'work-time':
      return `the work itself, ${what}`;
    case 'awaits':
      return `customer’s input ${what}`;
    case 'scrap':
      return `scrap at ${what}`;
    case 'past-due':
      return `${what} was due already`;
    case 'no-source':
      return `nobody supplies ${what}`;
    case 'no-routing':
      return `${what} has no routing`;
    case 'beyond-horizon':
      return `${what} lies beyond the plan`;
    case 'frozen':
      return `${what} stays where it was`;
    default:
      return `shortage of ${what}`;
  }
}

/** Of a late purchase line: the vendor is whom to ask. */
export const waitsForWords = (vendor: string): string => `waits for ${vendor}`;

const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

export interface TopEffect {
  /** Where they stand in line: "at WELD", or "among the customer lines" where there is no work centre. */
  readonly place: string;
  readonly passed: number;
  /** The first of those that it passes. */
  readonly first: readonly string[];
  /** Customer lines that are late already and hang on rows that it passes. */
  readonly orders: number;
  /** Work time that goes before the rows passed; 0 where the row is no operation. */
  readonly hours: number;
}

/** Whom a move to the top delays, said before it is done and kept with it. */
export function effectSentence({ place, passed, first, orders, hours }: TopEffect): string {
  if (passed === 0) return `Nothing stands before it ${place}: it delays nobody.`;
  const names = `${first.join(', ')}${passed > first.length ? ` and ${passed - first.length} more` : ''}`;
  const wait = hours > 0 ? `, which may wait up to ${hours} h longer` : '';
  const late =
    orders === 0 ? 'None of them carries a late customer line.' : `They carry ${plural(orders, 'late customer line')}.`;
  return `It goes before ${plural(passed, 'row')} ${place}: ${names}${wait}. ${late} The published schedule stays as it is until somebody plans and approves.`;
}

export type TopRefusal = 'three-already' | 'expiry-past' | 'expiry-far';

export const topRefusals: Readonly<
  Record<TopRefusal, (values: { place: string; most: number; names: string }) => string>
> = {
  'three-already': ({ place, most, names }) =>
    `${most} rows stand at the top ${place} already: ${names}. If everything is first, nothing is. Maybe take one of them back.`,
  'expiry-past': () => 'It would end before it began. Give an expiry after now.',
  'expiry-far': ({ most }) =>
    `It may stay at the top for ${most} days at most. Give an earlier expiry; it can be renewed.`,
};

export const contactRefusals = {
  unknown: (kind: HotKind, ref: string) =>
    `There is no ${kindWords[kind]} "${ref}" here. Maybe it was closed, or it belongs to another site.`,
  dateNotAllowed: (name: string, kind: HotKind) =>
    `${name} may log calls but not change the dates of a ${kindWords[kind]}. Maybe log the call without the date and tell ${kind === 'purchase_line' ? 'a buyer or an expediter' : 'a planner or an expediter'}.`,
  noDateHere: () =>
    'The dates of an operation come from the plan, the day of a requisition from who asked, and a balance below zero, a delivery, an empty bin, a search or goods not put away have none. Maybe log the call at the purchase line or the customer line that it is about.',
  unreadableDate: (text: string) => `"${text}" is no date. Maybe write 2026-11-24, 24 Nov, tomorrow or +3.`,
  noPromise: () =>
    'What a date means, and that we asked for it, is said of a vendor’s promise. Maybe give the new date and say that they promised it.',
  notShippedHere: () => 'Only a purchase line is shipped to us. Maybe log the call at the line that it is about.',
  noteAlone: () => 'A shipping document proves a shipping. Maybe say when it was shipped.',
  notYet: (text: string) =>
    `${text} is still to come. Shipped is what has left the vendor; what he will ship is a promise that means ship.`,
  longPast: (text: string) => `${text} lies in the past. A new date is today or later.`,
} as const;

export const noRow = (kind: HotKind, ref: string): string =>
  `${kindWords[kind]} ${ref} is not on the hot list. Maybe it was finished, or came after the standing plan: plan now.`;

const fieldWords: Readonly<Record<string, string>> = {
  due: 'due date',
  promised: 'promised date',
  estimated: 'estimated date',
  required: 'required date',
  promise_means: 'meaning of the promise',
  shipped_at: 'shipping',
  qty: 'quantity',
  received: 'receipts',
  good: 'good quantity',
  scrap: 'scrap',
  state: 'state',
  machine: 'machine',
  priority: 'priority',
};

/** "estimated and promised date changed since the plan". */
export function changedWords(fields: readonly string[]): string {
  const words = fields.map((field) => fieldWords[field] ?? field);
  const listed = words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
  return `${listed} changed since the plan`;
}

/** Where a link is known from: "Anna Kraft on 2026-11-24: shipment at hub". */
export const evidenceWords = (contact: {
  readonly with_whom: string;
  readonly said: string;
  readonly changed_at: string;
}): string => `${contact.with_whom}, ${contact.changed_at.slice(0, 10)}: ${contact.said.slice(0, 120)}`;

/** What logging a call changed; `newDay` in the words of the plant, "Fri 27 Nov". */
export function loggedWords(ref: string, newDay: string | null, fields: readonly string[]): string {
  if (newDay === null || fields.length === 0) return `Logged for ${ref}.`;
  const dates = fields.map((field) => fieldWords[field] ?? field).join(' and ');
  return `Logged; ${dates} of ${ref} ${fields.length === 1 ? 'is' : 'are'} ${newDay} now. The next plan starts from it.`;
}

/** What a vendor's promise changed; days in the words of the plant. */
export function promisedWords(ref: string, day: string, usable: string, means: PromiseMeans | null): string {
  const then = usable === day ? '' : `, usable ${usable}`;
  return `Logged; ${ref} is promised for ${day}${means === null ? '' : ` (${meansWords[means]})`}${then}. The next plan starts from it.`;
}

/** Beside what a call changed. */
export const shippedWords = (day: string): string => `It was shipped ${day}.`;

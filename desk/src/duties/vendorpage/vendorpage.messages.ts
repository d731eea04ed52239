/** What vendors read on their page, and our people about their links. The page takes every word from here: another language is another such file. */
import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import type { PromiseMeans } from '../../house/promisemeans.ts';
import type { SplitCode } from '../splitting/splits.ts';
import type { AnswerCode, Seen } from './vendorpage.ts';
import { changesSince } from './vendorpage.ts';

/** One sentence for a link that never was, is over or was ended: nobody learns which. */
export const noLink =
  'This link opens nothing. Maybe it is no longer valid, or was not copied whole: ask whoever sent it for a new one.';

/** What he can see of a date: "Mon 9 Nov, ready for use at our site". */
export const meansWords: Readonly<Record<PromiseMeans, string>> = {
  ship: 'leaves you',
  dock: 'arrives at our dock',
  usable: 'ready for use at our site',
};

/** "On that day it …". */
export const thenWords: Readonly<Record<PromiseMeans, string>> = {
  ship: 'leaves us',
  dock: 'arrives at your dock',
  usable: 'is ready for use at your site',
};

interface Saying {
  readonly ref: string;
  readonly day: string;
  readonly today: string;
  readonly seen: Seen | undefined;
  readonly now: Seen | undefined;
}

/** Why one line's answer was not taken. */
export const answerRefusals: Readonly<Record<AnswerCode, (of: Saying) => string>> = {
  'no-such-line': ({ ref }) => `${ref} is not on this page. Maybe load the page again.`,
  'line-closed': ({ ref }) => `${ref} was closed in the meantime: nothing more of it is expected.`,
  'line-changed': ({ ref, seen, now, today }) =>
    `${ref} has changed since you opened the page${seen && now ? `: ${changeWords(seen, now, today)}` : ''}. Please look at it once more and send again.`,
  'no-date': ({ ref }) => `${ref}: please give the other date and what it means.`,
  'no-quantity': ({ ref }) => page.partMissing(ref),
  'nothing-to-confirm': ({ ref }) => `${ref} has no date to confirm yet. Please give one.`,
  'date-past': ({ ref, day, today }) =>
    `${ref}: ${dayWords(day, today)} is gone by; today is ${dayWords(today, today)}. Please give the day on which it will be.`,
  'date-far': ({ ref, day, today }) =>
    `${ref}: ${dayWords(day, today)} is more than two years ahead. Maybe the year is mistyped.`,
  'no-question': ({ ref }) => `${ref}: please write your question.`,
};

/** Why a part of a line is not taken as one; quantities in words. */
export const partRefusals: Readonly<Record<SplitCode, (values: Values) => string>> = {
  'no-such-line': ({ ref }) => `${ref} is not on this page. Maybe load the page again.`,
  'not-open': ({ ref }) => `${ref} was closed in the meantime: nothing more of it is expected.`,
  changed: ({ ref, open }) =>
    `${ref} has changed since you opened the page: ${open} are open. Please look at it once more and send again.`,
  'no-part': ({ ref, open }) =>
    `${ref}: a part is less than the ${open} that are open. Please give a date for all of it.`,
  'under-way': ({ ref, underWay }) => `${ref}: ${underWay} are on the way already. Please give a part of what is not.`,
  requisition: ({ ref }) => `${ref} is wanted at once. Please ask us whether it may come in parts.`,
};

/** "quantity was 20, is 30; needed was Mon 9 Nov, is Thu 12 Nov". Days are those of the plant. */
export function changeWords(seen: Seen, now: Seen, today: string): string {
  const { open, required, promised } = changesSince(seen, now);
  const day = (of: string | null): string => (of === null ? 'open' : dayWords(of, today));
  const promise = ({ promised: of, means }: Seen): string =>
    of === null ? 'none' : `${day(of)} (${meansWords[means]})`;
  return [
    ...(open ? [`quantity was ${seen.open}, is ${now.open}`] : []),
    ...(required ? [`needed was ${day(seen.required)}, is ${day(now.required)}`] : []),
    ...(promised ? [`promised was ${promise(seen)}, is ${promise(now)}`] : []),
  ].join('; ');
}

/** What stands in our log of contacts beside the date itself. */
export const loggedWords = {
  confirm: 'Confirmed on the vendor page.',
  date: 'Another date given on the vendor page.',
  part: 'Another date of a part given on the vendor page.',
  ask: 'Asked on the vendor page:',
} as const;
export const partLogged = (qty: string, part: string): string => `Split on the vendor page: ${qty} are ${part} now.`;
export const answerTheQuestion = 'answer the vendor’s question';

/** As the log of changes calls whoever answered: "Anna Kraft (Kraft Tubes, by link 12)". */
export const askerWords = (vendor: string, link: number): string => `${vendor}, by link ${link}`;

/** What is told after sending. */
export function doneWords(
  name: string,
  {
    kept,
    asked,
    parts: parted = [],
    notice,
    goods = [],
  }: {
    readonly kept: number;
    readonly asked: number;
    /** In words, "8 pcs of PO-1/2", as `goods`: what his shipment brings. */
    readonly parts?: readonly string[];
    readonly notice?: string | undefined;
    readonly goods?: readonly string[];
  },
): string {
  const lines = (count: number, what: string): string => `${count} ${count === 1 ? what : `${what}s`}`;
  const parts = [
    ...(notice === undefined ? [] : [`your shipment ${notice}${named(goods)}`]),
    ...(kept > 0 ? [`the date${kept === 1 ? '' : 's'} of ${lines(kept, 'line')}${named(parted)}`] : []),
    ...(asked > 0 ? [lines(asked, 'question')] : []),
  ];
  if (parts.length === 0) return `Thank you, ${name}: that was received already.`;
  return `Thank you, ${name}. We have received ${listed(parts)}.`;
}

const mostNamed = 5;
/** "(8 pcs of PO-1/2, 3 pcs of PO-1/3)". */
const named = (goods: readonly string[]): string => {
  const more = goods.length - mostNamed;
  const shown = goods.slice(0, mostNamed).join(', ');
  return goods.length === 0 ? '' : ` (${shown}${more > 0 ? ` and ${more} more` : ''})`;
};
export const goodsWords = (qty: number, unit: string, ref: string): string => `${qty} ${unit} of ${ref}`;

const listed = (parts: readonly string[]): string =>
  parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

export const nothingSaid = 'Nothing was said of any line. Please choose an answer, then send.';

/** The words of the page itself. */
export const page = {
  reading: 'Opening your order lines',
  title: (company: string): string => `${company}: your open order lines`,
  until: (day: string): string => `This page is for you alone and opens until ${day}.`,
  none: 'Nothing is open.',
  noneText: 'Every line of this link is delivered or closed. There is nothing to do here.',
  more: (shown: number, all: number): string =>
    `These are the first ${shown} of ${all} lines. Ask us for a link to one order to see the others.`,
  quantity: 'Open quantity',
  required: 'Needed',
  requiredMeans: 'ready for use at our site',
  shipBy: (day: string): string => `so it leaves you by ${day}`,
  promised: 'Promised',
  nothingPromised: 'nothing yet',
  confirmed: (by: string | null, day: string): string => `Confirmed${by === null ? '' : ` by ${by}`}, ${day}`,
  notConfirmed: 'Not confirmed yet',
  yourItem: (of: string): string => `your number ${of}`,
  choose: (ref: string): string => `Your answer for ${ref}`,
  confirm: (day: string): string => `We confirm ${day}`,
  other: 'Another date',
  part: 'A part on another date',
  partQuantity: (unit: string): string => `Of it, ${unit}`,
  partMissing: (ref: string): string => `${ref}: please give how much comes on the other date.`,
  partRest: 'The rest stays as it is: confirm it afterwards.',
  ask: 'Ask a question',
  day: 'Date',
  means: 'On that day it',
  note: 'Note (if you like)',
  question: 'Your question',
  confirmAll: (count: number): string => `Confirm all ${count} dates`,
  name: 'Your name',
  nameMissing: 'Please type your name: it stands beside what you say.',
  send: (count: number): string => (count === 0 ? 'Send' : `Send ${count} ${count === 1 ? 'answer' : 'answers'}`),
  changed: 'This line has changed since you chose. Please read it and choose again.',
  gone: 'This line is no longer open, so what you wrote of it was not sent. Maybe write it to us by mail:',
  /** `gone`: why, of lines that are not shown any more. */
  refused: (count: number, gone: readonly string[]): string =>
    [
      count === 1
        ? 'One line could not be taken: see why there. Nothing was sent.'
        : `${count} lines could not be taken: see why at each. Nothing was sent.`,
      ...gone.slice(0, 1),
      ...(gone.length > 1 ? [`And ${gone.length - 1} more.`] : []),
    ].join(' '),
  nothingChosen: 'Choose an answer for a line, then send.',
  clear: 'Clear',
} as const;

/** Of a link, to our people. */
export const linkRefusals = {
  trainee: 'A link opens our orders to somebody outside: have somebody make it who is no trainee.',
  unknownVendor: (vendor: string): string =>
    `There is no vendor "${vendor}" here. Maybe he was renamed, or belongs to another site.`,
  notHisOrder: (order: string, vendor: string): string =>
    `${order} is no purchase order of ${vendor}. Maybe make a link of all his open lines.`,
  noLink: (id: number): string => `There is no link ${id} here. Maybe it belongs to another site.`,
} as const;

/** Beside a vendor's or an order's record. */
export const linkWords = {
  reading: 'Reading the links',
  list: 'Links of the vendor',
  none: 'No link shows this yet.',
  noneText: 'By a link the vendor confirms his dates himself, or gives others, without signing in.',
  make: 'New link for the vendor',
  made: 'The vendor’s link',
  once: 'Copy it now and send it to the vendor: it is not kept and cannot be shown again. Whoever has it sees these lines and answers in his name.',
  called: (id: number, order: string | null): string => `Link ${id}, ${order ?? 'all open lines'}`,
  opened: (count: number): string =>
    count === 0 ? 'never opened' : `opened ${count === 1 ? 'once' : `${count} times`}`,
  revoked: (id: number): string => `Link ${id} opens nothing any more.`,
} as const;

/** Every sentence that the floor reads. */
import type { Values } from '../../house/decision.ts';
import { fewNamed } from '../../house/names.ts';
import { closedSince } from '../inventory/movements.messages.ts';
import type { ReportCode, ReversalCode } from './progress.ts';

/** Quantities in the values are words already ("18 pcs"). */
export const reportSentences: Readonly<Record<ReportCode, (values: Values) => string>> = {
  'not-released': ({ order }) =>
    `Work order ${order} is firm, not released, so nothing can be reported on it. Maybe release it under Tickets first.`,
  'order-over': ({ order, state }) =>
    `Work order ${order} is ${state}; it takes no more reports. Maybe correct an earlier report instead.`,
  'no-step': ({ order, seq, known }) => `Work order ${order} has no operation ${seq}; it has ${known}.`,
  'step-done': ({ order, seq }) =>
    `Operation ${seq} of ${order} is finished and is not reopened by a report. Maybe correct the report that finished it.`,
  'nothing-reported': () => 'Nothing is reported: give a quantity, hours, or say that it is started or finished.',
  'scrap-unexplained': () => 'Say why it is scrap.',
  'lot-missing': ({ item }) =>
    `${item} is told by lots: say which lot these are. Maybe its label says, or it is the order’s own number.`,
  'lot-early': ({ seq, last }) =>
    `A lot is named where the goods are finished: at operation ${last}, not at ${seq}. Maybe leave it out here.`,
  'lot-unprintable': ({ lot }) =>
    `Lot "${lot}" has a sign that no label carries. Maybe type its letters and figures only.`,
  'more-than-came': ({ came, accounted, before, seq, unsigned }) =>
    before === 0
      ? `That makes ${accounted} at operation ${seq}, and ${came} were to be started. Maybe a slip of the pen; else confirm that it is so.${unsignedToo(unsigned)}`
      : `That makes ${accounted} at operation ${seq}, and operation ${before} has passed on ${came}. Maybe its report is still to come; else confirm that it is so.${unsignedToo(unsigned)}`,
  'finished-short': ({ expected, accounted, seq, unsigned }) =>
    `Operation ${seq} would be finished with ${accounted} accounted for, of ${expected}. Maybe the rest is scrap; else confirm that no more comes.${unsignedToo(unsigned)}`,
  unsigned: ({ seq, unsigned }) =>
    `${unsignedWords(unsigned, `the instructions of operation ${seq}`)} not signed. Maybe who did it still signs; else confirm that it is finished without.`,
};

const unsignedWords = (lines: Values[string], of: string): string =>
  lines === 1 ? `1 line of ${of} is` : `${lines} lines of ${of} are`;
const unsignedToo = (lines: Values[string]): string =>
  Number(lines) > 0 ? ` ${unsignedWords(lines, 'its instructions')} not signed either.` : '';

export const reversalSentences: Readonly<Record<ReversalCode, (values: Values) => string>> = {
  'reversed-already': () => 'This report was taken back already.',
  'not-a-report': () => 'Only a report can be taken back, not a reversal or what was taken over from the records.',
  'order-shut': ({ order, state }) => `Work order ${order} is ${state}; its reports stand. A planner can reopen it.`,
  'used-after': ({ used, left, next }) =>
    `Operation ${next} has already used ${used} of these, and only ${left} would be left. Confirm to take it back all the same.`,
  'stock-taken': ({ stock, good }) =>
    `${good} were put to stock and only ${stock} are still there. Confirm to take it back all the same; the balance goes below zero.`,
};

export const noInstant = (text: string): string => `"${text}" is no instant. Maybe 2026-11-03T14:30:00Z.`;
export const workedAhead = (text: string): string =>
  `"${text}" is still to come, and work is reported when it is done. Maybe leave the time out: then it is now.`;
export const unknownBadge = (badge: string): string =>
  `Nobody here has the badge "${badge}". Maybe it was typed wrong; badges stand under Users, workers under Workers.`;
export const noTicket = (text: string): string =>
  `There is no ticket or work order "${text}" here. Maybe it belongs to another site.`;
/** Of an operation whose order is firm: nobody may begin it. */
export const notReleased = 'not released';
/** On the wall, read from five metres. */
export const unpublishedWall = (plan: number): string =>
  `Nothing is published yet: this is version ${plan}, until the next is made`;
/** Above the lists that everybody works by. */
export const unpublishedLists = 'Nothing is published yet: this is the newest plan, and the next one replaces it.';
/** `printed`: undefined where the new paper was sent to nobody yet. */
export const supersededBy = (
  text: string,
  issue: number,
  printed: { readonly at: string; readonly by: string } | undefined,
): string =>
  printed
    ? `Ticket ${text} is superseded by issue ${issue}, printed ${printed.at} by ${printed.by}. Work by the new paper.`
    : `Ticket ${text} is superseded by issue ${issue}, which is not printed yet. Maybe have it printed, and work by that.`;
export const changedSince = (text: string): string =>
  `Ticket ${text} is not as its order stands: quantity, revision, material or routing changed since it was printed. Maybe have the new one printed.`;
export const notPrinted = (order: string, issue: number): string =>
  `Issue ${issue} of ${order} was never printed. Maybe the barcode was misread.`;
export const notReleasedYet = (order: string): string =>
  `${order} is firm, not released, so it has no ticket yet. Maybe have it released under Tickets.`;
export const notWhole = (value: number, unit: string, step: string): string =>
  `${value} ${unit} cannot be counted; the smallest step is ${step} ${unit}.`;
export const notPrintable = (orders: readonly string[]): string =>
  orders.length === 1
    ? `${orders[0]} has no ticket yet: only a released order has one.`
    : `${orders.length} orders have no ticket yet, because they are not released: ${orders.slice(0, 8).join(', ')}${orders.length > 8 ? ' …' : ''}.`;
export const notYours = 'Only a planner or supervisor may correct what somebody else has reported.';
export const countsAlready =
  'This report counts already, by a countersign or without needing one. Maybe ask a planner or supervisor to take it back.';
export const noCountersign = {
  settled: 'This report does not wait for a countersign.',
  own: 'Nobody countersigns what he has reported himself.',
} as const;
/** "Since version 12, 30 m of it were scrapped." */
export const goneWords = (gone: {
  readonly plan: number;
  readonly qty: number;
  readonly unit: string;
  readonly way: 'scrap' | 'adjustment' | 'aside';
}): string =>
  `Since version ${gone.plan}, ${gone.qty} ${gone.unit} of it ${{ scrap: 'were scrapped', adjustment: 'were taken off the books', aside: 'were put aside' }[gone.way]}.`;
export const wrongMachine = (machine: string, workCentre: string | null): string =>
  `${machine} is not a machine of ${workCentre ?? 'this operation'}.`;

/** What a posting did, in one sentence. */
export function postedWords(done: {
  readonly order: string;
  readonly seq: number;
  readonly good: string | null;
  readonly scrap: string | null;
  readonly hours: number;
  readonly finished: boolean;
  readonly waits: boolean;
  readonly completed: boolean;
  readonly stock: string | null;
}): string {
  const said = [done.good && `${done.good} good`, done.scrap && `${done.scrap} scrap`, done.finished && 'finished'];
  const what = `${done.order} operation ${done.seq}: ${said.filter(Boolean).join(', ') || (done.hours > 0 ? `${done.hours} h` : 'started')}`;
  if (done.waits) return `${what}. It waits for a countersign and does not count yet.`;
  const whole = done.completed ? ' The order is completed.' : '';
  return `${what}.${whole}${done.stock ? ` ${done.stock}` : ''}`;
}

export const putToStock = (qty: string, location: string): string => `${qty} put to stock at ${location}.`;
export const notPutToStock =
  'Not put to stock: the item stands nowhere yet and no location for finished work is set. Count it in under Stock.';
export const notPutAsClosed = (qty: string, { location, since }: { location: string; since: string }): string =>
  `${qty} not put to stock: ${location}, where finished work goes, is ${closedSince(since)}. Count it in under Stock; maybe have another place set for finished work.`;
/** Where finished work went, or why it went nowhere. */
export const putWords = (
  qty: string,
  place: {
    readonly location: string | null;
    readonly frozen: Parameters<typeof notPutWhileFrozen>[1] | null;
    readonly closed: Parameters<typeof notPutAsClosed>[1] | null;
  },
): string => {
  if (place.location !== null) return putToStock(qty, place.location);
  if (place.frozen) return notPutWhileFrozen(qty, place.frozen);
  return place.closed ? notPutAsClosed(qty, place.closed) : notPutToStock;
};
export const notPutWhileFrozen = (qty: string, { location, sheet }: { location: string; sheet: number }): string =>
  `${qty} not put to stock: ${location} is frozen for count sheet CS-${sheet}. Count it in under Stock when the freeze is over.`;

/** Of what the records had before the first report; `stock`: what became of it. */
export const adoptedWords = (qty: string, seq: number, stock: string): string =>
  `Of operation ${seq} the records had ${qty} good that the order had not put to stock: ${stock}`;
export const adoptedWithoutLot =
  'not put to stock now, for the item is told by lots and the records name none. Count it in under Stock.';

export const noWorkCentre = (code: string, known: readonly string[]): string =>
  known.length === 0
    ? `There is no work centre "${code}" here, nor any other yet. Maybe a planner enters them first.`
    : `There is no work centre "${code}" here. Maybe one of ${fewNamed(known, 12)}.`;

/** Orders whose tickets nothing says where to print. */
export const nowhereToPrint = (orders: readonly string[]): string =>
  `No printer is set for the ${orders.length === 1 ? 'ticket' : 'tickets'} of ${fewNamed(orders, 5)}. Maybe choose one, or set one for the department, or under Labels for the site.`;

export const noListPrinter = (workCentre: string | null): string =>
  `No printer is set for the dispatch list of ${workCentre ?? 'all work centres'}. Maybe choose one, or set one for the department, or under Labels for the site.`;

/** Why a list was not printed at its turn. */
export const listLeft = {
  superseded: (print: number) => `print ${print} is of a later list`,
  done: () => 'nothing on it is left to do',
} as const;

/** Tickets that were left out when a printer took the others: "T-MO-7-1 (issue 2 takes its place)". */
export const notOnPaper = (
  left: readonly { readonly ticket: string; readonly superseded_by: number | null; readonly state: string | null }[],
): string =>
  fewNamed(
    left.map(({ ticket, superseded_by, state }) =>
      superseded_by === null
        ? `${ticket} (its order is ${state ?? 'gone'})`
        : `${ticket} (superseded by issue ${superseded_by})`,
    ),
    5,
  );

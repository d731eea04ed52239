/** Every sentence about labels, templates and printing that a person reads. */
import { withArticle } from '../../house/kind.ts';
import { shown } from './gs1.messages.ts';
import { isPaper, type PaperSubject } from './printing.ts';

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export const templateFaults = {
  empty: () => 'Nothing is drawn. Maybe begin with: text 3 2 60 5 bold {item}',
  shape: (line: string) =>
    `"${shown(line)}" is no mark: its word and four numbers in mm come first, as text 3 2 60 5 {item}. Maybe a comma stands for a point.`,
  kind: (kind: string) => `"${kind}" is no mark; text, code and line are.`,
  symbology: (word: string) =>
    `"${shown(word)}" is no bar code; code128, datamatrix and qr are. It stands before the content.`,
  nothing: (kind: string) => `This ${kind} says nothing. Maybe a placeholder was meant, as {item}.`,
  size: () => 'Width and height are above 0.',
  outside: ({ x, y, w, h }: Placed, width: number, height: number) =>
    `It ends at ${Number((x + w).toFixed(2))} and ${Number((y + h).toFixed(2))} mm, and the label is ${width} by ${height} mm. Maybe make it smaller.`,
  placeholder: (name: string, subject: string, known: readonly string[]) =>
    `A label of ${withArticle(subject)} has no {${name}}. It has ${known.map((one) => `{${one}}`).join(' ')}.`,
} as const;

export const labelFaults = {
  tooSmall: (content: string, needs: number, has: number) =>
    `The code "${shown(content)}" needs ${needs.toFixed(1)} mm to be read well, and its place has ${has.toFixed(1)} mm. Maybe make it larger in the template, or choose datamatrix.`,
  notEncoded: (content: string, symbology: string) =>
    `"${shown(content)}" cannot be written in ${symbology}. Maybe choose datamatrix or qr in the template.`,
  notFitting: (template: string, width: number, height: number, sheet: string) =>
    `A label ${template} of ${width} by ${height} mm does not fit on the sheet ${sheet}. Maybe print it as a roll.`,
} as const;

export const printRefusals = {
  nothing: () =>
    'Nothing is to be printed. Maybe say which item, lot, serial, location, container, kit or kanban card.',
  noItem: (item: string) => `There is no item ${item} here. Maybe it is written differently.`,
  noLocation: (location: string) => `There is no location ${location} here. Maybe it was deleted; choose another.`,
  noLot: () => 'A label of a lot says item and lot. Maybe the lot is missing.',
  noSerial: () => 'A label of a serial says item and serial. Maybe the serial is missing.',
  noCard: (card: string) =>
    `There is no kanban card ${card} here. Maybe it is written LOOP/BIN, or its loop has fewer bins now.`,
  noKit: (kit: string) => `There is no kit ${kit} here. Maybe it belongs to another site.`,
  noContainer: (sscc: string) =>
    `Container ${sscc} was not numbered here. Maybe leave it out: it is given the next number.`,
  noTemplate: (code: string, subject: string) =>
    `There is no template ${code} for ${withArticle(subject)}. Maybe choose another.`,
  noOrder: (order: string) => `There is no customer line ${order} here. Maybe it is written SO-1/2.`,
  otherCustomer: (template: string, customer: string, order: string, its: string) =>
    `Template ${template} is ${customer}’s, and ${order} is an order of ${its}. Maybe choose another template.`,
  noPrinter: (code: string) => `There is no printer ${code} here. Maybe it was deleted; choose another.`,
  siteSet: (code: string) =>
    `The tickets of the site go to ${code}. Maybe set another printer of tickets under Labels first.`,
  stillWaiting: (code: string, prints: number) =>
    `${counted(prints, 'print')} ${prints === 1 ? 'waits' : 'wait'} for ${code}. Maybe cancel ${prints === 1 ? 'it' : 'them'} under Labels first.`,
  labelsOnly: (code: string) =>
    `Printer ${code} prints labels alone (ZPL). Maybe choose one that speaks PDF, as a queue of a print server does.`,
  tooMany: (labels: number, most: number) => `${labels} labels are more than ${most} at once. Maybe print in parts.`,
  noPrefix: () =>
    'Containers are numbered by the company prefix of GS1, and this site has none. Maybe set it under Labels.',
  prefix: (prefix: string) =>
    `"${prefix}" is no company prefix of GS1: it has 4 to 12 digits. Maybe the check digit was taken with it.`,
  usedUp: (prefix: string, extension: number) =>
    `All container numbers of prefix ${prefix} with the extension digit ${extension} are given. Maybe set the next extension digit.`,
  notWaiting: (state: string) => `It is ${state} and not cancelled any more.`,
  notYours: (who: string, noun: string, needs: string) =>
    `${who} may not do this with ${noun}s (it needs "${needs}"). Maybe an administrator grants a role that may.`,
  sheetOnly: () => 'This went to a printer and has no sheet. Maybe print it again.',
} as const;

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

export interface PrintTold {
  /** What it is of: a subject of labels, or of papers. */
  readonly subject: string;
  readonly labels: number;
  readonly printer: string | null;
  readonly state: string;
  readonly tries: number;
  readonly said: string | null;
  readonly reprint_of: number | null;
}

/** What a print is of, in one word; of papers also where else they are printed. */
export const printNoun = (subject: string): string => (isPaper(subject) ? subject : 'label');
const elsewhere: Readonly<Record<PaperSubject, string>> = {
  ticket: 'what stands under Tickets',
  'dispatch list': 'the list on Dispatch',
};

export function printSaid({ subject, labels, printer, state, tries, said, reprint_of }: PrintTold): string {
  const what = `${counted(labels, printNoun(subject))}${reprint_of === null ? '' : `, reprint of print ${reprint_of}`}`;
  const waits = labels === 1 ? 'waits' : 'wait';
  if (printer === null) return `${what} as a sheet.`;
  switch (state) {
    case 'sent':
      return said === null ? `${what} sent to ${printer}.` : `${what} sent to ${printer}, but not ${said}.`;
    case 'cancelled':
      return `${what} for ${printer}, cancelled.`;
    case 'superseded':
      return `${what} for ${printer}, not printed: ${said}. Maybe print ${isPaper(subject) ? elsewhere[subject] : 'it again'}.`;
    case 'failed':
      return `${what}: ${printer} did not take them in ${counted(tries, 'try').replace('trys', 'tries')}: ${said}. Maybe look whether it is on, then print again.`;
    default:
      return said === null
        ? `${what} ${waits} for ${printer}.`
        : `${what} ${waits}: ${printer} did not take them yet: ${said}.`;
  }
}

export const wrongQueue = (queue: string): string =>
  `"${shown(queue)}" is no name of a queue: letters, digits, points and dashes are, and strokes between them. Maybe the whole address was typed.`;
export const queuePort = (queue: string): string =>
  `${queue} is a queue of a print server, which does not listen at 9100. Maybe 631 was meant.`;
export const notMade = 'Hotlist itself failed at it, and its log says more';
export const queueSays = {
  notThere: (queue: string, at: string) => `there is no queue ${queue} at ${at}`,
  noIpp: (at: string, status: number) => `${at} answers ${status} and is no print server`,
  wantsTls: (at: string) =>
    `${at} takes jobs over TLS alone, which is not spoken to print servers. Maybe let it take them without`,
  busy: (at: string) => `${at} is busy`,
  keptOut: (at: string) => `${at} lets nobody in without a password`,
  refuses: (queue: string, says: string) => `${queue} refuses it: ${says}`,
  silent: (at: string) => `${at} does not answer`,
} as const;

export const wrongHost = (host: string): string =>
  `"${host}" is no name of a host, nor an address. Maybe write it without its port, as in zebra-2.plant.example or 10.0.0.7.`;

/** Sentences about what a publication sends to the departments. */
import { wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import { departmentHead, departmentWords } from '../../house/departmentwords.ts';
import { allNamed, fewNamed } from '../../house/names.ts';
import type { AcknowledgeCode } from './acknowledging.ts';
import type { Holds } from './sendings.ts';

interface ChangedTicket {
  readonly order: string;
  readonly printed_for: string;
}

/** `zone`: the plant's. */
export const acknowledgeRefusals: Readonly<Record<AcknowledgeCode, (values: Values, zone: string) => string>> = {
  acknowledged: ({ department, who, at }, zone) => {
    const wall = wallClock(zone, String(at));
    const day = wall.slice(0, 10);
    return `The list of ${departmentWords(String(department))} is acknowledged already, by ${who} on ${dayWords(day, day)} ${wall.slice(11, 16)}.`;
  },
  superseded: ({ department, version, by }) =>
    `The list of version ${version} for ${departmentWords(String(department))} is superseded by that of version ${by}: nobody works to it. Maybe acknowledge version ${by}.`,
  'nobody-asked': () =>
    'This list is of work without a department: nobody is asked to acknowledge it. Maybe give its work centres a department.',
  closed: ({ department, version }) => `${isClosed(String(department), Number(version))}.`,
  'not-your-department': ({ department, own }) =>
    `It is for somebody of ${department} to say that its list arrived: you are of ${own}. Maybe ask there, or a supervisor or a planner.`,
};

export const acknowledgedWords = (department: string, version: number): string =>
  `Version ${version} is acknowledged for ${departmentWords(department)}.`;

interface SentTo {
  readonly department: string;
  readonly holds: Holds;
  readonly acknowledged_at: string | null;
  readonly operations: number;
}

/** Of all that a version was sent to; empty: nothing was sent. */
export function acknowledgedSoFar(sent: readonly SentTo[]): string {
  const asked = sent.filter(({ department, holds }) => department !== '' && holds !== 'closed');
  const open = asked.filter((one) => one.acknowledged_at === null).map(({ department }) => department);
  const [of, done] = [asked.length, asked.length - open.length];
  const apart = sent.find(({ department }) => department === '')?.operations ?? 0;
  const by =
    open.length > 0
      ? [
          `${done} of ${many(of, 'department', 'departments')} ${done === 1 ? 'has' : 'have'} acknowledged; open: ${namedTo(open)}.`,
        ]
      : of > 1
        ? [`All ${of} departments have acknowledged.`]
        : asked.map(({ department }) => `${department} has acknowledged.`);
  const nobody = `${many(apart, 'operation is', 'operations are')} of no department: nobody is asked to acknowledge ${apart === 1 ? 'it' : 'them'}.`;
  return [...by, ...(apart === 0 ? [] : [nobody])].join(' ');
}

export const noTickets = (department: string): string =>
  `Nothing was to be printed for ${departmentWords(department)}. Maybe print single tickets under Tickets.`;

export const noList = (department: string): string =>
  `Nothing stands on this list of ${departmentWords(department)}. Maybe print the one on Dispatch.`;
export const listSuperseded = (department: string, version: number): string =>
  `${departmentHead(department)} was sent the list of version ${version} since. Maybe print that.`;

interface ListCome {
  readonly department: string;
  readonly version: number;
  readonly holds: Holds;
  readonly changed: readonly ChangedTicket[];
}

const isClosed = (department: string, version: number): string =>
  `No work centre is of ${department} any more: what it was sent before version ${version} is closed`;

const ticketsOf = (changed: readonly ChangedTicket[]): string =>
  `${changed.length === 1 ? 'the ticket' : 'the tickets'} there of ${fewNamed(
    changed.map(({ order }) => order),
    mostTickets,
  )} ${changed.length === 1 ? 'is' : 'are'} no longer valid`;

/** What came to a department, before when it was published. */
export function cameWords({ department, version, holds, changed }: ListCome): string {
  const to = departmentWords(department);
  switch (holds) {
    case 'work':
      return `The list of version ${version} for ${to} has come`;
    case 'tickets':
      return `Version ${version} has nothing on the list of ${to}, and ${ticketsOf(changed)}`;
    case 'nothing':
      return `Version ${version} has nothing for ${to} any more`;
    case 'closed':
      return isClosed(department, version);
  }
}

/** On Today, before when it was published. */
export function lateToAcknowledge({ department, version, holds, changed }: ListCome): string {
  const not = `${department} has not acknowledged`;
  if (holds === 'work') return `${not} the list of version ${version}`;
  return holds === 'tickets'
    ? `${not} that version ${version} has nothing on its list, and that ${ticketsOf(changed)}`
    : `${not} that version ${version} has nothing for it any more`;
}

/** On Dispatch and on a wall, of lists that somebody is asked to acknowledge. */
export function yetToAcknowledge(sent: readonly ListCome[]): string {
  const [lists, others] = [sent.filter(({ holds }) => holds === 'work'), sent.filter(({ holds }) => holds !== 'work')];
  const [first] = lists;
  const by = allNamed(lists.map(({ department }) => department));
  const which = lists.length === 1 ? `list of version ${first?.version} is` : 'lists are';
  return [
    ...(first ? [`The ${which} to be acknowledged by ${by}`] : []),
    ...others.map((one) => `${cameWords(one)}: to be acknowledged`),
  ].join('. ');
}

/** What of a publication goes to a printer. */
export const paperHeads = { ticket: 'Its tickets', 'dispatch list': 'Its dispatch list' } as const;

/** Of the tickets of a work centre. `waiting`: those of which nobody has the paper yet. */
export function paperWords(tickets: number, waiting: readonly string[]): string {
  if (waiting.length === 0) return 'printed';
  return waiting.length === tickets ? 'to print' : `${waiting.length} of ${tickets} to print: ${waiting.join(', ')}`;
}

/** Tickets that changed and lie, or will, where the department works; undefined: none. */
export function changedWords(changed: readonly ChangedTicket[]): string | undefined {
  if (changed.length === 0) return undefined;
  const named = changed.map(({ order, printed_for }) => `${order} (new paper for ${departmentWords(printed_for)})`);
  return `Changed, and printed elsewhere: ${fewNamed(named, mostTickets)}. The old paper is superseded.`;
}

const many = (count: number, one: string, some: string): string => `${count} ${count === 1 ? one : some}`;

interface Sent {
  readonly firmed: number;
  readonly released: number;
  readonly tickets: number;
  /** Of them, those on their way to printers, and to which; dispatch lists on theirs. */
  readonly sent: number;
  readonly lists: number;
  readonly printers: readonly string[];
  /** Those that have work in it. */
  readonly departments: readonly string[];
  /** Those that had a list before, and have nothing in it. */
  readonly emptied: readonly string[];
  /** Those that have changed tickets in it, and nothing on their lists. */
  readonly ticketsAlone: readonly string[];
  /** Those that no work centre bears any more. */
  readonly closed: readonly string[];
  /** Operations of work centres without a department. */
  readonly apart: number;
  readonly mails: number;
}

/** More tickets than these are counted. */
const mostTickets = 20;

/** More departments than these are counted. */
const mostNamed = 5;

/** "Assembly, Metal and Paint shop". */
function namedTo(names: readonly string[]): string {
  const more = `${names.length - mostNamed + 1} more departments`;
  return allNamed(names.length > mostNamed ? [...names.slice(0, mostNamed - 1), more] : names);
}

/** "lists of Metal and Paint". */
const listsOf = (names: readonly string[]): string => `${names.length === 1 ? 'list' : 'lists'} of ${namedTo(names)}`;

/** "3 tickets and 1 dispatch list on the way to METAL-1", tickets that go to no printer apart. */
function papersSent(
  { tickets, sent, lists, printers }: Pick<Sent, 'tickets' | 'sent' | 'lists' | 'printers'>,
  ready: (count: number) => string,
  away: (papers: string, count: number) => string,
): readonly string[] {
  const papers = [
    ...(sent === 0 ? [] : [many(sent, 'ticket', 'tickets')]),
    ...(lists === 0 ? [] : [many(lists, 'dispatch list', 'dispatch lists')]),
  ];
  return [
    ...(tickets === sent ? [] : [ready(tickets - sent)]),
    ...(papers.length === 0 ? [] : [`${away(allNamed(papers), sent + lists)} to ${allNamed(printers)}`]),
  ];
}

/** What publishing did, in words; what is nothing is not said. */
export const sentWords = (
  number: number,
  { firmed, released, departments, emptied, ticketsAlone, closed, apart, mails, ...papers }: Sent,
): string => {
  const none = apart === 0 ? '' : many(apart, 'operation of no department', 'operations of no department');
  const to = departments.length === 0 ? [] : [`to ${namedTo(departments)}${none === '' ? '' : ` (and ${none})`}`];
  const alone = departments.length > 0 || none === '' ? [] : [`with ${none}`];
  const does = [
    ...(emptied.length === 0 ? [] : [`leaves nothing on the ${listsOf(emptied)}`]),
    ...(ticketsAlone.length === 0 ? [] : [`tells ${namedTo(ticketsAlone)} of changed tickets alone`]),
    ...(closed.length === 0 ? [] : [`closes the ${listsOf(closed)}, which no work centre is of`]),
  ];
  const left = does.length === 0 ? [] : [`and ${allNamed(does)}`];
  const did = [
    ...(firmed === 0 ? [] : [`${many(firmed, 'order', 'orders')} made firm`]),
    ...(released === 0 ? [] : [`${firmed === 0 ? many(released, 'order', 'orders') : released} released`]),
    ...papersSent(
      papers,
      (count) => `${many(count, 'ticket', 'tickets')} made ready to print`,
      (named) => `${named} on the way`,
    ),
    ...(mails === 0 ? [] : [`${many(mails, 'e-mail', 'e-mails')} on the way`]),
  ].join(', ');
  return `${[`Version ${number} is published`, ...to, ...alone, ...left].join(' ')}${did === '' ? '' : `: ${did}`}. The plan is made anew.`;
};

/** What publishing would do, asked before it is done, without what is nothing: "Assembly and Paint shop are sent their lists; 3 orders …". */
export const publishWords = ({
  firmed,
  released,
  departments: names,
  emptied,
  ticketsAlone,
  closed,
  apart,
  mails,
  ...papers
}: Sent): string => {
  const told =
    names.length === 0
      ? 'No department has work to be told of'
      : `${namedTo(names)} ${names.length === 1 ? 'is sent its list' : 'are sent their lists'}`;
  const does = [
    ...(emptied.length === 0 ? [] : [`nothing is left on the ${listsOf(emptied)}`]),
    ...(ticketsAlone.length === 0
      ? []
      : [`${namedTo(ticketsAlone)} ${ticketsAlone.length === 1 ? 'is' : 'are'} told of changed tickets alone`]),
    ...(closed.length === 0
      ? []
      : [`the ${listsOf(closed)}, which no work centre is of, ${closed.length === 1 ? 'is' : 'are'} closed`]),
    ...(apart === 0 ? [] : [`${many(apart, 'operation is', 'operations are')} of no department`]),
    ...(firmed === 0 ? [] : [`${many(firmed, 'order becomes', 'orders become')} firm`]),
    ...(released === 0
      ? []
      : [`${firmed === 0 ? many(released, 'order', 'orders') : released} ${released === 1 ? 'is' : 'are'} released`]),
    ...papersSent(
      papers,
      (count) => many(count, 'ticket is made ready to print', 'tickets are made ready to print'),
      (named, count) => `${named} ${count === 1 ? 'goes' : 'go'}`,
    ),
    ...(mails === 0 ? [] : [many(mails, 'e-mail goes out', 'e-mails go out')]),
  ].join(', ');
  return `${told.slice(0, 1).toUpperCase()}${told.slice(1)}${does === '' ? '' : `; ${does}`}. The floor works to it at once, and nothing of it is taken back.`;
};

/** Until when the list of a department goes, on the plant's clock; `near`: a day of the year that is not named. */
export function goesUntil(until: string, zone: string, near: string): string {
  const wall = wallClock(zone, until);
  return `What begins before ${dayWords(wall.slice(0, 10), near)}, ${wall.slice(11, 16)} stands on this list; what begins later comes with a later publication.`;
}

/** Why a version is no longer published, kept with that. */
export const whySuperseded = (number: number): string => `version ${number} is published`;

/** Doors to what was published, beside what became of it. */
export const publishedDoors = {
  sent: 'Who was sent what',
  floor: 'What the floor does next',
  drawn: 'The board',
} as const;

/** The door that publishes, once it was asked. */
export const publishDoor = (number: number): string => `Publish version ${number} now`;
/** Before what publishing would do: what it costs against the published plan. */
export function movedNow({ moved, newly_late: late, promises_broken: broken }: Cost): string {
  const parts = [
    moved === 0 ? 'Nothing moves against the published plan' : many(moved, 'operation moves', 'operations move'),
    ...(late > 0 ? [many(late, 'order becomes late', 'orders become late')] : []),
    ...(broken > 0 ? [many(broken, 'promise is broken', 'promises are broken')] : []),
  ];
  return `${parts.join(', ')}. `;
}

interface Cost {
  readonly moved: number;
  readonly newly_late: number;
  readonly promises_broken: number;
}

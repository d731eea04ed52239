/** The mail that a department gets when a version is published, as text and as a page; and why it is not sent. */

import { wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import { departmentHead, departmentWords } from '../../house/departmentwords.ts';
import { fewNamed } from '../../house/names.ts';
import { escaped } from '../mail/html.ts';
import { notSetUp } from '../mail/mail.messages.ts';
import type { PublishedLine } from './listchanged.ts';
import type { SendCode } from './publicationmail.ts';
import { changedWords, goesUntil } from './publications.messages.ts';
import type { Holds } from './sendings.ts';

export interface MailedPublication {
  readonly site: { readonly code: string; readonly name: string; readonly zone: string };
  readonly id: number;
  readonly version: number;
  readonly department: string;
  readonly holds: Holds;
  readonly published_at: string;
  readonly published_by: string;
  readonly until: string | null;
  /** In the order of their starts. */
  readonly list: readonly PublishedLine[];
  /** What is attached: "WO-7 issue 2". */
  readonly tickets: readonly string[];
  readonly changed: Parameters<typeof changedWords>[0];
}

export const sendRefusals: Readonly<Record<SendCode, (values: Values, department: string) => string>> = {
  'not-set-up': () => notSetUp,
  'no-address': (_, department) => noAddress(department),
  'published-since': ({ since }) =>
    `Version ${since} was published since: this list is no longer the one to work by. Maybe send that version's.`,
  closed: (_, department) => `No work centre is of ${department} any more: nobody works by what it was sent.`,
  'on-its-way': () => 'It is on its way already.',
  'sent-already': (_, department) =>
    `It was sent to every address of ${departmentWords(department)} already. Maybe give another under Departments.`,
};

export const noAddress = (department: string): string =>
  department === ''
    ? 'Work without a department has no address. Maybe give its work centres a department.'
    : `No address: give one for ${department} under Departments.`;

export const notSentThen =
  'It was not sent by e-mail: when it was published, there was no address or mail was not set up.';

export const onTheirWay = (mails: number): string =>
  mails === 1 ? 'The e-mail is on its way.' : `${mails} e-mails are on their way.`;

/** A line break in a name would begin another head of the mail. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const head = (department: string): string =>
  department === ''
    ? `Dispatch list for ${departmentWords(department)}`
    : `Dispatch list ${departmentHead(department)}`;

export const mailSubject = ({
  department,
  version,
  site,
}: Pick<MailedPublication, 'department' | 'version'> & { readonly site: { readonly name: string } }): string =>
  oneLine(`${head(department)}, version ${version}, ${site.name}`);

export function letterOf(
  of: MailedPublication,
  desk: string | undefined,
): { readonly text: string; readonly html: string } {
  const told: Told = {
    title: oneLine(head(of.department)),
    published: `Version ${of.version}, published on ${clock(of, of.published_at).join(' ')} by ${of.published_by}. Times are those of ${of.site.name}.`,
    attached: attachedWords(of),
    until: of.until === null ? undefined : goesUntil(of.until, of.site.zone, wallClock(of.site.zone, of.published_at)),
    machines: machinesOf(of),
    nothing: of.holds === 'tickets' ? nothingToDo : nothingLeft,
    link:
      desk === undefined
        ? undefined
        : `${desk}/publications?site=${encodeURIComponent(of.site.code)}&view=All&row=${of.id}`,
  };
  return { text: textOf(told), html: pageOf(told) };
}

interface Told {
  readonly title: string;
  readonly published: string;
  readonly attached: string;
  readonly until: string | undefined;
  readonly machines: readonly { readonly name: string; readonly lines: readonly ToldLine[] }[];
  /** Where there is no machine. */
  readonly nothing: string;
  readonly link: string | undefined;
}
interface ToldLine {
  readonly when: string;
  readonly order: string;
  readonly what: string;
}

/** Of the tickets that are attached. */
const mostNamed = 20;
const nothingLeft = 'There is nothing to do any more: the list before is not worked by.';
const nothingToDo = 'Nothing is on the list, and none before it is worked by.';
const acknowledge = 'Acknowledge it in Hotlist, under Publications.';

function attachedWords({ tickets, changed }: Pick<MailedPublication, 'tickets' | 'changed'>): string {
  const elsewhere = changedWords(changed);
  const count = tickets.length === 1 ? '1 ticket is' : `${tickets.length} tickets are`;
  const here = tickets.length > 0 ? `${count} attached, new or changed: ${fewNamed(tickets, mostNamed)}.` : undefined;
  return [here, elsewhere].filter((one) => one !== undefined).join(' ') || 'No ticket is new or changed.';
}

/** By name, as somebody looks for his machine; what no machine does is last. */
function machinesOf({ list, ...of }: MailedPublication): Told['machines'] {
  const names = [...new Set(list.map((line) => line.machine))].sort((a, b) =>
    a === null ? 1 : b === null ? -1 : a.localeCompare(b, 'en', { numeric: true }),
  );
  return names.map((name) => ({
    name: name ?? 'Outside, or by hand',
    lines: list.filter((line) => line.machine === name).map((line) => toldLine(of, line)),
  }));
}

function toldLine(of: Pick<MailedPublication, 'site' | 'published_at'>, line: PublishedLine): ToldLine {
  const [[day, from], [endDay, to]] = [clock(of, line.starts), clock(of, line.ends)];
  return {
    when: day === endDay ? `${day} ${from} – ${to}` : `${day} ${from} – ${endDay} ${to}`,
    order: `${line.order} step ${line.seq}`,
    what: [line.step, line.item, `${line.left} ${line.unit}`].filter((word) => word !== null).join(', '),
  };
}

/** Day and time on the plant's clock, the year where it is not that of the publication. */
function clock({ site, published_at }: Pick<MailedPublication, 'site' | 'published_at'>, at: string): [string, string] {
  const wall = wallClock(site.zone, at);
  return [dayWords(wall.slice(0, 10), wallClock(site.zone, published_at)), wall.slice(11, 16)];
}

const textOf = ({ title, published, attached, until, machines, nothing, link }: Told): string =>
  `${[
    `${title}\n${published}`,
    attached,
    ...(until === undefined ? [] : [until]),
    ...(machines.length === 0 ? [nothing] : []),
    ...machines.map(({ name, lines }) =>
      [name, ...lines.map(({ when, order, what }) => `  ${when}  ${order}  ${what}`)].join('\n'),
    ),
    link === undefined ? acknowledge : `Acknowledge it: ${link}`,
  ].join('\n\n')}\n`;

const cell = (text: string, style = ''): string =>
  `<td style="padding:3px 14px 3px 0;border-bottom:1px solid #8888;vertical-align:top;${style}">${escaped(text)}</td>`;

/** Readers of mail know no style sheet of ours, fetch nothing and are not asked to. */
const pageOf = ({ title, published, attached, until, machines, nothing, link }: Told): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title></head>
<body style="font:14px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums">
<h1 style="font-size:18px;margin:0 0 4px">${escaped(title)}</h1>
<p style="margin:0 0 10px">${escaped(published)}</p>
<p style="margin:0 0 10px">${escaped(attached)}</p>${until === undefined ? '' : `\n<p style="margin:0 0 10px">${escaped(until)}</p>`}
${machines.length === 0 ? `<p>${nothing}</p>` : machines.map(machineOf).join('\n')}
<p style="margin:16px 0 0">${link === undefined ? acknowledge : `<a href="${escaped(link)}">Acknowledge it in Hotlist</a>`}</p>
</body></html>
`;

const machineOf = ({ name, lines }: Told['machines'][number]): string =>
  `<h2 style="font-size:15px;margin:14px 0 2px">${escaped(name)}</h2>
<table style="border-collapse:collapse">
${lines.map(({ when, order, what }) => `<tr>${cell(when)}${cell(order, 'white-space:nowrap')}${cell(what)}</tr>`).join('\n')}
</table>`;

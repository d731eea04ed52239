/** Lines and entries of a calendar file (iCalendar, RFC 5545), each with the row where it stands. */

export interface IcsLine {
  /** Of the file, from 1: where it begins. */
  readonly row: number;
  /** "DTSTART" */
  readonly name: string;
  /** ";VALUE=DATE" */
  readonly params: string;
  readonly value: string;
}

/** A VEVENT with the lines that are its own: none of an alarm within it. */
export interface IcsEntry {
  readonly row: number;
  readonly lines: readonly IcsLine[];
}

/** A line that begins with a blank goes on with the one before. */
function linesOf(text: string): readonly IcsLine[] {
  const rows: { readonly row: number; readonly parts: string[] }[] = [];
  for (const [n, words] of text.split(/\r\n|\n|\r/).entries()) {
    const before = words[0] === ' ' || words[0] === '\t' ? rows.at(-1) : undefined;
    if (before) before.parts.push(words.slice(1));
    else rows.push({ row: n + 1, parts: [words] });
  }
  return rows.flatMap(({ row, parts }) => {
    const words = parts.join('');
    const colon = colonOf(words);
    if (colon < 0) return [];
    const [name = ''] = words.slice(0, colon).split(';', 1);
    const params = words.slice(name.length, colon);
    return [{ row, name: name.trim().toUpperCase(), params, value: words.slice(colon + 1).trim() }];
  });
}

/** Where the value begins: a colon may stand in quotes before. */
function colonOf(words: string): number {
  let quoted = false;
  for (let at = 0; at < words.length; at++) {
    if (words[at] === '"') quoted = !quoted;
    else if (words[at] === ':' && !quoted) return at;
  }
  return -1;
}

/** Of every calendar in the file; undefined: what begins in it does not end. */
export function entriesOf(text: string): readonly IcsEntry[] | undefined {
  const entries: { readonly row: number; readonly lines: IcsLine[] }[] = [];
  const within: string[] = [];
  for (const line of linesOf(text)) {
    const what = line.value.toUpperCase();
    if (line.name === 'BEGIN') {
      within.push(what);
      if (what === 'VEVENT') entries.push({ row: line.row, lines: [] });
    } else if (line.name === 'END') {
      if (within.pop() !== what) return undefined;
    } else if (within.at(-1) === 'VEVENT') entries.at(-1)?.lines.push(line);
  }
  return within.length === 0 ? entries : undefined;
}

/** "a\, b\nc" as it is meant. */
export const textOf = (value: string): string =>
  value
    .replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? ' ' : sign))
    .replace(/\s+/g, ' ')
    .trim();

/** Days of "P3D" or "P2W"; undefined: it is none of whole days. */
export function daysOfDuration(value: string): number | undefined {
  const [all, weeks = '0', days = '0'] = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:0+[HMS])+)?$/i.exec(value) ?? [];
  return all === undefined || !/\d/.test(all) ? undefined : 7 * Number(weeks) + Number(days);
}

/** Sentences about what was read from labels and could not be: with the value, the place and the way out. */
import { wrongCheckDigit } from '../../house/checkdigits.ts';
import type { Identifier, Part } from './applicationidentifiers.ts';

/** Control characters are shown as what they are called; what is long is cut. */
export const shown = (text: string): string => {
  const plain = text.replaceAll(/\p{Cc}/gu, (one) => controls[one] ?? '?');
  return plain.length > 40 ? `${plain.slice(0, 37)}...` : plain;
};
const controls: Readonly<Record<string, string>> = { '\u001d': '<GS>', '\u001e': '<RS>', '\u0004': '<EOT>' };

const called = ({ ai, title }: Identifier): string => `(${ai}) ${title}`;
const where = (at: number | undefined): string => (at === undefined ? '' : ` at character ${at}`);
const sized = ({ least, most }: Identifier): string => (least === most ? `${most}` : `${least} to ${most}`);
const kinds: Readonly<Record<Part['set'], string>> = {
  N: 'takes digits alone',
  X: 'takes letters without accents, digits and !"%&\'()*+,-./:;<=>?_',
  Y: 'takes capital letters, digits and #-/',
  Z: 'takes letters, digits, - _ and =',
};
const lost = 'Maybe the separator (FNC1) between two of them was lost: set the reader to send it as GS.';

export const elementFaults = {
  nothing: () => 'No element was read. Maybe scan again, over the whole code.',
  unknown: (rest: string, at: number | undefined, before: string | undefined) =>
    `"${shown(rest)}"${where(at)} begins with no application identifier${before === undefined ? '.' : `, after (${before}).`} ${before === undefined ? 'Maybe it is no GS1 code.' : lost}`,
  bracket: (rest: string, at: number) =>
    `"${shown(rest)}"${where(at)} should begin with an application identifier in brackets, as (01). Maybe a bracket of a value is to be written \\(.`,
  short: (one: Identifier, value: string, at: number | undefined) =>
    `${called(one)} takes ${sized(one)} characters, and "${shown(value)}"${where(at)} has ${value.length}. Maybe the code was read or typed in part.`,
  long: (one: Identifier, value: string, at: number | undefined) =>
    `${called(one)} takes ${sized(one)} characters, and "${shown(value)}"${where(at)} has ${value.length}. ${lost}`,
  character: (one: Identifier, value: string, set: Part['set'], at: number | undefined) =>
    `${called(one)} ${kinds[set]}, and "${shown(value)}"${where(at)} has others. ${lost}`,
  day: (one: Identifier, value: string, at: number | undefined) =>
    `${called(one)} is a day as YYMMDD, and "${shown(value)}"${where(at)} is none. Maybe month and day were swapped.`,
} as const;

export const elementWarnings = {
  checkDigit: (one: Identifier, number: string) => `${wrongCheckDigit(called(one), number)} It is kept as it stands.`,
} as const;

export const linkFaults = {
  noAddress: (text: string) => `"${shown(text)}" is no address of the web. Maybe it was read in part.`,
  noKey: (text: string) =>
    `"${shown(text)}" is an address of the web and names no GS1 key, as /01/ and a GTIN would. Maybe it is an advertisement; scan the other code.`,
  notUnder: (ai: string, key: string) =>
    `(${ai}) does not stand in the path under (${key}), or not in that place. Maybe it belongs behind the "?".`,
  encoding: (piece: string) => `"${shown(piece)}" is no text as addresses write it. Maybe a % is to be written %25.`,
} as const;

export const identifierFaults = {
  none: (text: string) =>
    `"${shown(text)}" begins with no data identifier, as P, 1T or 3S. Maybe it is a code without one.`,
  empty: (di: string, title: string) => `${di} (${title}) has no value. Maybe the code was read in part.`,
  value: (di: string, title: string, value: string, takes: string) =>
    `${di} (${title}) takes ${takes}, and "${shown(value)}" is something else. Maybe scan the field beside it.`,
  envelope: (text: string) =>
    `"${shown(text)}" begins as a message of ISO 15434, and its end or a separator is missing. Maybe set the reader to send RS, GS and EOT.`,
  format: (format: string) =>
    `Format ${format} of ISO 15434 is not read here; 05 (GS1) and 06 (data identifiers) are. Maybe scan the other code of the label.`,
} as const;

export const identifierWarnings = {
  unknown: (di: string, value: string) =>
    `${di} is no data identifier known here; "${shown(value)}" is kept as it stands.`,
} as const;

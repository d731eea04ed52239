/**
 * Element strings of GS1: application identifiers with their values, as a symbol carries them (with separators) and as people
 * read them (in brackets). Pure. What cannot be read is a fault with its place; a wrong check digit is a warning, and the number
 * is kept: the goods that bear it stand there. Source: GS1 General Specifications 7.8; GLOSSARY "application identifier".
 */

import { checks } from '../../house/checkdigits.ts';
import { isDay } from '../../house/clock.ts';
import { type Identifier, identifierAt, identifiers, type Part } from './applicationidentifiers.ts';
import { elementFaults, elementWarnings } from './gs1.messages.ts';

/** What parts an element without a fixed length from the next: FNC1 in a symbol, this character where it is sent on. */
export const separator = '\u001d';

export interface Element {
  readonly ai: string;
  readonly value: string;
}

/** Something was read, with warnings; or the sentence why not. */
export type Readout<Content> =
  | { readonly kind: 'read'; readonly content: Content; readonly warnings: readonly string[] }
  | { readonly kind: 'faulty'; readonly says: string };

export type ElementsRead = Readout<readonly Element[]>;

export const faulty = (says: string): { readonly kind: 'faulty'; readonly says: string } => ({ kind: 'faulty', says });

/** As a reader sends it: "0109506000134352" "10ABC" separator "21…". */
export function readElements(text: string): ElementsRead {
  const elements: Element[] = [];
  let at = text.startsWith(separator) ? 1 : 0;
  if (at === text.length) return faulty(elementFaults.nothing());
  while (at < text.length) {
    const rest = text.slice(at);
    const identifier = identifierAt(rest);
    const last = elements.at(-1);
    if (!identifier) return faulty(elementFaults.unknown(rest, at + 1, last?.ai));
    const from = at + identifier.ai.length;
    const end = identifier.fixed ? from + identifier.most : endOf(text, from);
    const value = text.slice(from, end);
    const wrong = wrongValue(identifier, value, from + 1);
    if (wrong !== undefined) return faulty(wrong);
    elements.push({ ai: identifier.ai, value });
    at = text[end] === separator ? end + 1 : end;
  }
  return { kind: 'read', content: elements, warnings: warningsOf(elements) };
}

const endOf = (text: string, from: number): number => {
  const end = text.indexOf(separator, from);
  return end < 0 ? text.length : end;
};

/** As it stands under a symbol: "(01)09506000134352(10)ABC". A bracket that belongs to a value is written "\(". */
export function readBracketed(text: string): ElementsRead {
  const elements: Element[] = [];
  const one = /\((\d{2,4})\)((?:\\\(|[^(])*)/y;
  let at = 0;
  while (at < text.length) {
    one.lastIndex = at;
    const match = one.exec(text);
    const [whole, ai = '', written = ''] = match ?? [];
    if (!whole) return faulty(elementFaults.bracket(text.slice(at), at + 1));
    const identifier = identifiers.get(ai);
    if (!identifier) return faulty(elementFaults.unknown(ai, at + 2, elements.at(-1)?.ai));
    const value = written.replaceAll('\\(', '(');
    const wrong = wrongValue(identifier, value, at + ai.length + 3);
    if (wrong !== undefined) return faulty(wrong);
    elements.push({ ai, value });
    at += whole.length;
  }
  return elements.length === 0
    ? faulty(elementFaults.nothing())
    : { kind: 'read', content: elements, warnings: warningsOf(elements) };
}

/** For a symbol; throws what no identifier takes: who writes a label has checked it. */
export function writeElements(elements: readonly Element[]): string {
  return elements
    .map(({ ai, value }, index) => {
      const ends = known(ai, value).fixed || index === elements.length - 1;
      return `${ai}${value}${ends ? '' : separator}`;
    })
    .join('');
}

export const writeBracketed = (elements: readonly Element[]): string =>
  elements
    .map(({ ai, value }) => {
      known(ai, value);
      return `(${ai})${value.replaceAll('(', '\\(')}`;
    })
    .join('');

function known(ai: string, value: string): Identifier {
  const wrong = wrongElement(ai, value);
  const identifier = identifiers.get(ai);
  if (wrong !== undefined || !identifier) throw new Error(wrong ?? `no identifier ${ai}`);
  return identifier;
}

/** What is wrong with one element, in a sentence; a wrong check digit is not. */
export function wrongElement(ai: string, value: string): string | undefined {
  const identifier = identifiers.get(ai);
  return identifier ? wrongValue(identifier, value) : elementFaults.unknown(ai, undefined, undefined);
}

const sets: Readonly<Record<Part['set'], RegExp>> = {
  N: /^\d*$/,
  X: /^[!-"%-?A-Z_a-z]*$/,
  Y: /^[#\-/0-9A-Z]*$/,
  Z: /^[-0-9A-Z_a-z=]*$/,
};

function wrongValue(identifier: Identifier, value: string, at?: number): string | undefined {
  const { least, most, parts } = identifier;
  if (value.length < least) return elementFaults.short(identifier, value, at);
  if (value.length > most) return elementFaults.long(identifier, value, at);
  let from = 0;
  for (const part of parts) {
    const piece = value.slice(from, from + part.most);
    if (!sets[part.set].test(piece)) return elementFaults.character(identifier, value, part.set, at);
    if (part.day && piece !== '' && !isDay(dayText(piece, 2000))) return elementFaults.day(identifier, value, at);
    from += part.most;
  }
  return undefined;
}

export function warningsOf(elements: readonly Element[]): readonly string[] {
  return elements.flatMap(({ ai, value }) => {
    const identifier = identifiers.get(ai);
    const first = identifier?.parts[0];
    if (!identifier || !first?.checked) return [];
    const number = value.slice(0, first.most);
    return checks(number) ? [] : [elementWarnings.checkDigit(identifier, number)];
  });
}

/**
 * "YYMMDD" as a day; 00 for the day means the last of the month. The century is the one in which the year is at most 49 years gone
 * and 50 to come, seen from `year`. Source: GS1 General Specifications 7.12.
 */
export function dayOf(value: string, year: number): string {
  const yy = Number(value.slice(0, 2));
  const past = yy - (year % 100);
  const century = Math.floor(year / 100) + (past >= 51 ? -1 : past <= -50 ? 1 : 0);
  return dayText(value, century * 100);
}

function dayText(value: string, century: number): string {
  const [yy, mm, dd] = [value.slice(0, 2), value.slice(2, 4), value.slice(4, 6)];
  const year = century + Number(yy);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lasts = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return `${year}-${mm}-${dd === '00' ? (lasts[Number(mm) - 1] ?? dd) : dd}`;
}

/** "2026-11-03" as "261103". */
export const dayValue = (day: string): string => day.slice(2).replaceAll('-', '');

/** The number that a value says, exact, as text: "000195" of (3103) is "0.195". */
export function amountOf(ai: string, value: string): string {
  const decimals = identifiers.get(ai)?.decimals ?? 0;
  const digits = value.padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/^0+(?=\d)/, '');
  const part = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return part === '' ? whole : `${whole}.${part}`;
}

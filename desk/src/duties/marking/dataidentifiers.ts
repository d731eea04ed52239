/**
 * Data identifiers of ANSI MH10.8.2, as AIAG B-10 labels carry them: one a bar code ("P", then the part number), or many in a
 * message of ISO 15434 in a two-dimensional code. Pure. Source: ANSI MH10.8.2; AIAG B-10; ISO/IEC 15434.
 */
import { isDay } from '../../house/clock.ts';
import { identifierFaults, identifierWarnings } from './gs1.messages.ts';
import { type Element, faulty, type Readout, readElements, separator } from './gs1.ts';

export interface Field {
  readonly di: string;
  readonly value: string;
}

type Takes = 'text' | 'number' | 'YYMMDD' | 'YYYYMMDD';

/** What each is called, how long its value is at most where the trade says so, and what it is made of. */
const known: Readonly<Record<string, readonly [title: string, most?: number, takes?: Takes]>> = {
  B: ['Container type'],
  D: ['Date', 6, 'YYMMDD'],
  '12D': ['Date', 8, 'YYYYMMDD'],
  '14D': ['Expires', 8, 'YYYYMMDD'],
  '16D': ['Production date', 8, 'YYYYMMDD'],
  J: ['License plate', 35],
  '1J': ['License plate of a package', 35],
  '2J': ['License plate of packages', 35],
  '3J': ['License plate of a package, with EDI', 35],
  '4J': ['License plate of a transport unit, with EDI', 35],
  '5J': ['License plate of a mixed transport unit', 35],
  '6J': ['License plate of a mixed transport unit, with EDI', 35],
  K: ["Customer's order"],
  '1K': ["Supplier's order"],
  '2K': ['Bill of lading'],
  '4K': ["Line of the customer's order"],
  '10K': ['Invoice'],
  '11K': ['Packing list'],
  L: ['Storage location'],
  '1L': ['Location'],
  '2L': ['Ship to'],
  '4L': ['Country of origin'],
  P: ["Customer's part number", 25],
  '1P': ["Supplier's part number", 35],
  '2P': ['Revision'],
  Q: ['Quantity', 10, 'number'],
  S: ['Serial', 35],
  '2S': ['Shipment notice'],
  '3S': ['Package', 35],
  '4S': ['Master package', 35],
  '5S': ['Mixed package', 35],
  T: ['Lot', 20],
  '1T': ["Supplier's lot", 35],
  V: ['Supplier', 20],
  '1V': ['Supplier, by its own code', 20],
  W: ['Work order', 35],
};

const takesWords: Readonly<Record<Takes, string>> = {
  text: 'letters and digits',
  number: 'a number',
  YYMMDD: 'a day as YYMMDD',
  YYYYMMDD: 'a day as YYYYMMDD',
};

const fits: Readonly<Record<Takes, (value: string) => boolean>> = {
  text: (value) => /^[ -~]+$/.test(value),
  number: (value) => /^\d+(\.\d+)?$/.test(value),
  YYMMDD: (value) => /^\d{6}$/.test(value) && isDay(dayOfField(value)),
  YYYYMMDD: (value) => /^\d{8}$/.test(value) && isDay(dayOfField(value)),
};

/** "20261103" or "261103" as a day; two digits of a year are of this century. */
export function dayOfField(value: string): string {
  const whole = value.length === 6 ? `20${value}` : value;
  return `${whole.slice(0, 4)}-${whole.slice(4, 6)}-${whole.slice(6)}`;
}

/** What is wrong with one field, in a sentence; what is not known here is not. */
export function wrongField({ di, value }: Field): string | undefined {
  const [title, most = 60, takes = 'text'] = known[di] ?? ['not known here'];
  if (value === '') return identifierFaults.empty(di, title);
  return fits[takes](value) && value.length <= most
    ? undefined
    : identifierFaults.value(di, title, value, `${takesWords[takes]}, ${most} characters at most`);
}

/** One bar code: "PFRAME-54", "Q20". */
export function readField(text: string): Readout<Field> {
  const match = /^(\d{0,3}[A-Z])(.*)$/s.exec(text);
  const [, di, value = ''] = match ?? [];
  if (di === undefined) return faulty(identifierFaults.none(text));
  const wrong = wrongField({ di, value });
  if (wrong !== undefined) return faulty(wrong);
  return {
    kind: 'read',
    content: { di, value },
    warnings: di in known ? [] : [identifierWarnings.unknown(di, value)],
  };
}

/** What is known here and well made; a code of ours may look so too. */
export const isKnownField = (text: string): boolean => {
  const read = readField(text);
  return read.kind === 'read' && read.warnings.length === 0;
};

/** Throws what no field takes: who writes a label has checked it. */
export function writeField(field: Field): string {
  const wrong = wrongField(field);
  if (wrong !== undefined) throw new Error(wrong);
  return `${field.di}${field.value}`;
}

const [begin, record, end] = ['[)>\u001e', '\u001e', '\u0004'];

export interface Message {
  readonly fields: readonly Field[];
  readonly elements: readonly Element[];
}

export const isMessage = (text: string): boolean => text.startsWith('[)>');

/** The message of a two-dimensional code: data identifiers (format 06), application identifiers (05), or both. */
export function readMessage(text: string): Readout<Message> {
  if (!text.startsWith(begin) || !text.includes(record, begin.length)) return faulty(identifierFaults.envelope(text));
  const fields: Field[] = [];
  const elements: Element[] = [];
  const warnings: string[] = [];
  for (const envelope of text.slice(begin.length).replace(end, '').split(record)) {
    if (envelope === '') continue;
    const [format = '', ...pieces] = envelope.split(separator);
    if (format === '05') {
      const read = readElements(pieces.join(separator));
      if (read.kind === 'faulty') return read;
      elements.push(...read.content);
      warnings.push(...read.warnings);
    } else if (format === '06') {
      for (const piece of pieces) {
        const read = readField(piece);
        if (read.kind === 'faulty') return read;
        fields.push(read.content);
        warnings.push(...read.warnings);
      }
    } else return faulty(identifierFaults.format(format.slice(0, 2)));
  }
  return { kind: 'read', content: { fields, elements }, warnings };
}

export const writeMessage = (fields: readonly Field[]): string =>
  `${begin}06${fields.map((field) => `${separator}${writeField(field)}`).join('')}${record}${end}`;

/**
 * What a scanned text says by itself, before anybody looks up what of it is ours. Pure. A text may be read in two ways: "P123" is the
 * code of somebody's item, or part number 123 on a customer's label; both are answered, the whole text first.
 */
import { checks, gtin14, isGtin } from '../../house/checkdigits.ts';
import { dayOfField, type Field, isKnownField, isMessage, readField, readMessage } from './dataidentifiers.ts';
import { isAddress, readDigitalLink } from './digitallink.ts';
import { amountOf, dayOf, type Element, readBracketed, readElements, separator } from './gs1.ts';

/** What of ours a scan may name, beside a ticket. */
export const scannedKinds = [
  'work order',
  'purchase line',
  'purchase order',
  'container',
  'lot',
  'serial',
  'item',
  'location',
  'kit',
  'kanban card',
  'ship notice',
  'transfer',
  'badge',
] as const;
export type ScannedKind = (typeof scannedKinds)[number];

/** What a label says of what it stands on, whoever's label it is. */
export interface Label {
  /** Of 14 digits. */
  readonly gtin?: string;
  /** A part number: ours or a partner's. */
  readonly part?: string;
  readonly lot?: string;
  readonly serial?: string;
  /** In whatever is counted; exact, as text. */
  readonly qty?: string;
  readonly expires?: string;
  readonly made?: string;
  /** An SSCC or another license plate. */
  readonly container?: string;
  readonly location?: string;
  /** A purchase order of ours, and its line. */
  readonly order?: string;
  readonly orderLine?: string;
  readonly workOrder?: string;
}

export interface ScanRead {
  /** The text as it may stand in a table; absent where it is the syntax of a label alone. */
  readonly plain?: string;
  readonly label?: Label;
  readonly warnings: readonly string[];
  /** Why nothing could be read of what looks like a label. */
  readonly fault?: string;
  /** An address of the web that names no GS1 key. */
  readonly foreign?: boolean;
}

/** Readers may say first what kind of symbol it was: "]C1" GS1-128, "]d2" GS1 DataMatrix, "]Q3" GS1 QR (ISO/IEC 15424). */
const symbology = /^\][A-Za-z][0-9A-Za-z]/;
const gs1Symbols = [']C1', ']e0', ']d2', ']Q3', ']J1'];

export function readScan(typed: string, year: number): ScanRead {
  const whole = typed.trim();
  const [symbol = ''] = symbology.exec(whole) ?? [];
  const text = whole.slice(symbol.length);
  if (text === '') return { warnings: [] };
  if (isMessage(text)) {
    const read = readMessage(text);
    if (read.kind === 'faulty') return { warnings: [], fault: read.says };
    const { fields, elements } = read.content;
    return { label: { ...ofFields(fields), ...ofElements(elements, year) }, warnings: read.warnings };
  }
  if (isAddress(text)) {
    const read = readDigitalLink(text);
    return read.kind === 'read'
      ? { label: ofElements(read.content, year), warnings: read.warnings }
      : { warnings: [], fault: read.says, foreign: true };
  }
  const bracketed = /^\(\d{2,4}\)/.test(text);
  if (bracketed || gs1Symbols.includes(symbol) || text.includes(separator)) {
    const read = bracketed ? readBracketed(text) : readElements(text);
    return read.kind === 'read'
      ? { label: ofElements(read.content, year), warnings: read.warnings }
      : { plain: text, warnings: [], fault: read.says };
  }
  return { plain: text, warnings: [], ...bare(text, year) };
}

/** Nothing says what it is: digits may be a GTIN, an SSCC or elements without a separator; letters may be a data identifier. */
function bare(text: string, year: number): { readonly label?: Label } {
  if (isGtin(text)) return { label: { gtin: gtin14(text) } };
  if (/^\d{18}$/.test(text) && checks(text)) return { label: { container: text } };
  if (/^0[012]\d{14}/.test(text)) {
    const read = readElements(text);
    // A text of digits that begins as elements by chance ends wrong, or fails by its check digit.
    return read.kind === 'read' && read.warnings.length === 0 ? { label: ofElements(read.content, year) } : {};
  }
  const field = isKnownField(text) ? readField(text) : undefined;
  const label = field?.kind === 'read' ? ofFields([field.content]) : {};
  return Object.keys(label).length > 0 ? { label } : {};
}

const named: Readonly<Record<string, keyof Label>> = {
  '00': 'container',
  '01': 'gtin',
  '02': 'gtin',
  '10': 'lot',
  '21': 'serial',
  '30': 'qty',
  '37': 'qty',
  '241': 'part',
  '400': 'order',
  P: 'part',
  '1P': 'part',
  Q: 'qty',
  S: 'serial',
  T: 'lot',
  '1T': 'lot',
  K: 'order',
  '4K': 'orderLine',
  L: 'location',
  '1L': 'location',
  W: 'workOrder',
  J: 'container',
  '1J': 'container',
  '2J': 'container',
  '3J': 'container',
  '4J': 'container',
  '5J': 'container',
  '6J': 'container',
  '3S': 'container',
  '4S': 'container',
  '5S': 'container',
};

/** Net weights, lengths, areas and volumes are quantities of a trade item that is measured. */
const measured = /^3(1[0-6]|2[0-9]|5[0-2]|5[67]|6[014-6])\d$/;

function ofElements(elements: readonly Element[], year: number): Label {
  const label: Partial<Record<keyof Label, string>> = {};
  for (const { ai, value } of elements) {
    const name = named[ai] ?? (measured.test(ai) ? 'qty' : undefined);
    if (ai === '17' || (ai === '15' && label.expires === undefined)) label.expires = dayOf(value, year);
    else if (ai === '11') label.made = dayOf(value, year);
    else if (name === 'qty') label.qty ??= amountOf(ai, value);
    else if (name) label[name] ??= value;
  }
  return label;
}

function ofFields(fields: readonly Field[]): Label {
  const label: Partial<Record<keyof Label, string>> = {};
  for (const { di, value } of fields) {
    if (di === '14D') label.expires = dayOfField(value);
    else if (di === '16D') label.made = dayOfField(value);
    else if (named[di]) label[named[di]] ??= value;
  }
  return label;
}

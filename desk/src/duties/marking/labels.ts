/** What a label says of a thing, and the numbers of containers. Pure. Source: GS1 logistic label guideline; GS1 General Specifications 2.2.1. */
import { gtin14, isGtin, withCheckDigit } from '../../house/checkdigits.ts';
import { type Field, writeMessage, wrongField } from './dataidentifiers.ts';
import { dayValue, type Element, separator, writeElements, wrongElement } from './gs1.ts';
import type { Subject } from './templates.ts';

export interface Facts {
  readonly site: string;
  readonly today: string;
  readonly item?: string;
  readonly name?: string | null;
  readonly unit?: string;
  readonly gtin?: string | null;
  readonly lot?: string;
  /** A decimal number, as text. */
  readonly qty?: string;
  readonly expires?: string | null;
  readonly location?: string;
  readonly kind?: string;
  readonly sscc?: string;
  readonly serial?: string;
  readonly kit?: string;
  readonly card?: string;
  /** The place from which a bin is filled. */
  readonly from?: string;
  readonly order?: string;
  readonly step?: string | null;
  readonly customer?: string | null;
  readonly customer_name?: string | null;
  /** The line of his order, as we call it. */
  readonly customer_order?: string | null;
  /** As he calls his order. */
  readonly customer_ref?: string | null;
}

export type Values = Readonly<Record<string, string>>;

export function valuesOf(subject: Subject, facts: Facts): Values {
  const said = Object.entries(facts).flatMap(([name, value]) => (value ? [[name, String(value)] as const] : []));
  return { ...Object.fromEntries(said), barcode: linear(subject, facts), barcode2d: whole(subject, facts) };
}

const gs1 = (elements: readonly Element[]): string => `${separator}${writeElements(elements)}`;

/** An element, where its identifier takes the value. */
const element = (ai: string, value: string | null | undefined): readonly Element[] =>
  value && wrongElement(ai, value) === undefined ? [{ ai, value }] : [];

const itemElements = ({ gtin }: Facts, ai = '01'): readonly Element[] =>
  gtin && isGtin(gtin) ? [{ ai, value: gtin14(gtin) }] : [];

const lotElements = ({ lot, expires, qty }: Facts, count: '30' | '37'): readonly Element[] => [
  ...element('17', expires ? dayValue(expires) : undefined),
  ...element('10', lot),
  ...element(count, qty),
];

/** What the scan of a bar code goes by. */
function linear(subject: Subject, facts: Facts): string {
  if (subject === 'container') return gs1(element('00', facts.sscc));
  if (subject === 'location') return facts.location ?? '';
  if (subject === 'kit') return facts.kit ?? '';
  if (subject === 'kanban card') return facts.card ?? '';
  const item = itemElements(facts);
  if (subject === 'item') return item.length > 0 ? gs1(item) : (facts.item ?? '');
  const told = subject === 'serial' ? facts.serial : facts.lot;
  const one = element(subject === 'serial' ? '21' : '10', told);
  return item.length > 0 && one.length > 0 ? gs1([...item, ...one]) : (told ?? '');
}

/** All that the label says of the thing. */
function whole(subject: Subject, facts: Facts): string {
  if (subject === 'location') return message([{ di: 'L', value: facts.location ?? '' }], facts.location);
  if (subject === 'kit') return facts.kit ?? '';
  if (subject === 'kanban card') return facts.card ?? '';
  const sscc = subject === 'container' ? element('00', facts.sscc) : [];
  if (sscc.length > 0) {
    // What is contained is said with how many of it, or not at all.
    const contained = itemElements(facts, '02');
    const count = element('37', facts.qty);
    const more = contained.length > 0 && count.length > 0 ? [...contained, ...lotElements(facts, '37')] : [];
    return gs1([...sscc, ...more]);
  }
  const item = itemElements(facts);
  const { lot: _lot, expires: _expires, ...bare } = facts;
  const told: Facts = subject === 'item' ? bare : facts;
  if (subject === 'serial') return wholeSerial(item, facts);
  // A lot that GS1 cannot write is said by the message, which can.
  const writable = subject === 'item' || element('10', facts.lot).length > 0;
  if (item.length > 0 && writable) return gs1([...item, ...lotElements(told, '30')]);
  const fields = [
    { di: 'P', value: facts.item ?? '' },
    ...(facts.qty ? [{ di: 'Q', value: facts.qty }] : []),
    ...(told.lot ? [{ di: '1T', value: told.lot }] : []),
    ...(told.expires ? [{ di: '14D', value: told.expires.replaceAll('-', '') }] : []),
  ];
  return message(fields, subject === 'lot' ? facts.lot : facts.item);
}

/** One piece: its number, and the lot that it is of. */
function wholeSerial(item: readonly Element[], { item: code = '', serial = '', lot }: Facts): string {
  const number = element('21', serial);
  if (item.length > 0 && number.length > 0) return gs1([...item, ...element('10', lot), ...number]);
  const fields = [{ di: 'P', value: code }, ...(lot ? [{ di: '1T', value: lot }] : []), { di: 'S', value: serial }];
  return message(fields, serial);
}

const message = (fields: readonly Field[], plain: string | undefined): string =>
  fields.some((field) => wrongField(field) !== undefined) ? (plain ?? '') : writeMessage(fields);

/** Of 4 to 12 digits, without a check digit. */
export const isCompanyPrefix = (text: string): boolean => /^\d{4,12}$/.test(text);

/** The container number of a running number; undefined once the digits beside the prefix are used up. */
export function ssccOf(prefix: string, extension: number, serial: number): string | undefined {
  const digits = 16 - prefix.length;
  const text = String(serial);
  return text.length > digits ? undefined : withCheckDigit(`${extension}${prefix}${text.padStart(digits, '0')}`);
}

/** What a person reads after a scan: what it is, or why it is nothing here and what to do. */
import { shown } from './gs1.messages.ts';

interface Called {
  readonly kind: string;
  readonly code: string;
  readonly words?: string | null;
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

export const thingWords = ({ kind, code, words }: Called): string =>
  `${capital(kind)} ${code}${words ? `: ${words}` : ''}`;

export const noSuch = {
  nothing: () => 'Nothing was read. Maybe hold the scanner over the whole code and scan again.',
  code: (text: string) =>
    `Scanned "${shown(text)}": nothing goes by that name here. Maybe it belongs to another site, or it was deleted.`,
  gtin: (gtin: string) => `GTIN ${gtin} is of no item here. Maybe write it to its item, under Items.`,
  oneOf: (gtin: string, items: readonly string[]) =>
    `GTIN ${gtin} is of ${items.length} items: ${items.join(', ')}. Maybe scan a label of ours, or type which of them it is.`,
  part: (part: string) =>
    `Part number ${part} is no item here. Maybe write it to the source of its item, as the vendor's number; till then type our item.`,
  partOf: (part: string, items: readonly string[]) =>
    `Vendors call ${items.length} items ${shown(part)}: ${items.join(', ')}. Maybe scan a label of ours, or type which of them it is.`,
  container: (container: string) =>
    `Container ${container} is not known here. Maybe it was emptied, or it was never received.`,
  location: (location: string) => `There is no location ${location} here. Maybe it was deleted; scan another.`,
  workOrder: (order: string) => `There is no work order ${order} here. Maybe it belongs to another site.`,
  order: (order: string) =>
    `There is no purchase order ${order} here. Maybe it was closed, or it belongs to another site.`,
} as const;

export const theirName = (
  { vendor, name }: { readonly vendor: string; readonly name: string | null },
  part: string,
): string => `${name === null ? '' : `${name}, `}${vendor} calls it ${shown(part)}`;

export const doubleMeaning = (text: string, ours: Called, other: Called): string =>
  `"${shown(text)}" is ${ours.kind} ${ours.code}; on a label it would mean ${other.kind} ${other.code}. Maybe type the code if that was meant.`;

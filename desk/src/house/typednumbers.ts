/** A number that a person types into a page. One home for all fields of pages: what can be read in two ways is asked about. */
import { readNumber } from './cells.ts';

/** With up to six decimals. A fault is a sentence with what was typed; an empty text is none. */
export const typedNumber = (text: string, label = 'Quantity') => readNumber(label, text, 6, { typed: true });

/** Of what a form has let through, or of what is judged elsewhere: NaN where it is no number that can be read in one way. */
export function typedAmount(text: string | boolean | number | null | undefined): number {
  const read = typedNumber(String(text ?? ''));
  return 'value' in read ? read.value : Number.NaN;
}

/** As it stands in a field at first, so that it is read back as it is: "1.234" could be a thousand. */
export const typedText = (amount: number): string => `${amount}${/^-?\d+\.\d{3}$/.test(String(amount)) ? '0' : ''}`;

/** What stands beside a field as it is typed; nothing of an empty one. */
export function typedFault(text: string): string | undefined {
  const read = typedNumber(text);
  return text.trim() !== '' && 'fault' in read ? read.fault : undefined;
}

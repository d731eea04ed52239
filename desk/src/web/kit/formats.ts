/** How numbers become words on the pages. Pure; the plant's locale is the office's English for now. */
export { durationText, type Late, latenessText, lateOf, lateWords, workText } from '../../house/lengths.ts';

const locale = 'en-GB';

const numbers = new Map<number, Intl.NumberFormat>();
function numberFormat(decimals: number): Intl.NumberFormat {
  let format = numbers.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat(locale, { minimumFractionDigits: 0, maximumFractionDigits: decimals });
    numbers.set(decimals, format);
  }
  return format;
}

/** "12,480.5"; at most six decimals, the steps of the finest unit. */
export const quantityText = (value: number, decimals = 6): string => numberFormat(decimals).format(value);

export interface Money {
  /** Integer minor units: cents. */
  readonly minor: number;
  readonly currency: string;
}

const moneys = new Map<string, Intl.NumberFormat>();
function moneyFormat(currency: string, whole: boolean): Intl.NumberFormat {
  const key = `${currency}${whole}`;
  let format = moneys.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      ...(whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
    });
    moneys.set(key, format);
  }
  return format;
}

/** "€8,400.00", or "€8,400" where `whole` units are enough for the eye. */
export function moneyText({ minor, currency }: Money, whole = false): string {
  const decimals = moneyFormat(currency, false).resolvedOptions().maximumFractionDigits ?? 2;
  return moneyFormat(currency, whole).format(minor / 10 ** decimals);
}

export const countText = (count: number, one: string, many: string): string =>
  `${quantityText(count)} ${count === 1 ? one : many}`;

/** How numbers become words on the pages. Pure; the plant's locale is the office's English for now. */
export {
  durationText,
  type Late,
  lateDaysText,
  lateOf,
  lateWords,
  workText,
} from '../../house/lengths.ts';
export { type Money, moneyText } from '../../house/money.ts';

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

/** "+5", "−2", "0". */
export const differenceText = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${quantityText(Math.abs(value))}`;

export const countText = (count: number, one: string, many: string): string =>
  `${quantityText(count)} ${count === 1 ? one : many}`;

/** Money in words, on the pages and in the sentences of the server alike. Pure; the plant's locale is the office's English for now. */
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
    format = new Intl.NumberFormat('en-GB', {
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

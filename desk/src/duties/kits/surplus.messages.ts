/** What is reserved or staged for an order beyond what it needs, in words. */
import { allNamed } from '../../house/names.ts';

interface Amount {
  readonly item: string;
  readonly qty: number;
}
const amounts = (of: readonly Amount[]): string => allNamed(of.map(({ item, qty }) => `${qty} ${item}`));

export const noMoreNeeded = (order: string): string => `${order} needs no more`;

/** "Kit KIT-1 has 4 TUBE more than MO-7 needs. Maybe return what is too much." */
export const inKitWords = (kit: string, order: string, of: readonly Amount[]): string =>
  `Kit ${kit} has ${amounts(of)} more than ${order} needs. Maybe return what is too much.`;

export function surplusWords(
  order: string,
  released: readonly Amount[],
  kits: readonly (Amount & { readonly kit: string })[],
): string {
  const numbers = [...new Set(kits.map(({ kit }) => kit))];
  return [
    ...(released.length > 0
      ? [
          `${amounts(released)} reserved for ${order} ${released.length === 1 && released[0]!.qty === 1 ? 'is' : 'are'} released: it needs no more.`,
        ]
      : []),
    ...numbers.map((number) =>
      inKitWords(
        number,
        order,
        kits.filter(({ kit }) => kit === number),
      ),
    ),
  ].join(' ');
}

export const nothingTooMuch = (number: string): string =>
  `In kit ${number} lies no more than its order needs: nothing is to be returned.`;
export const returnedWords = (of: readonly Amount[], to: string): string =>
  `${amounts(of)} ${of.length === 1 && of[0]!.qty === 1 ? 'is' : 'are'} returned to ${to}, and reserved no more.`;

/** What is said where a record may not be written, though whoever asks writes its kind. */
import { type Kind, keyText, type Row } from '../../house/kind.ts';

const mostNamed = 5;

export function publishedMeanwhile(
  { number, who }: { readonly number: number; readonly who: string },
  orders: readonly string[],
): string {
  const more = orders.length > mostNamed ? ` and ${orders.length - mostNamed} more` : '';
  const named = orders.slice(0, mostNamed).join(', ');
  return `Version ${number}, which ${who} published in this moment, plans ${named}${more}: people work to it now, so nothing was changed. Maybe tell them, then do it again.`;
}

export const heldWords = (kind: Kind, row: Row): string =>
  `${kind.one} ${keyText(kind, row)} is decided, which only a supervisor may change. Maybe ask for it: a supervisor approves or refuses.`;

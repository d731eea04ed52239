/** Sentences about goods that are taken out of their containers, or stand by serials. */
import { fewNamed } from '../../house/names.ts';

export interface BrokenOut {
  readonly item: string;
  readonly container: string;
  readonly qty: number;
}

/** To be said after what was done; empty: nothing was taken out of a container. */
export const outWords = (out: readonly BrokenOut[]): string =>
  out.length === 0
    ? ''
    : ` Out of its container: ${out.map((one) => `${one.qty} of ${one.item} from ${one.container}`).join(', ')}.`;

export const sayWhichPiece = (item: string, location: string, serials: readonly string[]): string =>
  `${item} stands at ${location} by serials: ${fewNamed(serials)}. Maybe say which of them it is.`;

/** Of a piece that may not be taken, why: it is a partner's, or where it stands is not usable; undefined: it stands nowhere. */
export const noPieceToTake = (
  item: string,
  serial: string,
  stands: { readonly location: string; readonly owner: string } | undefined,
): string => {
  const piece = `${item} serial ${serial}`;
  if (stands === undefined) return `${piece} stands nowhere. Maybe it went out already, or its number is another.`;
  return stands.owner === ''
    ? `${piece} stands at ${stands.location}, whose goods may not be taken: they wait for inspection, are put aside, or are under way. Maybe ask a storekeeper or an inspector.`
    : `${piece} at ${stands.location} is not ours, but ${stands.owner}’s. Maybe another piece is meant.`;
};

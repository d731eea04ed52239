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

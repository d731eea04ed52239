/** Sentences about far more of an item than there ever was. */
import type { Values } from '../../house/decision.ts';

export const mostEver = (most: Values[string] | undefined, unit: Values[string] | undefined): string =>
  most === null || most === undefined
    ? 'There never was any of it here.'
    : `The most of it that ever came at once, or is here, is ${most} ${unit}.`;

export const farMoreWords = ({ item, qty, most, unit }: Values): string =>
  `${qty} ${unit} of ${item} more? ${mostEver(most, unit)} Maybe a digit too many was typed.`;

/** A sentence in parts: words, and between them lengths that who tells it may count otherwise than by the clock. */
import { spell } from '../units/clock.ts';

export type Wording = readonly (string | SaidLength)[];

export interface SaidLength {
  /** How much sooner the demand in question ships, or how much later who is delayed most. */
  readonly of: 'gained' | 'delayed';
  readonly seconds: number;
}

/** By the clock, unless `length` tells them. */
export const worded = (
  wording: Wording,
  length: (one: SaidLength) => string = ({ seconds }) => spell(seconds),
): string => wording.map((part) => (typeof part === 'string' ? part : length(part))).join('');

/** Overtime that a version opens and the published one does not: by who works it and when, whatever the hours are called. Pure. */
import { type Hours, without } from '../planning/handhours.ts';

/** A window of overtime that a version opens; times in seconds since 1970. */
export interface Opens {
  readonly code: string;
  readonly from: number;
  readonly to: number;
  /** Machines and crews whose hours it makes longer; empty: nobody knows any more, for its record is gone. */
  readonly of: readonly string[];
}

/**
 * Seconds. Hours that the published version added by hand are windows by their records once they are written down; of a window
 * that is gone from the records its name and its times are all that is known.
 */
export function moreOvertime(after: readonly Opens[], before: readonly Opens[], byHand: readonly Hours[]): number {
  const open = new Map<string, { from: number; to: number }[]>();
  const opens = (of: string, { from, to }: Pick<Opens, 'from' | 'to'>) =>
    open.set(of, [...(open.get(of) ?? []), { from, to }]);
  for (const one of before) for (const of of one.of) opens(of, one);
  for (const one of byHand) if (one.kind === 'overtime') opens(one.of, one);
  const isKnown = ({ of }: Opens) => of.length > 0;
  const isSame = (one: Opens) =>
    before.some(
      (was) => was.code === one.code && was.from === one.from && was.to === one.to && !(isKnown(was) && isKnown(one)),
    );
  const newIn = ({ from, to }: Opens, of: string): number =>
    without({ kind: 'overtime', of, from, to }, open.get(of) ?? []).reduce((sum, left) => sum + left.to - left.from, 0);
  return after
    .filter((one) => !isSame(one))
    .map((one) => (one.of.length === 0 ? one.to - one.from : Math.max(...one.of.map((of) => newIn(one, of)))))
    .reduce((sum, seconds) => sum + seconds, 0);
}

/** What a machine is down by in one plan and was not in another. Pure; seconds since 1970. */
import { type Span, without } from './closings.ts';

/** When a machine cannot work. */
export interface DownSpan extends Span {
  readonly machine: string;
  /** Who put it in by hand; null: a record. */
  readonly by: string | null;
}

export interface Down extends Omit<DownSpan, keyof Span> {
  readonly spans: readonly Span[];
}

/** What is both by hand and a record was put in by hand. */
export function wentDown(before: readonly DownSpan[], after: readonly DownSpan[]): readonly Down[] {
  const taken = [...before];
  return after
    .toSorted((a, b) => Number(a.by === null) - Number(b.by === null))
    .flatMap((one): readonly Down[] => {
      const { machine, by } = one;
      const known = taken.filter((other) => other.machine === machine).toSorted((a, b) => a.from - b.from);
      taken.push(one);
      return without([one], known).map(({ from, to }) => ({ machine, by, spans: [{ from, to }] }));
    });
}

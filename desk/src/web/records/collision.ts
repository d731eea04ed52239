/** Two editors of one record: what the first made of it, beside what the second typed. Pure. */
import type { Field, Kind, Row, Value } from '../../house/kind.ts';

export interface Clash {
  readonly field: Field;
  readonly before: Value;
  /** What it is now, by the first editor. */
  readonly now: Value;
  /** What the second typed; absent where only the first changed it. */
  readonly mine?: Value;
}

const same = (one: Value | undefined, other: Value | undefined): boolean => String(one ?? '') === String(other ?? '');

/** Every field that either of them changed. */
export const clashesOf = (kind: Kind, before: Row, now: Row, mine: Row): readonly Clash[] =>
  kind.fields.flatMap((field): Clash[] => {
    const [was, is, typed] = [before[field.name] ?? null, now[field.name] ?? null, mine[field.name]];
    const typedOver = typed !== undefined && !same(typed, is);
    if (!typedOver && same(was, is)) return [];
    return [{ field, before: was, now: is, ...(typedOver ? { mine: typed } : {}) }];
  });

/** Kept at first: what the first editor did not touch. Where both wrote, the one before stands until the second says so. */
export const keptAtFirst = (clashes: readonly Clash[]): ReadonlySet<string> =>
  new Set(clashes.filter((one) => one.mine !== undefined && same(one.before, one.now)).map(({ field }) => field.name));

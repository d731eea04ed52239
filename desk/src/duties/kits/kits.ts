/** What a kit is, and when it may go to its order. Pure; quantities in the item's unit. */
import { toMillionth } from '../../house/amounts.ts';
import { accept, type Decision, refuse } from '../../house/decision.ts';

export const kitStates = ['short', 'complete', 'released short', 'issued', 'taken apart'] as const;
export type KitState = (typeof kitStates)[number];

export interface KitFacts {
  readonly checked: boolean;
  readonly released: boolean;
  readonly issued: boolean;
  readonly apart: boolean;
}

export interface KitLine {
  readonly item: string;
  readonly seq: number;
  /** What the order still needs. */
  readonly open: number;
  readonly staged: number;
}

export const shortOf = ({ open, staged }: Pick<KitLine, 'open' | 'staged'>): number =>
  Math.max(0, toMillionth(open - staged));
const isShort = (lines: readonly KitLine[]): boolean => lines.some((line) => shortOf(line) > 0);

export function stateOf({ issued, apart, released }: KitFacts, lines: readonly KitLine[]): KitState {
  if (issued) return 'issued';
  if (apart) return 'taken apart';
  if (!isShort(lines)) return 'complete';
  return released ? 'released short' : 'short';
}

/** What is staged of each line: pieces at the staging place go to the lines in their order. */
export function stagedOn<Line extends { readonly item: string; readonly open: number }>(
  lines: readonly Line[],
  there: ReadonlyMap<string, number>,
): readonly (Line & { readonly staged: number })[] {
  const left = new Map(there);
  return lines.map((line) => {
    const staged = Math.min(line.open, left.get(line.item) ?? 0);
    left.set(line.item, toMillionth((left.get(line.item) ?? 0) - staged));
    return { ...line, staged };
  });
}

export interface Lot {
  readonly item: string;
  readonly lot: string;
  readonly qty: number;
}

/** From which lots each line takes what is staged of it: those at the staging place, in their order. */
export function lotsOf(lines: readonly KitLine[], there: readonly Lot[]): readonly (Lot & { readonly seq: number })[] {
  const left = there.map(({ qty }) => qty);
  return lines.flatMap(({ item, seq, staged }) => {
    let need = staged;
    return there.flatMap((one, at) => {
      const qty = one.item === item ? Math.min(need, left[at] ?? 0) : 0;
      need = toMillionth(need - qty);
      left[at] = toMillionth((left[at] ?? 0) - qty);
      return qty > 0 ? [{ item, seq, lot: one.lot, qty }] : [];
    });
  });
}

export interface Counted {
  readonly item: string;
  readonly qty: number;
  readonly sound: boolean;
}

/** Somebody counts a kit against its list and looks at its condition: every item of it, what is there and sound. */
export function checked(
  lines: readonly KitLine[],
  counted: readonly Counted[],
): Decision<Counted, 'not-counted' | 'differs' | 'damaged'> {
  const staged = new Map<string, number>();
  for (const line of lines) staged.set(line.item, toMillionth((staged.get(line.item) ?? 0) + line.staged));
  for (const [item, there] of staged) {
    const found = counted.find((one) => one.item === item);
    if (!found) {
      if (there > 0) return refuse('not-counted', { item, there });
      continue;
    }
    if (found.qty !== there) return refuse('differs', { item, there, counted: found.qty });
    if (!found.sound) return refuse('damaged', { item });
  }
  return accept(counted);
}

export type GoCode = 'over' | 'empty' | 'not-checked' | 'still-short';

/** A kit goes to its order when it was checked, and is complete or was released with its shortage. */
export function mayIssue(kit: KitFacts, lines: readonly KitLine[]): Decision<KitLine, GoCode> {
  if (kit.issued || kit.apart) return refuse('over');
  if (lines.every((line) => line.staged === 0)) return refuse('empty');
  if (isShort(lines) && !kit.released) return refuse('still-short', { items: namesOf(lines) });
  if (!kit.checked) return refuse('not-checked');
  return accept(lines.filter((line) => line.staged > 0));
}

/** Only a kit that is short is released with a shortage. */
export function mayRelease(kit: KitFacts, lines: readonly KitLine[]): Decision<string, 'over' | 'not-short'> {
  if (kit.issued || kit.apart) return refuse('over');
  return isShort(lines) ? accept([namesOf(lines)]) : refuse('not-short');
}

const namesOf = (lines: readonly KitLine[]): string =>
  lines
    .filter((line) => shortOf(line) > 0)
    .map((line) => `${shortOf(line)} of ${line.item}`)
    .join(', ');

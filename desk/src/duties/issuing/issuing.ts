/**
 * Material from the store to a work order, and what is left of it back. Pure; quantities in steps of the item's unit.
 *
 * What is issued counts for its order alone: it is off the balance and off what the order still needs. A substitute stands in for a
 * line of its structure's alternate group, by how much of each one piece takes.
 */
import { qty, type Ratio, ratio, times } from '@hotlist/engine';
import { accept, confirm, type Decision, refuse } from '../../house/decision.ts';
import { isAtWork } from '../work/states.ts';

export interface Line {
  readonly item: string;
  readonly seq: number;
  readonly needed: number;
  readonly issued: number;
}

export const openOf = ({ needed, issued }: Pick<Line, 'needed' | 'issued'>): number => Math.max(0, needed - issued);

/** How much of the line's item so much of a substitute stands for. */
export interface Substitute {
  readonly item: string;
  /** Steps of the line's item that one step of the substitute covers. */
  readonly covers: Ratio;
}

/** By the quantities that one of the parent takes of each, in units, and their decimals. */
export const coveredBy = (
  line: { readonly per: Ratio; readonly decimals: number },
  other: { readonly per: Ratio; readonly decimals: number },
): Ratio =>
  ratio(
    line.per.num * other.per.den * 10 ** Math.max(0, line.decimals - other.decimals),
    line.per.den * other.per.num * 10 ** Math.max(0, other.decimals - line.decimals),
  );

export interface Asked {
  readonly qty: number;
  /** Of the line itself when absent. */
  readonly substitute?: Substitute | undefined;
  readonly reason: string;
}

export type IssueCode = 'not-released' | 'nothing-issued' | 'reason-missing' | 'over-issue';

/** What an order needs when a substitute stands in: what it covers in whole pieces is not needed of the line any more. */
export function swapped(line: Line, asked: number, { item, covers }: Substitute, known?: Line): readonly [Line, Line] {
  const covered = times(qty(asked), covers, 'down');
  return [
    { ...line, needed: Math.max(line.issued, line.needed - covered) },
    { item, seq: line.seq, needed: (known?.needed ?? 0) + asked, issued: known?.issued ?? 0 },
  ];
}

/** Lines of the order as they stand after it. */
export function issued(state: string, line: Line, asked: Asked, known?: Line): Decision<Line, IssueCode> {
  if (!isAtWork(state)) return refuse('not-released', { state });
  if (asked.qty <= 0) return refuse('nothing-issued');
  const { substitute } = asked;
  const [main, other] = substitute ? swapped(line, asked.qty, substitute, known) : [line, line];
  const drawn = { ...other, issued: other.issued + asked.qty };
  const facts = substitute ? [main, drawn] : [drawn];
  const over = (substitute ? times(qty(asked.qty), substitute.covers, 'down') : asked.qty) - openOf(line);
  if (over <= 0) return accept(facts);
  const values = { item: line.item, over, open: openOf(line) };
  return asked.reason === '' ? refuse('reason-missing', values) : confirm(facts, 'over-issue', values);
}

/** What is out with an order of one line, as the ledger has it: of the lot or piece that somebody brings back, and of all. */
export interface OutWith {
  readonly ofThis: number;
  readonly ofAll: number;
}

export type ReturnCode = 'nothing-returned' | 'more-than-issued' | 'another-issued';

/** What is left over goes back: never more than was issued, nor of another lot or piece. What was issued before the ledger had it may be of any. */
export function returned(line: Line, back: number, { ofThis, ofAll }: OutWith): Decision<Line, ReturnCode> {
  if (back <= 0) return refuse('nothing-returned');
  if (back > line.issued) return refuse('more-than-issued', { item: line.item, issued: line.issued, back });
  const untold = Math.max(0, line.issued - ofAll);
  if (back > ofThis + untold) return refuse('another-issued', { item: line.item, back, ofThis: ofThis + untold });
  return accept([{ ...line, issued: line.issued - back }]);
}

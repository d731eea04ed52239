/** The rules that a typed schedule breaks, as they are listed: each with the row that it is of and what would keep it. Pure. */
import type { HandConflict } from '@hotlist/engine';
import type { Board } from '../board/board.ts';
import { stepsByName } from '../board/hand.ts';
import { keyOf } from './byhand.ts';

export interface Broken {
  readonly conflict: HandConflict;
  /** Its place on the board, and that of who holds the machine; undefined: it is not drawn. */
  readonly step: number | undefined;
  readonly with: number | undefined;
  /** The row of this schedule that it is shown at; undefined: a step of another work centre breaks it. */
  readonly key: string | undefined;
}

/** The cell in which a rule's sentence stands; of all others the row alone is marked. */
const cells: Readonly<Record<string, 'start' | 'machine'>> = {
  'nothing starts before now': 'start',
  'machine may do the step': 'machine',
  'pinned stays on its machine': 'machine',
};
export const cellOf = ({ rule }: HandConflict): 'start' | 'machine' | undefined => cells[rule];

/** `apart`: broken only with steps that stand aside, which keep the place that the version gives them until they are typed. */
export function brokenRules(
  board: Board,
  conflicts: readonly HandConflict[],
  rows: ReadonlySet<string>,
  aside: ReadonlySet<string>,
): { readonly broken: readonly Broken[]; readonly apart: number } {
  const find = stepsByName(board);
  const all = conflicts.map((conflict) => {
    const other = conflict.with;
    const [own, its] = [keyOf(conflict), other && keyOf(other)];
    return {
      conflict,
      step: find(conflict),
      with: other && find(other),
      key: rows.has(own) ? own : its !== undefined && rows.has(its) ? its : undefined,
      apart: aside.has(own) || (its !== undefined && aside.has(its)),
    };
  });
  return {
    broken: all.filter(({ apart }) => !apart).map(({ apart: _, ...broken }) => broken),
    apart: all.filter(({ apart }) => apart).length,
  };
}

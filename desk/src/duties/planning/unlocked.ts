/** What is moved by hand and not locked: the plan that follows a publication may put it back. Pure. */
import type { HandEdit } from '@hotlist/engine';

type StepName = Extract<HandEdit, { readonly kind: 'lock' }>;
const nameOf = ({ order, seq, part = 1 }: Pick<StepName, 'order' | 'seq' | 'part'>): string =>
  `${order} ${seq} ${part}`;

/** How many steps were moved, swapped or pulled forward, and not locked after the last of that, or let go again. */
export function unlockedMoves(edits: readonly HandEdit[]): number {
  const moved = new Set<string>();
  const held = new Set<string>();
  for (const edit of edits) {
    if (edit.kind === 'move' || edit.kind === 'pull-forward') moved.add(nameOf(edit));
    else if (edit.kind === 'swap') {
      moved.add(nameOf(edit.one));
      moved.add(nameOf(edit.other));
    } else if (edit.kind === 'lock') {
      if (moved.delete(nameOf(edit))) held.add(nameOf(edit));
    } else if (edit.kind === 'unlock' && held.delete(nameOf(edit))) moved.add(nameOf(edit));
  }
  return moved.size;
}

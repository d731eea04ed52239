/** Low-level codes: an item's code is above that of every item that is made of it. */
import type { Item } from '../planning/problem.ts';
import { ProblemError } from '../planning/problem.ts';

/** Longest path from the top (Kahn); what is left over holds a circle, which is named. */
export function lowLevelCodes(
  items: readonly Item[],
  below: readonly (readonly number[])[],
  fault: (path: readonly string[]) => ProblemError = madeOfItself,
): Int32Array {
  const level = new Int32Array(items.length);
  const parents = new Int32Array(items.length);
  for (const list of below) for (const child of list) parents[child]! += 1;
  const ready: number[] = [];
  for (let i = 0; i < items.length; i++) if (parents[i] === 0) ready.push(i);
  for (let k = 0; k < ready.length; k++) {
    const item = ready[k]!;
    for (const child of below[item]!) {
      level[child] = Math.max(level[child]!, level[item]! + 1);
      parents[child]! -= 1;
      if (parents[child] === 0) ready.push(child);
    }
  }
  if (ready.length < items.length) throw fault(circle(items, below, parents));
  return level;
}

function circle(items: readonly Item[], below: readonly (readonly number[])[], parents: Int32Array): string[] {
  const above: number[][] = items.map(() => []);
  below.forEach((list, parent) => {
    if (parents[parent]! > 0) for (const child of list) if (parents[child]! > 0) above[child]!.push(parent);
  });
  const path: number[] = [];
  const seen = new Set<number>();
  let at = parents.findIndex((count) => count > 0);
  while (!seen.has(at)) {
    seen.add(at);
    path.push(at);
    at = Math.min(...above[at]!);
  }
  const round = [...path.slice(path.indexOf(at)).reverse()];
  return [round.at(-1)!, ...round].map((item) => items[item]!.id);
}

const madeOfItself = (path: readonly string[]): ProblemError =>
  new ProblemError(
    'components',
    path[0]!,
    `an item is made of itself: ${path.join(' → ')}. Maybe one of these lines names the wrong component.`,
  );

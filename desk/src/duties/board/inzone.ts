/** Which edits by hand change what people in the frozen zone work to. Pure; times are seconds since 1970. */
import type { ByHand, HandMove } from '@hotlist/engine';
import type { Step } from '../planning/comparison.ts';
import { touchedInZone } from '../planning/zonetouched.ts';
import type { Board } from './board.ts';
import { stepsByName } from './hand.ts';

export interface InZone {
  readonly changes: number;
  /** Those among them that stood in the plan before: they are told however little they slide. */
  readonly moved: ReadonlySet<HandMove>;
}

/** So many as comparing the draft would count against the version that is moved; `until`: the end of the zone. */
export function changesInZone(
  board: Board,
  { moved, added, gone }: Pick<ByHand, 'moved' | 'added' | 'gone'>,
  until: number,
): InZone {
  const find = stepsByName(board);
  const after = new Map(moved.map((one) => [find(one), one]));
  const ended = new Set(gone.map(find));
  const { steps } = board;
  const rest = { setup: 0, run: 0 };
  const pairs: (readonly [Step | undefined, Step])[] = [];
  const byHand = new Map<Step, 'put' | 'followed'>();
  const moveOf = new Map<Step, HandMove>();
  for (let step = 0; step < steps.count; step += 1) {
    const to = after.get(step);
    if (ended.has(step) || (steps.from[step]! >= until && to === undefined)) continue;
    const order = board.orders.id[steps.order[step]!]!;
    const before: Step = {
      order,
      item: '',
      seq: steps.seq[step]!,
      part: steps.part[step]!,
      machine: board.machines[steps.machine[step]!]?.code,
      start: steps.from[step]!,
      end: steps.to[step]!,
      ...rest,
    };
    if (!to) {
      pairs.push([before, before]);
      continue;
    }
    const { machine, start, end } = to.after;
    const now: Step = { ...before, machine, start: board.epoch + start, end: board.epoch + end };
    moveOf.set(now, to);
    byHand.set(now, to.byHand ? 'put' : 'followed');
    pairs.push([before, now]);
  }
  for (const { start, end, ...one } of added)
    pairs.push([undefined, { ...one, start: board.epoch + start, end: board.epoch + end, ...rest }]);
  const touched = touchedInZone(pairs, until, (step) => byHand.get(step));
  return { changes: touched.size, moved: new Set([...touched].flatMap((step) => moveOf.get(step) ?? [])) };
}

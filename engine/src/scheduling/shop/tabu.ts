/**
 * Tabu search on the disjunctive graph (Nowicki and Smutnicki 1996): of the moves along a random longest path the one
 * with the lowest value that is not forbidden is made, also where it is worse than staying. A forbidden one may still be made
 * if it promises a schedule better than any before.
 */
import type { Dice } from '../../units/dice.ts';
import type { Budget } from './budget.ts';
import type { Layout } from './compile.ts';
import { Graph } from './graph.ts';
import type { Improved, Improver, Start } from './improver.ts';
import { mannerOf } from './manner.ts';
import { Memory } from './memory.ts';
import { Moves } from './moves.ts';
import { lateness } from './objective.ts';

/** A step so late that nothing is forbidden any more. */
const NEVER = 2 ** 31;

export class Tabu implements Improver {
  readonly patience: number;
  onBetter: (objective: number) => void = () => {};
  readonly graph: Graph;
  private readonly moves: Moves;
  private readonly memory: Memory;
  private readonly path: Int32Array;
  private readonly tenure: number;
  private spent = 0;
  private ever = Infinity;
  /** The best of this search. */
  private best = Infinity;
  private readonly order: Int32Array;
  private readonly mode: Int32Array;

  constructor(
    private readonly layout: Layout,
    private readonly dice: Dice,
    private readonly budget: Budget,
  ) {
    const { n, resources } = layout;
    this.graph = new Graph(layout);
    this.memory = new Memory(this.graph);
    this.moves = new Moves(this.graph, this.memory);
    this.path = new Int32Array(n);
    this.order = new Int32Array(n);
    this.mode = new Int32Array(n);
    const { patience, tenure } = mannerOf(layout);
    this.patience = patience;
    this.tenure = tenure * (10 + n / resources / resources);
  }

  improve(from: Start, target: number): Improved {
    const { graph, memory, patience } = this;
    graph.load(from.order, from.mode);
    memory.clear();
    this.best = Infinity;
    this.keepIfBetter();
    let now = 0;
    for (let idle = 0; idle < patience && this.best > target && this.pay() && this.step(++now); idle++)
      if (this.keepIfBetter()) idle = 0;
    // The last step is counted too; looking at the best once more is not, so that the same limit ends at the same place.
    if (!this.budget.over) this.pay();
    graph.load(this.order, this.mode);
    this.spent = graph.work;
    const { n } = this.layout;
    return {
      order: this.order.slice(),
      mode: this.mode.slice(),
      objective: this.best,
      end: graph.end.slice(0, n),
      shape: graph.prev.slice(0, n),
    };
  }

  private pay(): boolean {
    const units = this.graph.work - this.spent;
    this.spent = this.graph.work;
    return this.budget.spend(units);
  }

  private keepIfBetter(): boolean {
    const { graph, layout } = this;
    const objective = lateness(layout, graph.end);
    if (objective >= this.best) return false;
    this.best = objective;
    this.order.set(graph.order.subarray(0, layout.n));
    this.mode.set(graph.mode.subarray(0, layout.n));
    if (objective < this.ever) {
      this.ever = objective;
      this.onBetter(objective);
    }
    return true;
  }

  /** One move; false where there is none. */
  private step(now: number): boolean {
    const { graph, moves, memory, dice, layout } = this;
    this.gather(now);
    // Where all are forbidden, all may be made.
    if (moves.count === 0 && layout.goals === 1) this.gather(NEVER);
    if (moves.count === 0) return false;
    const k = layout.goals > 1 ? this.chosen() : dice.below(moves.count);
    const [u, x, mode] = [moves.u[k]!, moves.x[k]!, moves.mode[k]!];
    const [other, otherMode, place] = [moves.other[k]!, moves.otherMode[k]!, graph.prev[u]!];
    const until = now + Math.round(this.tenure * (1 + 0.5 * dice.share()));
    memory.forbid(u, x, mode, until);
    if (graph.move(u, x, mode) && other !== graph.n) {
      memory.forbid(other, place, otherMode, until);
      graph.move(other, place, otherMode);
    }
    return true;
  }

  /** The moves along a longest path to each goal that is late, with their values: estimates for one goal, trials for several. */
  private gather(now: number): void {
    const { graph, moves, layout, path } = this;
    moves.clear(now, this.best);
    const several = layout.goals > 1;
    for (let g = 0; g < layout.goals; g++) {
      const last = this.lastOf(g);
      if (last !== layout.n && graph.end[last]! > layout.goalDue[g]!)
        moves.along(path, this.longestPath(last), several);
    }
    if (!several) return;
    graph.prepareTrials();
    for (let k = 0; k < moves.count; k++) moves.value[k] = graph.tried(moves.u[k]!, moves.x[k]!, moves.mode[k]!);
  }

  /** Of moves that were tried the one with the lowest value that is not forbidden; where all are, any. Ties by chance. */
  private chosen(): number {
    const { moves, dice } = this;
    const { value, count } = moves;
    let best = -1;
    let ties = 0;
    for (let k = 0; k < count; k++) {
      if (best >= 0 && value[k]! > value[best]!) continue;
      if (value[k]! >= this.best && moves.forbidden(k)) continue;
      ties = best >= 0 && value[k] === value[best] ? ties + 1 : 1;
      if (ties === 1 || dice.below(ties) === 0) best = k;
    }
    return best >= 0 ? best : dice.below(count);
  }

  /** The operation on which a goal waits longest; of several, any. */
  private lastOf(g: number): number {
    const { layout, graph, dice } = this;
    let last = layout.n;
    let ties = 0;
    for (let k = layout.goalFrom[g]!; k < layout.goalFrom[g + 1]!; k++) {
      const v = layout.goalOp[k]!;
      if (last !== layout.n && graph.end[v]! < graph.end[last]!) continue;
      ties = last !== layout.n && graph.end[v] === graph.end[last] ? ties + 1 : 1;
      if (ties === 1 || dice.below(ties) === 0) last = v;
    }
    return last;
  }

  /** Writes a longest path to v, from its last operation to its first; answers its length. */
  private longestPath(v: number): number {
    const { graph, dice, path, layout } = this;
    const { start, prev, ready } = graph;
    let length = 0;
    for (let at = v; at !== layout.n; ) {
      path[length++] = at;
      const byJob = ready[at] === start[at];
      if (graph.touches(at) && (!byJob || dice.share() < 0.5)) at = prev[at]!;
      else at = byJob ? graph.holder(at) : layout.n;
    }
    return length;
  }
}

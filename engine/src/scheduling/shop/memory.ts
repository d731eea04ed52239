/**
 * What the search may not undo for a while. Remembered are arcs, not sequences: when u has passed l on a machine, it
 * may not pass back before `until`; when it has left a machine, it may not return. A move is forbidden if any arc that
 * it makes is. Arcs are places in a table by hash; in a shop too large for a place each, two may share one.
 */
import type { Graph } from './graph.ts';

/** 16 MiB; up to 2,048 operations have a place for each pair. */
const MOST_PLACES = 2 ** 22;

export class Memory {
  /** Until when v may not go before w: at v × n + w. */
  private readonly arcs: Int32Array;
  private readonly arcMask: number;
  /** Until when v may not go to a resource: at v × resources + r. */
  private readonly places: Int32Array;
  private readonly placeMask: number;

  constructor(private readonly graph: Graph) {
    const { n, resources } = graph.layout;
    this.arcs = new Int32Array(powerOfTwo(n * n));
    this.arcMask = this.arcs.length - 1;
    this.places = new Int32Array(powerOfTwo(n * resources));
    this.placeMask = this.places.length - 1;
  }

  clear(): void {
    this.arcs.fill(0);
    this.places.fill(0);
  }

  /** Whether u may not go behind x in this mode at step `now`. */
  forbids(u: number, x: number, mode: number, now: number): boolean {
    const { graph, arcs, arcMask } = this;
    const { n, prev, next, pos, layout } = graph;
    const machine = layout.modeMachine[mode]!;
    if (machine !== graph.machine[u]) return this.places[(u * layout.resources + machine) & this.placeMask]! >= now;
    if (x !== n && pos[x]! > pos[u]!) {
      for (let l = next[u]!; ; l = next[l]!) {
        if (arcs[(l * n + u) & arcMask]! >= now) return true;
        if (l === x) return false;
      }
    }
    for (let l = prev[u]!; l !== x; l = prev[l]!) if (arcs[(u * n + l) & arcMask]! >= now) return true;
    return false;
  }

  /** Before u goes behind x in this mode: it may not go back until then. */
  forbid(u: number, x: number, mode: number, until: number): void {
    const { graph, arcs, arcMask } = this;
    const { n, prev, next, pos, layout } = graph;
    const machine = graph.machine[u]!;
    if (layout.modeMachine[mode] !== machine) {
      this.places[(u * layout.resources + machine) & this.placeMask] = until;
      return;
    }
    if (x !== n && pos[x]! > pos[u]!) {
      for (let l = next[u]!; ; l = next[l]!) {
        arcs[(u * n + l) & arcMask] = until;
        if (l === x) return;
      }
    }
    for (let l = prev[u]!; l !== x; l = prev[l]!) arcs[(l * n + u) & arcMask] = until;
  }
}

function powerOfTwo(wanted: number): number {
  let size = 1024;
  while (size < wanted && size < MOST_PLACES) size *= 2;
  return size;
}

/** What hangs on what: which orders feed which, which customer line each goes into, and whether that ships late. Pure. */

/** Neighbours of n are `to[at[n]]` up to `to[at[n + 1]]`. */
export interface Edges {
  readonly at: Int32Array;
  readonly to: Int32Array;
}

/** Columns: which demand ships from which order. */
export interface Serves {
  readonly order: readonly number[];
  readonly demand: readonly number[];
}

interface Dates {
  readonly due: Float64Array;
  readonly late: Float64Array;
}

/** All that follows from who feeds and serves whom. */
export const hungOn = (feeds: Edges, serves: Serves, { due, late }: Dates) => {
  const fedBy = reversed(feeds);
  return { feeds, fedBy, serves, demandOf: demandsOf(fedBy, serves, due), behind: behindOf(fedBy, serves, late) };
};

export function edgesOf(nodes: number, from: ArrayLike<number>, to: ArrayLike<number>): Edges {
  const at = new Int32Array(nodes + 1);
  const whole = (n: number): boolean => from[n]! >= 0 && to[n]! >= 0;
  for (let n = 0; n < from.length; n += 1) if (whole(n)) at[from[n]! + 1]! += 1;
  for (let n = 0; n < nodes; n += 1) at[n + 1]! += at[n]!;
  const next = at.slice();
  const ends = new Int32Array(at[nodes]!);
  for (let n = 0; n < from.length; n += 1)
    if (whole(n)) {
      ends[next[from[n]!]!] = to[n]!;
      next[from[n]!]! += 1;
    }
  return { at, to: ends };
}

/** Backwards from the demands, the one that is due first before the others, so that each order is reached once. */
function demandsOf(fedBy: Edges, serves: Serves, due: Float64Array): Int32Array {
  const demandOf = new Int32Array(fedBy.at.length - 1).fill(-1);
  const direct = servedBy(serves).sort((a, b) => due[a.demand]! - due[b.demand]! || a.demand - b.demand);
  for (const { order, demand } of direct) {
    const open = demandOf[order] === -1 ? [order] : [];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (demandOf[one] !== -1) continue;
      demandOf[one] = demand;
      for (let n = fedBy.at[one]!; n < fedBy.at[one + 1]!; n += 1) open.push(fedBy.to[n]!);
    }
  }
  return demandOf;
}

function behindOf(fedBy: Edges, serves: Serves, late: Float64Array): Uint8Array {
  const behind = new Uint8Array(fedBy.at.length - 1);
  const open = servedBy(serves).flatMap(({ order, demand }) => (late[demand]! > 0 ? [order] : []));
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (behind[one] === 1) continue;
    behind[one] = 1;
    for (let n = fedBy.at[one]!; n < fedBy.at[one + 1]!; n += 1) open.push(fedBy.to[n]!);
  }
  return behind;
}

const servedBy = ({ order, demand }: Serves) =>
  order.flatMap((one, n) => (one >= 0 && demand[n]! >= 0 ? [{ order: one, demand: demand[n]! }] : []));

/** The pairs of edges: from which to which. */
export function pairsOf({ at, to }: Edges): { readonly from: Int32Array; readonly to: Int32Array } {
  const from = new Int32Array(to.length);
  for (let node = 0; node + 1 < at.length; node += 1) from.fill(node, at[node], at[node + 1]);
  return { from, to };
}

function reversed(edges: Edges): Edges {
  const { from, to } = pairsOf(edges);
  return edgesOf(edges.at.length - 1, to, from);
}

/**
 * What stock of one item is worth: by standard cost, by moving average and by first in, first out. Pure.
 *
 * A purchase brings its price; what comes in otherwise (found, made, returned) comes at what stands there already, else at
 * the standard cost. What is taken back goes as it came. Below zero, stock is worth what the last of it cost, and what
 * comes in next fills the gap first. Source: APICS "average cost system", "FIFO"; the arithmetic is in `valuation.test.ts`.
 */

export const methods = ['standard', 'average', 'fifo'] as const;
export type Method = (typeof methods)[number];
export const usualMethod: Method = 'standard';

export const methodFrom = (kept: unknown): Method => methods.find((one) => one === kept) ?? usualMethod;

/** One movement between our places and the world, in the order in which the goods moved. */
export interface Flow {
  readonly id: number;
  /** In the item's unit; below zero it left. */
  readonly qty: number;
  /** What one of it was bought for. */
  readonly price: number | null;
  /** The flow that this one takes back. */
  readonly reverses: number | null;
}

export interface Worth {
  readonly qty: number;
  /** In the plant's currency; null: nobody has said what any of it cost. */
  readonly value: number | null;
}

/** Quantities are kept in whole millionths, as the ledger keeps them: they add up exactly. */
const fine = 1_000_000;
const stepsOf = (qty: number): number => Math.round(qty * fine);

interface Layer {
  readonly from: number;
  steps: number;
  /** Null: nobody has said. */
  readonly cost: number | null;
}

interface Books {
  comes: (flow: Flow, steps: number) => void;
  goes: (flow: Flow, steps: number) => void;
  worth: () => number | null;
}

/** What `flows` leave, by each method. `standard` is what one costs by the item; null: nobody said. */
export function worthOf(flows: readonly Flow[], standard: number | null): Readonly<Record<Method, Worth>> {
  const average = byAverage(standard);
  const fifo = byLayers(standard);
  let steps = 0;
  for (const flow of flows) {
    const moved = stepsOf(flow.qty);
    steps += moved;
    for (const books of [average, fifo]) {
      if (moved > 0) books.comes(flow, moved);
      else books.goes(flow, -moved);
    }
  }
  const qty = steps / fine;
  const answer = (value: number | null): Worth => ({ qty, value: steps === 0 ? 0 : value });
  return {
    standard: answer(standard === null ? null : qty * standard),
    average: answer(average.worth()),
    fifo: answer(fifo.worth()),
  };
}

function byAverage(standard: number | null): Books {
  let [steps, cost] = [0, standard];
  const went = new Map<number, number | null>();
  const costOf = ({ reverses, price }: Flow) => (reverses === null ? price : went.get(reverses)) ?? cost;
  return {
    comes(flow, more) {
      const its = costOf(flow);
      went.set(flow.id, its);
      const [before, after] = [Math.max(0, steps), steps + more];
      const added = Math.max(0, after) - before;
      if (added > 0 && its !== null) cost = ((cost ?? its) * before + its * added) / (before + added);
      steps = after;
    },
    goes(flow, less) {
      const its = flow.reverses === null ? cost : costOf(flow);
      went.set(flow.id, its);
      const after = steps - less;
      // A purchase that is taken back takes its price along; never more than what is left is worth.
      if (after > 0 && its !== null && cost !== null) cost = Math.max(0, cost * steps - its * less) / after;
      steps = after;
    },
    worth: () => (cost === null ? null : (steps * cost) / fine),
  };
}

function byLayers(standard: number | null): Books {
  const layers: Layer[] = [];
  const went = new Map<number, number | null>();
  let [short, last] = [0, standard];
  return {
    comes(flow, more) {
      const its = (flow.reverses === null ? flow.price : went.get(flow.reverses)) ?? layers.at(-1)?.cost ?? last;
      went.set(flow.id, its);
      const filled = Math.min(short, more);
      short -= filled;
      if (its !== null) last = its;
      if (more === filled) return;
      const layer = { from: flow.id, steps: more - filled, cost: its };
      if (flow.reverses === null) layers.push(layer);
      else layers.unshift(layer);
    },
    goes(flow, less) {
      let [left, value] = [less, 0];
      const take = (layer: Layer) => {
        const taken = Math.min(layer.steps, left);
        if (taken === 0) return;
        layer.steps -= taken;
        left -= taken;
        last = layer.cost ?? last;
        value += taken * (last ?? 0);
      };
      const own = layers.find(({ from }) => from === flow.reverses);
      if (own) take(own);
      while (left > 0 && layers[0]) {
        take(layers[0]);
        if (layers[0].steps === 0) layers.shift();
      }
      short += left;
      went.set(flow.id, last === null ? null : (value + left * last) / less);
    },
    worth() {
      const known = last;
      if (known === null) return null;
      return (layers.reduce((sum, { steps, cost }) => sum + steps * (cost ?? known), 0) - short * known) / fine;
    },
  };
}

/** Lead times without queues: when the tasks of an order would start and end if every machine were free. */
import { ELAPSED } from '../scheduling/steps.ts';
import type { Model } from './model.ts';
import type { Network } from './network.ts';

export class Offsets {
  /** Filled by `backward`: the latest start of each task of the order asked about. */
  readonly starts: number[] = [];
  private readonly model: Model;
  private readonly network: Network;

  constructor(model: Model, network: Network) {
    this.model = model;
    this.network = network;
  }

  /** Latest starts of the tasks of an order that is wanted at `want`, into `starts`. */
  backward(supply: number, want: number): void {
    const { network, model } = this;
    const { steps, times: calendars } = model.shop;
    const from = network.taskFrom[supply]!;
    let at = want;
    for (let k = network.tasks[supply]! - 1; k >= 0; k--) {
      const step = network.taskStep[from + k]!;
      at -= steps.gapAfter[step]!;
      if (steps.kind[step] === ELAPSED) at -= steps.elapsed[step]!;
      else
        at = calendars[steps.calendar[step]!]!.subtractLoose(
          at,
          steps.work(step, network.taskQty[from + k]!, steps.setup[step]!),
        );
      this.starts[k] = at;
    }
  }

  /** Earliest end of an order that starts now. */
  forward(supply: number): number {
    const { network, model } = this;
    const { steps, times: calendars } = model.shop;
    const from = network.taskFrom[supply]!;
    let at = model.now;
    for (let k = 0; k < network.tasks[supply]!; k++) {
      const step = network.taskStep[from + k]!;
      if (steps.kind[step] === ELAPSED) at += steps.elapsed[step]!;
      else
        at = calendars[steps.calendar[step]!]!.add(
          at,
          steps.work(step, network.taskQty[from + k]!, steps.setup[step]!),
        );
      at += steps.gapAfter[step]!;
    }
    return Math.min(at, model.problem.horizonEnd);
  }
}

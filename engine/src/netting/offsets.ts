/** Lead times without queues: when the tasks of an order would start and end if every machine were free. */
import { ELAPSED } from '../scheduling/steps.ts';
import type { Model } from './model.ts';
import { type Network, WORK } from './network.ts';

export class Offsets {
  /** Filled by `backward`: the latest start of each task of the order asked about; of a frozen one, its own. */
  starts = new Float64Array(16);
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
    let ended = want;
    const open = this.openSteps(supply);
    if (network.tasks[supply]! > this.starts.length) this.starts = new Float64Array(2 * network.tasks[supply]!);
    for (let k = network.tasks[supply]! - 1; k >= 0; k--) {
      const step = network.taskStep[from + k]!;
      if (k + 1 < network.tasks[supply]! && this.overlapped(from + k)) at = this.endBefore(from + k, at, ended);
      at -= steps.gapAfter[step]!;
      ended = at;
      if (steps.kind[step] === ELAPSED) at -= steps.elapsed[step]!;
      else
        at = calendars[steps.calendar[step]!]!.subtractLoose(
          at,
          steps.work(step, steps.largestPart(step, network.taskQty[from + k]!), steps.setup[step]!),
        );
      // What is fixed to a time draws then, whoever waits for the order.
      this.starts[k] = open?.[k]?.operation.frozen?.from ?? at;
    }
  }

  /** Earliest end of an order that starts now, or as the frozen work before it on its machines lets it; what is frozen ends when it ends. */
  forward(supply: number): number {
    const { network, model } = this;
    const { steps, times: calendars } = model.shop;
    const from = network.taskFrom[supply]!;
    const open = this.openSteps(supply);
    let at = model.now;
    let first = at;
    for (let k = 0; k < network.tasks[supply]!; k++) {
      const step = network.taskStep[from + k]!;
      const handed = at;
      const overlaps = k > 0 && this.overlapped(from + k - 1);
      const { frozen, machine } = open?.[k]?.operation ?? {};
      at = frozen?.from ?? Math.max(overlaps ? first : at, this.freeFrom(step, machine));
      if (k + 1 < network.tasks[supply]! && this.overlapped(from + k))
        first =
          calendars[steps.calendar[step]!]!.add(
            at,
            steps.firstLot(step, network.taskQty[from + k]!, steps.setup[step]!),
          ) + steps.gapAfter[step]!;
      if (frozen) at = frozen.to;
      else if (steps.kind[step] === ELAPSED) at += steps.elapsed[step]!;
      else
        at = calendars[steps.calendar[step]!]!.add(
          at,
          steps.work(step, steps.largestPart(step, network.taskQty[from + k]!), steps.setup[step]!),
        );
      if (overlaps) at = Math.max(at, calendars[steps.calendar[step]!]!.add(handed, this.lastLot(from + k)));
      at += steps.gapAfter[step]!;
    }
    return Math.min(at, model.problem.horizonEnd);
  }

  private openSteps(supply: number) {
    const { network, model } = this;
    if (network.kind[supply] !== WORK) return undefined;
    return model.catalogue.openSteps.get(model.workOrders[network.ref[supply]!]!.id);
  }

  /** When the first of the machines that may do a step, or the one it is held to, has no frozen work to do before it. */
  private freeFrom(step: number, machine: string | undefined): number {
    const { shop, takenUntil } = this.model;
    const { choice, choiceFrom } = shop.steps;
    if (machine !== undefined) return takenUntil[shop.machine(machine)!]!;
    const [from, to] = [choiceFrom[step]!, choiceFrom[step + 1]!];
    let free = from < to ? Infinity : -Infinity;
    for (let i = from; i < to; i++) free = Math.min(free, takenUntil[choice[i]!]!);
    return free;
  }

  /** The task after it, of the same order, begins with its first transfer batch. */
  private overlapped(t: number): boolean {
    const { network, model } = this;
    const { steps } = model.shop;
    const lot = steps.transfer[network.taskStep[t]!]!;
    return lot > 0 && lot < network.taskQty[t]! && steps.kind[network.taskStep[t + 1]!] !== ELAPSED;
  }

  private lastLot(t: number): number {
    const { taskStep, taskQty } = this.network;
    return this.model.shop.steps.lastLot(taskStep[t]!, taskQty[t]!, taskStep[t - 1]!, taskQty[t - 1]!);
  }

  /** When a task must have ended, gap included, that is overlapped by one that starts and ends then. */
  private endBefore(t: number, started: number, ended: number): number {
    const { network, model } = this;
    const { steps, times: calendars } = model.shop;
    const [step, next] = [network.taskStep[t]!, network.taskStep[t + 1]!];
    const last = calendars[steps.calendar[next]!]!.subtractLoose(ended, this.lastLot(t + 1));
    const qty = network.taskQty[t]!;
    const rest = steps.work(step, qty, 0) - steps.firstLot(step, qty, 0);
    return Math.min(last, calendars[steps.calendar[step]!]!.add(started, rest));
  }
}

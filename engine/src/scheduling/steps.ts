/**
 * Steps of routings, compiled: one row a step, whether of an item's routing or an open order's own.
 *
 *   row          0      1      2   …
 *   seq          10     20     30
 *   kind         MACHINE, ELAPSED (outside, move, unplanned lead time)
 *   choiceFrom   0      3      3  →  choice[]  machines that may do it (dense indices)
 *   setup, runNum/runDen (seconds per step of quantity), batchSeconds for every batchQty, runFixed, teardown, gapAfter, elapsed
 *   maxGap (∞: the next step may wait), transfer (0: all pieces go on together), split (machines at once)
 *   setupBy, setupBySize, runBy, runBySize  crews of set-up and run (−1: nobody), the same where `phased` is not set
 *   toolFrom     0      0      2   …  →  tool[], toolQty[]  tools held beside the machine (dense indices)
 *   crew, crewSize, family (−1: none), pausable, yieldNum/yieldDen
 */

import type { Item, OpenOperation, Operation, ToolUse } from '../planning/problem.ts';
import { ProblemError } from '../planning/problem.ts';
import { times } from '../units/units.ts';

export const MACHINE = 0;
export const ELAPSED = 1;
/** Sequence number of a stretch that is no operation. */
export const NO_SEQ = -1;

export interface StepLookup {
  /** Calendar index of a work centre, for lead times; machines of it in id order. */
  workCentre(
    id: string,
  ): { readonly index: number; readonly calendar: number; readonly machines: readonly number[] } | undefined;
  machine(id: string): number | undefined;
  crew(id: string): number | undefined;
  family(name: string): number;
  /** Index of a tool, and how many pieces of it there are. */
  tool(id: string): { readonly index: number; readonly count: number } | undefined;
}

export class Steps {
  readonly seq: number[] = [];
  readonly kind: number[] = [];
  readonly workCentre: number[] = [];
  readonly calendar: number[] = [];
  readonly choiceFrom: number[] = [0];
  readonly choice: number[] = [];
  readonly setup: number[] = [];
  readonly runNum: number[] = [];
  readonly runDen: number[] = [];
  readonly batchQty: number[] = [];
  readonly batchSeconds: number[] = [];
  readonly runFixed: number[] = [];
  readonly teardown: number[] = [];
  readonly gapAfter: number[] = [];
  readonly maxGap: number[] = [];
  readonly transfer: number[] = [];
  readonly split: number[] = [];
  readonly elapsed: number[] = [];
  /** Of the item's unit. */
  readonly decimals: number[] = [];
  readonly crew: number[] = [];
  readonly crewSize: number[] = [];
  readonly setupBy: number[] = [];
  readonly setupBySize: number[] = [];
  readonly runBy: number[] = [];
  readonly runBySize: number[] = [];
  /** Set-up and run are attended differently. */
  readonly phased: boolean[] = [];
  readonly toolFrom: number[] = [0];
  readonly tool: number[] = [];
  readonly toolQty: number[] = [];
  readonly family: number[] = [];
  readonly pausable: boolean[] = [];
  readonly yieldNum: number[] = [];
  readonly yieldDen: number[] = [];

  get anyTeardown(): boolean {
    return this.teardown.some((seconds) => seconds > 0);
  }

  get count(): number {
    return this.seq.length;
  }

  /** A move or an unplanned lead time: a stretch of elapsed time that is no operation of a routing. */
  addElapsed(seconds: number): number {
    return this.push(NO_SEQ, ELAPSED, -1, -1, [], seconds);
  }

  add(
    operation: Operation | OpenOperation,
    item: Item,
    lookup: StepLookup,
    list: 'operations' | 'workOrders',
    owner: string,
  ): number {
    const say = (text: string) => new ProblemError(list, owner, `step ${operation.seq} of ${owner}: ${text}`);
    if ((operation.split ?? 1) > 1 && operation.outside !== undefined)
      throw say('what is done outside runs on no machine of ours. Maybe leave out the split.');
    if (operation.transferBatch !== undefined && operation.outside !== undefined)
      throw say('what is done outside comes back together. Maybe leave out the transfer batch.');
    if (operation.maxGapAfter !== undefined && operation.maxGapAfter < (operation.gapAfter ?? 0))
      throw say(
        `the next step must start within ${operation.maxGapAfter} s and not before ${operation.gapAfter ?? 0} s. Maybe the longest gap is longer.`,
      );
    if (operation.outside !== undefined) {
      const row = this.push(operation.seq, ELAPSED, -1, -1, [], operation.outside);
      this.gapAfter[row] = operation.gapAfter ?? 0;
      this.maxGap[row] = operation.maxGapAfter ?? Infinity;
      this.setYield(row, operation);
      return row;
    }
    if (operation.workCentre === undefined) throw say('it names neither a work centre nor an outside time');
    const centre = lookup.workCentre(operation.workCentre);
    if (!centre) throw say(`work centre ${operation.workCentre} is not known`);
    const machines = operation.machines?.length
      ? operation.machines.map((id) => {
          const machine = lookup.machine(id);
          if (machine === undefined) throw say(`machine ${id} is not known`);
          return machine;
        })
      : centre.machines;
    const tools = toolsOf(operation.tools ?? [], lookup, say);
    const row = this.push(operation.seq, MACHINE, centre.index, centre.calendar, machines, 0, tools);
    this.decimals[row] = item.decimals;
    this.setup[row] = operation.setup;
    this.runNum[row] = operation.runPerUnit.num;
    this.runDen[row] = operation.runPerUnit.den * 10 ** item.decimals;
    this.runFixed[row] = operation.runFixed ?? 0;
    this.batchQty[row] = operation.runPerBatch?.qty ?? 1;
    this.batchSeconds[row] = operation.runPerBatch?.seconds ?? 0;
    this.teardown[row] = operation.teardown ?? 0;
    this.maxGap[row] = operation.maxGapAfter ?? Infinity;
    this.transfer[row] = operation.transferBatch ?? 0;
    this.split[row] = Math.min(operation.split ?? 1, machines.length);
    this.gapAfter[row] = operation.gapAfter ?? 0;
    this.pausable[row] = operation.pausable !== false;
    if (operation.family !== undefined) this.family[row] = lookup.family(operation.family);
    this.setCrews(row, operation, lookup, say);
    this.setYield(row, operation);
    return row;
  }

  /** Quantity that must enter for `out` to leave good; rounded up, so never short. */
  entering(row: number, out: number): number {
    const num = this.yieldNum[row]!;
    const den = this.yieldDen[row]!;
    return num === den ? out : times(out, { num: den, den: num }, 'up');
  }

  /** Working seconds at speed 1 until `quantity` steps are done, with or without the set-up. */
  work(row: number, quantity: number, setup: number): number {
    return setup + this.fixed(row, quantity) + Math.ceil((quantity * this.runNum[row]!) / this.runDen[row]!);
  }

  /** Working seconds of (set-up + run) on a machine of speed num/den, the whole rounded up once. */
  workAt(row: number, quantity: number, setup: number, speedNum: number, speedDen: number): number {
    if (speedNum === speedDen) return this.work(row, quantity, setup);
    const runDen = this.runDen[row]!;
    const exact = (setup + this.fixed(row, quantity)) * runDen + quantity * this.runNum[row]!;
    return Math.ceil((exact * speedDen) / (runDen * speedNum));
  }

  /** As `workAt`, until the machine is free again: teardown included. */
  heldAt(row: number, quantity: number, setup: number, speedNum: number, speedDen: number): number {
    return this.workAt(row, quantity, setup + this.teardown[row]!, speedNum, speedDen);
  }

  /** How many parts a quantity is split into: as many as run at least as long as each is set up. */
  parts(row: number, quantity: number): number {
    let parts = this.split[row]!;
    if (parts < 2) return 1;
    parts = Math.min(parts, Math.ceil(quantity / this.unit(row)));
    while (parts > 1 && this.work(row, Math.floor(quantity / parts), 0) < this.setup[row]!) parts--;
    return Math.max(1, parts);
  }

  /** How many of so many parts are left to a quantity: no more than machines may run it at once, nor than it has units. */
  partsLeft(row: number, quantity: number, parts: number): number {
    return Math.max(1, Math.min(parts, this.split[row]!, Math.ceil(quantity / this.unit(row))));
  }

  /** The sizes of so many parts: whole units, or transfer batches, as equal as they allow, the largest first; the rest is in the last. */
  partSizes(row: number, quantity: number, parts: number): number[] {
    const units = Math.ceil(quantity / this.unit(row));
    const sizes = Array.from({ length: parts }, (_, i) => Math.floor((units + parts - 1 - i) / parts) * this.unit(row));
    sizes[parts - 1]! -= units * this.unit(row) - quantity;
    return sizes;
  }

  /** The largest part of a quantity, for estimates. */
  largestPart(row: number, quantity: number): number {
    const parts = this.parts(row, quantity);
    return parts === 1 ? quantity : this.partSizes(row, quantity, parts)[0]!;
  }

  private unit(row: number): number {
    return this.transfer[row]! || 10 ** this.decimals[row]!;
  }

  /** Working seconds at speed 1 until the first transfer batch of so many is run, set-up included. */
  firstLot(row: number, quantity: number, setup: number): number {
    return this.work(row, Math.min(quantity, this.transfer[row]!), setup);
  }

  /** Working seconds at speed 1 that the last transfer batch of `of` steps before takes here. */
  lastLot(row: number, quantity: number, before: number, of: number): number {
    return this.work(row, Math.min(quantity, Math.ceil((this.transfer[before]! * quantity) / of)), 0);
  }

  /** What is held beside the set-up, rounded down. */
  heldWithoutSetup(row: number, quantity: number, speedNum: number, speedDen: number): number {
    const runDen = this.runDen[row]!;
    const exact = (this.fixed(row, quantity) + this.teardown[row]!) * runDen + quantity * this.runNum[row]!;
    return Math.floor((exact * speedDen) / (runDen * speedNum));
  }

  /** Working seconds after the set-up until the piece after `quantity` is taken up, rounded down; of a batch, until its first is. */
  begun(row: number, quantity: number, speedNum: number, speedDen: number): number {
    const runDen = this.runDen[row]!;
    const batch = this.batchSeconds[row]! > 0 ? this.batchQty[row]! : 1;
    const whole = Math.floor(quantity / batch) * batch;
    const exact = this.fixed(row, whole) * runDen + whole * this.runNum[row]!;
    return Math.floor((exact * speedDen) / (runDen * speedNum));
  }

  /** The part of the run that does not grow piece by piece. */
  private fixed(row: number, quantity: number): number {
    const seconds = this.batchSeconds[row]!;
    return this.runFixed[row]! + (seconds === 0 ? 0 : Math.ceil(quantity / this.batchQty[row]!) * seconds);
  }

  private setCrews(row: number, operation: Operation, lookup: StepLookup, say: (text: string) => ProblemError): void {
    const known = (id: string): number => {
      const crew = lookup.crew(id);
      if (crew === undefined) throw say(`crew ${id} is not known`);
      return crew;
    };
    const { crew, crewSize = 1, setupCrew, setupCrewSize = 1, attends } = operation;
    if (attends === 'setup' && crew === undefined)
      throw say('it is attended for the set-up alone, by nobody. Maybe name the crew');
    if (attends === 'setup' && setupCrew !== undefined)
      throw say(`crew ${setupCrew} makes the set-up, and ${crew} attends nothing else. Maybe leave one of them out`);
    if (crew !== undefined) {
      this.crew[row] = known(crew);
      this.crewSize[row] = crewSize;
    }
    this.runBy[row] = attends === 'setup' ? -1 : this.crew[row]!;
    this.runBySize[row] = this.crewSize[row]!;
    this.setupBy[row] = setupCrew === undefined ? this.crew[row]! : known(setupCrew);
    this.setupBySize[row] = setupCrew === undefined ? this.crewSize[row]! : setupCrewSize;
    this.phased[row] = attends === 'setup' || setupCrew !== undefined;
  }

  private setYield(row: number, operation: Operation): void {
    if (!operation.yield) return;
    this.yieldNum[row] = operation.yield.num;
    this.yieldDen[row] = operation.yield.den;
  }

  private push(
    seq: number,
    kind: number,
    workCentre: number,
    calendar: number,
    machines: readonly number[],
    elapsed: number,
    tools: readonly (readonly [number, number])[] = [],
  ): number {
    const row = this.seq.length;
    this.seq.push(seq);
    this.kind.push(kind);
    this.workCentre.push(workCentre);
    this.calendar.push(calendar);
    for (const machine of machines) this.choice.push(machine);
    this.choiceFrom.push(this.choice.length);
    for (const [tool, qty] of tools) {
      this.tool.push(tool);
      this.toolQty.push(qty);
    }
    this.toolFrom.push(this.tool.length);
    this.setup.push(0);
    this.runNum.push(0);
    this.runDen.push(1);
    this.batchQty.push(1);
    this.batchSeconds.push(0);
    this.runFixed.push(0);
    this.teardown.push(0);
    this.gapAfter.push(0);
    this.maxGap.push(Infinity);
    this.transfer.push(0);
    this.split.push(1);
    this.elapsed.push(elapsed);
    this.decimals.push(0);
    this.crew.push(-1);
    this.crewSize.push(0);
    this.setupBy.push(-1);
    this.setupBySize.push(0);
    this.runBy.push(-1);
    this.runBySize.push(0);
    this.phased.push(false);
    this.family.push(-1);
    this.pausable.push(true);
    this.yieldNum.push(1);
    this.yieldDen.push(1);
    return row;
  }
}

/** Index and pieces of each tool that a step holds. */
function toolsOf(
  uses: readonly ToolUse[],
  lookup: StepLookup,
  say: (text: string) => ProblemError,
): (readonly [number, number])[] {
  const seen = new Set<string>();
  return uses.map(({ tool: id, qty = 1 }) => {
    const tool = lookup.tool(id);
    if (tool === undefined) throw say(`tool ${id} is not known`);
    if (seen.has(id)) throw say(`tool ${id} is named twice. Maybe give its quantity once`);
    if (qty > tool.count)
      throw say(`it holds ${qty} pieces of tool ${id}, and there are ${tool.count}. Maybe one more is to be made`);
    seen.add(id);
    return [tool.index, qty];
  });
}

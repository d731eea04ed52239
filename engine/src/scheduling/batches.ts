/**
 * Machines that take several steps at once as a batch: of one family (or one item, where there is none), from one start to
 * one end, as much as fits. A batch has one span on its lane, under its opener, the longest of them; the others join it.
 *
 *   opener  [t | o | …]   the task that opened the batch of a task: itself, where it is alone
 *   mate    [t | t | …]   the next task of the same batch, in a ring
 *   left    [r | – | …]   room that is left, at the opener
 *
 * The arrays are empty where no machine takes batches.
 */
import type { Jobs } from './jobs.ts';

export class Batches {
  private readonly jobs: Jobs;
  private readonly opener: Int32Array;
  private readonly mate: Int32Array;
  private readonly left: Float64Array;

  constructor(jobs: Jobs) {
    this.jobs = jobs;
    const tasks = jobs.model.shop.anyBatch ? jobs.places : 0;
    this.opener = new Int32Array(tasks);
    this.mate = new Int32Array(tasks);
    this.left = new Float64Array(tasks);
    this.clear();
  }

  clear(): void {
    for (let t = 0; t < this.mate.length; t++) this.alone(t);
  }

  take(other: Batches): void {
    // Parts share no batch.
    this.clear();
    this.opener.set(other.opener.subarray(0, other.jobs.tasks));
    this.mate.set(other.mate.subarray(0, other.jobs.tasks));
    this.left.set(other.left.subarray(0, other.jobs.tasks));
  }

  /** A task, and those that share its batch. */
  of(task: number): readonly number[] {
    const found = [task];
    if (this.shared(task)) for (let t = this.mate[task]!; t !== task; t = this.mate[t]!) found.push(t);
    return found;
  }

  shared(task: number): boolean {
    return this.mate.length > 0 && this.mate[task] !== task;
  }

  opens(task: number): boolean {
    return this.mate.length === 0 || this.opener[task] === task;
  }

  /** A task begins a batch on a machine that takes them; what stays alone leaves no room. */
  open(task: number, machine: number): void {
    const room = this.jobs.model.shop.batchRoom[machine]!;
    if (room > 0) this.left[task] = this.mayShare(task, machine) ? room - this.load(task, machine) : 0;
  }

  join(task: number, opener: number, machine: number): void {
    this.mate[task] = this.mate[opener]!;
    this.mate[opener] = task;
    this.opener[task] = opener;
    this.left[opener]! -= this.load(task, machine);
  }

  /** A task that joined a batch is alone again. */
  leave(task: number, machine: number): void {
    const before = this.of(task).at(-1)!;
    this.mate[before] = this.mate[task]!;
    this.left[this.opener[task]!]! += this.load(task, machine);
    this.alone(task);
  }

  /** Each is alone again. */
  dissolve(tasks: readonly number[]): void {
    for (const t of tasks) this.alone(t);
  }

  /** What is frozen, attended by parts, may be split, overlaps, or has a teardown or a longest gap is a batch of its own, and so is all on other machines. */
  mayShare(task: number, machine: number): boolean {
    if (this.jobs.model.shop.batchRoom[machine] === 0) return false;
    const { phased, teardown } = this.jobs.model.shop.steps;
    const step = this.jobs.step[task]!;
    const overlaps = this.jobs.overlaps[task] === 1 || this.jobs.overlaps[task + 1] === 1;
    const frozen = this.jobs.frozenFrom[task]! === this.jobs.frozenFrom[task]!;
    const held = this.jobs.held[task] === 1 || this.jobs.held[task + 1] === 1;
    const parted = this.jobs.mayPart(this.jobs.wholeOf(task));
    return !phased[step] && teardown[step] === 0 && !overlaps && !held && !frozen && !parted;
  }

  /** What a task takes of the room of a batch. */
  load(task: number, machine: number): number {
    return this.jobs.model.shop.batchLoad(machine, this.jobs.step[task]!, this.jobs.qty[task]!);
  }

  /** Cheap, because a long queue before an oven is mostly batches that are full. */
  hasRoom(opener: number, load: number): boolean {
    return this.left[opener]! >= load;
  }

  /** `task` is of the kind of a batch. */
  admits(task: number, opener: number): boolean {
    const { jobs } = this;
    const [family, theirs] = [jobs.family[task]!, jobs.family[opener]!];
    if (family !== theirs || (family < 0 && this.itemOf(task) !== this.itemOf(opener))) return false;
    const { crew, crewSize } = jobs.model.shop.steps;
    const [step, other] = [jobs.step[task]!, jobs.step[opener]!];
    if (crew[step] !== crew[other] || crewSize[step] !== crewSize[other]) return false;
    return jobs.running[task] === jobs.running[opener];
  }

  private alone(task: number): void {
    this.opener[task] = task;
    this.mate[task] = task;
  }

  private itemOf(task: number): number {
    return this.jobs.network.item[this.jobs.order[task]!]!;
  }
}

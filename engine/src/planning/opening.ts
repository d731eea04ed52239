/**
 * Overtime where it pays. The plan is made without; then, for one late demand after the other, the windows of the machines and
 * crews on its binding chain are opened and its work moved into them by the mending that rescues use. What is worth more
 * lateness, by the weights, than it costs stays open. Tries are bounded by their counted work alone, so that they are repeated by it.
 */
import { Weights } from '../scheduling/weights.ts';
import { operationRows } from './emit.ts';
import { objectiveOf } from './objective.ts';
import { costOf, opening, overtimeOf, withOpened } from './opened.ts';
import type { OpenedOvertime, Plan, PlannedOperation, PlanOptions } from './plan.ts';
import { Ready } from './prepare.ts';
import type { OvertimeWindow, Problem } from './problem.ts';
import { type Case, caseOf, resourcesOf } from './remedies.ts';
import { inGaps } from './room.ts';
import type { Answer, Situation } from './situation.ts';

/** Tries cost at most so many times the counted work of the schedule, or so much where that is little. */
const SHARE = 2;
const LITTLE = 2_000_000;
/** What is read and judged around a try counts so much a task. */
const AROUND = 10;
/** Windows of one demand that are tried alone where all of them together do not pay. */
const ALONE = 8;

interface Tried {
  readonly situation: Situation;
  readonly answer: Answer;
  readonly overtime: readonly OpenedOvertime[];
  /** Points of lateness and overtime; with `inOrder` lateness comes first. */
  readonly late: number;
  readonly paid: number;
}

/** The plan with the overtime that pays; the same where none does. */
export function openWhatPays(problem: Problem, made: Plan, options: PlanOptions): Plan {
  const { constrained } = problem.rules;
  if (!constrained || made.status === 'cancelled' || !problem.overtime?.some((row) => !row.opened)) return made;
  return new Opening(problem, made, options).run();
}

class Opening {
  private readonly weights: Weights;
  private work: number;
  /** Of the best plan, as soon as it is asked. */
  private ready: Ready | undefined;
  private best: { readonly problem: Problem; readonly plan: Plan };

  constructor(
    private readonly problem: Problem,
    private readonly made: Plan,
    private readonly options: PlanOptions,
  ) {
    this.weights = new Weights(problem);
    this.best = { problem, plan: made };
    this.work = Math.max(LITTLE, SHARE * made.figures.work.schedule);
  }

  run(): Plan {
    for (const demand of this.lateOnes()) {
      if (this.work <= 0) break;
      this.serve(demand);
    }
    return this.best.plan;
  }

  /** Late demands, the costliest first. */
  private lateOnes(): string[] {
    const costs = new Map(this.problem.demands.map((row) => [row.id, row]));
    const cost = ({ demand, date }: Plan['deliveries'][number]) => {
      const row = costs.get(demand);
      return row && date !== undefined ? this.weights.lateDays(row, date) : 0;
    };
    const late = this.made.deliveries.filter((row) => row.late > 0 && row.date !== undefined);
    const sorted = late.toSorted((a, b) => cost(b) - cost(a) || (a.demand < b.demand ? -1 : 1));
    return [...new Set(sorted.map((row) => row.demand))];
  }

  private serve(demand: string): void {
    this.ready ??= new Ready(this.best.problem, this.best.plan);
    const found = caseOf(this.ready, demand);
    if (found) this.spend(found.base, found.answer);
    if (!found || found.date <= found.base.model.demands[found.d]!.due) return;
    const windows = this.windowsOf(found);
    if (windows.length === 0) return;
    const stands = this.judged(found.base, found.answer);
    let kept = this.better(stands, this.attempt(found, windows));
    if (!kept && windows.length > 1)
      for (const window of windows.slice(0, ALONE))
        kept = this.better(kept ?? stands, this.attempt(found, [window])) ?? kept;
    if (!kept) return;
    // What it gains may not need all that it opened.
    const dear = kept.overtime.map((row) => row.window);
    for (const without of dear) {
      const rest = windows.filter(({ id }) => id !== without && kept!.overtime.some((row) => row.window === id));
      if (rest.length > 0) kept = this.better(kept, this.attempt(found, rest)) ?? kept;
    }
    this.keep(kept);
  }

  /** Closed windows of the machines and crews of the chain before the demand ships, the earliest first. */
  private windowsOf(found: Case): OvertimeWindow[] {
    const { machines, crews } = resourcesOf(found);
    const { now } = this.problem;
    return (this.best.problem.overtime ?? [])
      .filter(
        (row) =>
          !row.opened &&
          row.from < found.date &&
          row.to > now &&
          (row.machines?.some((id) => machines.has(id)) || row.crews?.some((id) => crews.has(id))),
      )
      .toSorted((a, b) => a.from - b.from || costOf(a) - costOf(b) || (a.id < b.id ? -1 : 1));
  }

  private attempt(found: Case, windows: readonly OvertimeWindow[]): Tried | undefined {
    if (this.work <= 0) return undefined;
    const situation = found.ready.onFloorOf(opening(found.ready.problem, new Set(windows.map((row) => row.id))));
    const answer = situation.sound ? situation.mend(inGaps(situation, found.d)) : undefined;
    this.spend(situation, answer);
    return answer && this.judged(situation, answer);
  }

  private spend({ jobs }: Situation, answer: Answer | undefined): void {
    this.work -= AROUND * jobs.tasks + (answer?.mended.floor.work ?? 0);
  }

  private judged(situation: Situation, answer: Answer): Tried {
    const { model } = situation;
    const overtime = overtimeOf(model.problem, worked(situation, answer));
    const late = model.demands.reduce((sum, row, d) => sum + this.weights.lateDays(row, answer.outcome.dates[d]!), 0);
    const cost = overtime.reduce((sum, row) => sum + row.cost, 0);
    return { situation, answer, overtime, late: this.weights.perDay * late, paid: this.weights.paid * cost };
  }

  private better(than: Tried, tried: Tried | undefined): Tried | undefined {
    if (!tried) return undefined;
    const less = this.weights.inOrder
      ? tried.late - than.late || tried.paid - than.paid
      : tried.late + tried.paid - than.late - than.paid;
    return less < 0 ? tried : undefined;
  }

  /** The plan of it, if it costs less in all. */
  private keep({ situation, answer }: Tried): void {
    situation.postpone(answer);
    const plan = situation.planOf(answer);
    const before = this.best.plan.figures.objective!;
    const objective = objectiveOf(this.problem, plan, this.options.published);
    const { inOrder } = this.weights;
    if (inOrder ? objective.tardiness.amount > before.tardiness.amount : objective.points >= before.points) return;
    const { leastLate, work } = this.made.figures;
    const figures = { ...plan.figures, leastLate, objective, work };
    this.ready = undefined;
    this.best = { problem: withOpened(this.problem, plan), plan: { ...plan, figures } };
  }
}

/** Rows of the operations that stand where windows are open. */
function* worked(situation: Situation, { mended }: Answer): Iterable<PlannedOperation> {
  const { jobs, model } = situation;
  const open = model.problem.overtime?.filter((row) => row.opened) ?? [];
  for (let t = 0; t < jobs.tasks; t++) {
    const [start, end] = [mended.floor.start[t]!, mended.floor.end[t]!];
    if (mended.built.dead[jobs.order[t]!] === 1 || !open.some((row) => start < row.to && end > row.from)) continue;
    yield* operationRows(jobs, mended.floor, t, '', '');
  }
}

/** What a plan can be asked about a customer line, and the engine's answers. */
import {
  type Plan,
  type Prepared,
  type Problem,
  type Promised,
  prepare,
  promise,
  type Rescue,
  rescue,
} from '@hotlist/engine';

export interface Answers {
  readonly 'ship-date': Promised;
  readonly rescues: readonly Rescue[];
}
export type Question = keyof Answers;

/** A plan made ready once, for any number of questions. */
export class AskedPlan {
  private readonly problem: Problem;
  private readonly plan: Plan;
  private readonly prepared: Prepared;

  constructor(problem: Problem, plan: Plan) {
    this.problem = problem;
    this.plan = plan;
    this.prepared = prepare(problem, plan);
  }

  /** `line` is a demand of the problem. */
  answer<Q extends Question>(question: Q, line: string): Answers[Q];
  answer(question: Question, line: string): Answers[Question] {
    const { problem, plan, prepared } = this;
    if (question === 'rescues') return rescue(problem, plan, line, { prepared });
    const { item, qty } = problem.demands.find((row) => row.id === line)!;
    return promise(problem, plan, { item, qty, demand: line }, { prepared });
  }
}

/** What a plan can be asked, and the engine's answers. */
import {
  type ByHand,
  byHand,
  type HandEdit,
  type Plan,
  type Prepared,
  type Problem,
  ProblemError,
  type Promised,
  type PromiseRequest,
  prepare,
  promise,
  type Replanned,
  type Rescue,
  replan,
  rescue,
} from '@hotlist/engine';
import { Refusal } from '../../house/errors.ts';
import { type Asked, improvement, made } from './made.ts';

/** What each question is about. */
export interface Asks {
  /** A customer line. */
  readonly 'ship-date': string;
  readonly rescues: string;
  /** An order that is not there yet. */
  readonly 'new-order': PromiseRequest;
  /** Edits by hand, one list an attempt. */
  readonly attempts: readonly (readonly HandEdit[])[];
  /** What a planning run would plan, and the standing problem that other calendars hit. */
  readonly 'working-time': {
    readonly run: Omit<Asked, 'work'>;
    /** The same without what is asked about. */
    readonly unchanged: Omit<Asked, 'work'>;
    readonly hit?: { readonly problem: Problem; readonly calendars: Problem['calendars'] };
  };
  /** What a planning run would plan. */
  readonly run: Omit<Asked, 'work'>;
}

/** Who decides waits until it is answered, however many ask; who only asks is turned away where many do. */
export type Turn = 'question' | 'decision';

export const turnedAway = 'too-many-questions';

export const isTurnedAway = (error: unknown): boolean => error instanceof Refusal && error.code === turnedAway;

export interface Answers {
  readonly 'ship-date': Promised;
  readonly rescues: readonly Rescue[];
  readonly 'new-order': Promised;
  /** Null: the edits are none of this plan. */
  readonly attempts: readonly (ByHand | null)[];
  /**
   * What a planning run would make; where that is the published plan mended, or nothing is published, the same without what is
   * asked about, which may differ from the standing plan too; of other calendars the plan with the least moved.
   */
  readonly 'working-time': {
    readonly next: Plan;
    readonly same: Plan | undefined;
    readonly least: Replanned | undefined;
  };
  /** When all ships, and whether the plan is one from nothing. */
  readonly run: Ran;
}

export interface Ran extends Pick<Plan, 'deliveries'> {
  readonly fromNothing: boolean;
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

  /** A line is a demand of the problem. */
  answer<Q extends Question>(question: Q, about: Asks[Q]): Answers[Q];
  answer(question: Question, about: Asks[Question]): Answers[Question] {
    const { problem, plan, prepared } = this;
    if (isAttempts(about)) return about.map((edits) => this.tried(edits));
    if (typeof about !== 'string' && 'item' in about) return promise(problem, plan, about, { prepared });
    if (typeof about !== 'string' && 'problem' in about) {
      const { deliveries, figures } = made({ ...about, work: improvement }).plan;
      return { deliveries, fromNothing: figures.fromNothing ?? true };
    }
    if (typeof about !== 'string') {
      const { run, unchanged, hit } = about;
      const { plan: next } = made({ ...run, work: improvement });
      const least = hit && replan(hit.problem, plan, [{ kind: 'working-time', calendars: hit.calendars }]);
      const isAlike = !unchanged.published || next.figures.fromNothing === false;
      const same = isAlike ? made({ ...unchanged, work: improvement }, { mendOnly: true }).plan : undefined;
      return { next, same, least };
    }
    if (question === 'rescues') return rescue(problem, plan, about, { prepared });
    const { item, qty } = problem.demands.find((row) => row.id === about)!;
    return promise(problem, plan, { item, qty, demand: about }, { prepared });
  }

  private tried(edits: readonly HandEdit[]): ByHand | null {
    const { problem, plan, prepared } = this;
    try {
      return byHand(problem, plan, edits, { prepared });
    } catch (error) {
      if (error instanceof ProblemError) return null;
      throw error;
    }
  }
}

const isAttempts = (about: Asks[Question]): about is Asks['attempts'] => Array.isArray(about);

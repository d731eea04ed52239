/** The thread in which the standing plan of a site is asked, so that the server stays awake for everybody else. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Plan, type Problem, ProblemError } from '@hotlist/engine';
import { type Answers, AskedPlan, type Asks, type Question } from './asked.ts';

export interface AnswersThreadInput {
  readonly problem: Problem;
  readonly plan: Plan;
}

export interface Put {
  readonly id: number;
  readonly question: Question;
  readonly about: Asks[Question];
}

export interface Got {
  readonly id: number;
  readonly answer?: Answers[Question];
  /** Why the engine takes no such question, in a sentence: what was asked about cannot be. */
  readonly refused?: string;
  /** Why there is no answer: a fault of ours. */
  readonly failed?: string;
}

const { problem, plan } = workerData as AnswersThreadInput;
const asked = new AskedPlan(problem, plan);
parentPort!.on('message', ({ id, question, about }: Put) => {
  let got: Got;
  try {
    got = { id, answer: asked.answer(question, about) };
  } catch (error) {
    got =
      error instanceof ProblemError
        ? { id, refused: error.message }
        : { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort!.postMessage(got);
});

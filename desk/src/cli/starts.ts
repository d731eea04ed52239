/** Starts of one search, each in a thread of its own where threads are built, else one after the other: the answers are the same. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { ProblemError } from '@hotlist/engine';
import { BadInput } from './command.ts';
import {
  answerOf,
  type PlanAnswer,
  type PlanStart,
  type SolveAnswer,
  type SolveStart,
  type Start,
  type StartAnswer,
} from './start.ts';

const thread = new URL('./start.thread.js', import.meta.url);

/** In the order of the starts; throws the engine's `ProblemError` where it refuses the data. */
export async function plansOf(starts: readonly PlanStart[]): Promise<readonly PlanAnswer[]> {
  const answers = await answersOf(starts);
  return answers.map((answer) => {
    if ('refused' in answer) {
      const { list, id, message } = answer.refused;
      throw new ProblemError(list, id, message);
    }
    if ('plan' in answer) return answer;
    throw new Error('a start of a plan answered something else');
  });
}

export async function schedulesOf(file: string, starts: readonly SolveStart[]): Promise<readonly SolveAnswer[]> {
  const answers = await answersOf(starts);
  return answers.map((answer) => {
    if ('wrongShop' in answer) throw new BadInput([{ file, text: `${answer.wrongShop}.` }]);
    if ('schedule' in answer) return answer;
    throw new Error('a start of a schedule answered something else');
  });
}

async function answersOf(starts: readonly Start[]): Promise<readonly StartAnswer[]> {
  if (starts.length === 1 || !existsSync(thread)) return starts.map((start) => answerOf(start));
  return Promise.all(starts.map(inThread));
}

async function inThread(start: Start): Promise<StartAnswer> {
  const worker = new Worker(thread, { workerData: start });
  try {
    return await new Promise<StartAnswer>((resolve, reject) => {
      worker.on('message', resolve);
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`a thread ended with ${code} and no answer`)));
    });
  } finally {
    await worker.terminate();
  }
}

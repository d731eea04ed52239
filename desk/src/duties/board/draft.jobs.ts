/** Edits by hand done again in a thread of their own: few at once, and none without end. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { busy, Refusal } from '../../house/errors.ts';
import { boardRefusals } from './board.messages.ts';
import { type DraftInput, type DraftMade, triedDraft } from './draft.ts';

export interface DraftBounds {
  /** Threads at once: each holds a plan and a core. */
  readonly most: number;
  readonly seconds: number;
}

export class DraftThreads {
  private running = 0;
  private readonly begin: (input: DraftInput) => Worker;
  private readonly bounds: DraftBounds;

  constructor(begin: (input: DraftInput) => Worker, bounds: DraftBounds) {
    this.begin = begin;
    this.bounds = bounds;
  }

  async made(input: DraftInput): Promise<DraftMade> {
    const { most, seconds } = this.bounds;
    if (this.running >= most) throw busy('drafts-busy', boardRefusals.draftsBusy(most));
    this.running += 1;
    const worker = this.begin(input);
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        timer = setTimeout(
          () => reject(new Refusal(422, 'draft-too-long', boardRefusals.draftTooLong(input.edits.length, seconds))),
          seconds * 1000,
        );
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new Error(`the thread of a draft ended with ${code} and no draft`)));
      });
    } finally {
      clearTimeout(timer);
      await worker.terminate();
      this.running -= 1;
    }
  }
}

/** From source (tests, development) there is no built thread to load: then it is done here. */
const thread = new URL('./draft.thread.js', import.meta.url);
const built = existsSync(thread);
const threads = new DraftThreads((workerData) => new Worker(thread, { workerData }), { most: 2, seconds: 60 });

export const draftApart = async (input: DraftInput): Promise<DraftMade> =>
  built ? threads.made(input) : triedDraft(input);

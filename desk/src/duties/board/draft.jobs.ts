/** Edits by hand done again in a thread of their own. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type DraftInput, type DraftMade, triedDraft } from './draft.ts';

/** From source (tests, development) there is no built thread to load: then it is done here. */
const thread = new URL('./draft.thread.js', import.meta.url);
const built = existsSync(thread);

export function draftApart(input: DraftInput): Promise<DraftMade> {
  if (!built) return Promise.resolve(triedDraft(input));
  const worker = new Worker(thread, { workerData: input });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of a draft ended with ${code} and no draft`)));
  });
}

/** The thread in which edits by hand are done again, so that the server stays awake for everybody else. */
import { parentPort, workerData } from 'node:worker_threads';
import { type DraftInput, triedDraft } from './draft.ts';

parentPort?.postMessage(triedDraft(workerData as DraftInput));

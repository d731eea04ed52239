/** The thread of one start. */
import { parentPort, workerData } from 'node:worker_threads';
import { answerOf, type Start } from './start.ts';

parentPort?.postMessage(answerOf(workerData as Start));

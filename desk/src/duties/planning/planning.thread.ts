/** The thread in which a plan is computed, so that its worker process stays awake to hear "cancel". */
import { parentPort, workerData } from 'node:worker_threads';
import { type Asked, made } from './made.ts';

export interface ThreadInput extends Asked {
  /** One Int32; 1 asks to stop. */
  readonly flag: SharedArrayBuffer;
}

const { flag, ...asked } = workerData as ThreadInput;
const stop = new Int32Array(flag);
let told = 0;
const result = made(asked, {
  keepGoing: () => Atomics.load(stop, 0) === 0,
  onProgress: (step, share) => {
    const now = performance.now();
    if (now - told < 200) return;
    told = now;
    parentPort?.postMessage({ progress: { step, share } });
  },
});
parentPort?.postMessage({ result });

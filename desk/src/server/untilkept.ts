/** A transaction that met another in a ring of locks. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Tries in all. */
const tries = 4;
/** Milliseconds that are waited before the next, at most. */
const apart = 60;

/** PostgreSQL’s words for “ended so that another goes on” (deadlock_detected, serialization_failure): nothing of it was kept. */
export const gaveWay = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && (error.code === '40P01' || error.code === '40001');

/** Runs a transaction, and again from its beginning where it gave way: whoever it was for is not asked to try again. */
export async function untilKept<T>(run: () => Promise<T>, left = tries): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (left <= 1 || !gaveWay(error)) throw error;
  }
  await sleep(Math.random() * apart);
  return untilKept(run, left - 1);
}

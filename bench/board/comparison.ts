/** Two versions of 10,000 operations each, every third of which moves, compared by the route. */
import { fillVersion } from '../../desk/src/duties/planning/comparison.bench.ts';
import type { Database } from '../../desk/src/server/database/database.ts';
import { atMost, type Figure, median } from '../figure.ts';

const operations = 10_000;
const size = { operations, orders: 2_000 };

interface Inside {
  readonly db: Database;
  readonly url: string;
  readonly token: string;
}

/** A version that nobody asked about is held against one that was, as new ones are against the published one; then once more. */
export async function comparison({ db, url, token }: Inside): Promise<readonly Figure[]> {
  const from = await fillVersion(db, size, 0);
  const [first, again]: [number[], number[]] = [[], []];
  for (let round = 0; round < 12; round += 1) {
    const to = await fillVersion(db, size, 2);
    for (const times of [first, again])
      times.push(await compared(`${url}/api/v1/plan-versions/${from}/compare/${to}`, token));
  }
  // The first ones warm the code.
  const figure = (name: string, times: readonly number[]): Figure =>
    atMost(`two versions of ${operations} operations compared, ${name}`, median(times.slice(3)), 'ms', 300);
  return [figure('route', first), figure('the same again', again)];
}

/** Milliseconds. */
async function compared(url: string, token: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const { comparison: found } = (await answer.json()) as {
    comparison: { counts: { moved: number; newly_late: number } };
  };
  const took = performance.now() - began;
  if (found.counts.moved < operations / 4 || found.counts.newly_late === 0)
    throw new Error(JSON.stringify(found.counts));
  return took;
}

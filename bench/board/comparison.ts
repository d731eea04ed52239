/** Two versions of 10,000 operations each, every third of which moves, compared by the route. */
import { fillVersion } from '../../desk/src/duties/planning/comparison.bench.ts';
import type { Database } from '../../desk/src/server/database/database.ts';
import { atMost, type Figure, median } from '../figure.ts';

const operations = 10_000;
const size = { operations, orders: 2_000 };

export async function comparison({ db, url, token }: { db: Database; url: string; token: string }): Promise<Figure> {
  const [from, to] = [await fillVersion(db, size, 0), await fillVersion(db, size, 2)];
  const times: number[] = [];
  for (let round = 0; round < 12; round += 1) {
    const began = performance.now();
    const answer = await fetch(`${url}/api/v1/plan-versions/${from}/compare/${to}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { comparison: found } = (await answer.json()) as {
      comparison: { counts: { moved: number; newly_late: number } };
    };
    times.push(performance.now() - began);
    if (found.counts.moved < operations / 4 || found.counts.newly_late === 0)
      throw new Error(JSON.stringify(found.counts));
  }
  // The first ones warm the code.
  return atMost(`two versions of ${operations} operations compared, route`, median(times.slice(3)), 'ms', 300);
}

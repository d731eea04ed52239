/** Many clients who want the last pieces at once: how long each waited, and what they got. */
import { sql } from 'kysely';
import type { Database } from '../../server/database/database.ts';
import { stamp } from '../../server/http.ts';
import { keepAllocation, lockBalances, spotsOf } from './allocations.store.ts';
import { reserved } from './allocations.ts';

export interface Waited {
  /** Milliseconds, of each client, in the order in which they asked. */
  readonly waited: readonly number[];
  /** How many got a piece. */
  readonly served: number;
}

/** Each wants one of `item` wherever it is free, for a work order of its own (ORDER-1 …); `db` has as many connections as shall wait at once. */
export async function reserveAtOnce(db: Database, site: string, item: string, clients: number): Promise<Waited> {
  const [now, today] = ['2026-11-03T08:00:00Z', '2026-11-03'];
  const one = async (n: number): Promise<{ readonly ms: number; readonly got: boolean }> => {
    const began = performance.now();
    const got = await db.transaction().execute(async (tx) => {
      await stamp(tx, { name: `client ${n}`, email: '', via: 'cli' }, site);
      await lockBalances(tx, site, { item });
      const decision = reserved({ qty: 1, until: null }, await spotsOf(tx, site, { item }, { now, today }), today);
      if (decision.kind !== 'accept') return false;
      for (const taken of decision.facts)
        await keepAllocation(tx, site, {
          ...taken,
          item,
          for_order: `ORDER-${n}`,
          for_line: 0,
          until: null,
          reason: null,
        });
      return true;
    });
    return { ms: performance.now() - began, got };
  };
  await sql`select 1`.execute(db);
  const done = await Promise.all(Array.from({ length: clients }, (_, n) => one(n + 1)));
  return { waited: done.map(({ ms }) => ms), served: done.filter(({ got }) => got).length };
}

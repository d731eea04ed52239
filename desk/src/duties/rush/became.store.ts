/** What became of the lines that a rush order was said to delay, by the plan that ships it and by the published one. */
import { sql, type Transaction } from 'kysely';
import { secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { publishedVersion, standingVersion } from '../planning/planning.store.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import { allShipOf } from '../planning/ships.store.ts';
import { lateDays } from '../planning/workingdays.ts';
import { type Became, becameOf } from './rush.ts';

type Tx = Transaction<Tables>;

interface Planned {
  readonly due: string;
  readonly ships: string | null;
}

/** Of lines by their names; the plan that stands before the published one, where that is another. */
export async function whatBecame(
  tx: Tx,
  site: Site,
  lines: readonly string[],
): Promise<(line: string) => readonly Became[]> {
  if (lines.length === 0) return () => [];
  const [standing, published] = [await standingVersion(tx, site.code), await publishedVersion(tx, site.code)];
  const versions = [standing, ...(published?.id === standing?.id ? [] : [published])].flatMap((one) => one ?? []);
  const days = await plantDaysOf(tx, site);
  const states = new Map(
    (
      await sql<{ line: string; state: string }>`
        select l.order_no || '/' || l.line as line, l.state from customer_lines l
        where l.site = ${site.code} and l.order_no || '/' || l.line = any(${lines}::text[])`.execute(tx)
    ).rows.map(({ line, state }) => [line, state]),
  );
  const told: { number: number; published: boolean; planned: ReadonlyMap<string, Planned> }[] = [];
  for (const { id, number } of versions) {
    const { rows } = await sql<Planned & { line: string }>`
      select x.demand as line, max(x.due) as due, ${allShipOf('x')} as ships from plan_deliveries x
      where x.version = ${id} and x.demand = any(${lines}::text[]) group by x.demand`.execute(tx);
    const planned = new Map(rows.map((row) => [row.line, row]));
    told.push({ number, published: id === published?.id, planned });
  }
  const lateOf = ({ due, ships }: Planned): number =>
    lateDays(days, secondsOf(due), ships === null ? null : secondsOf(ships));
  return (line) =>
    told.map(({ number, published, planned }) => {
      const one = planned.get(line);
      const fate = becameOf(states.get(line), one && { ships: one.ships, late_days: lateOf(one) });
      return { version: number, published, ...fate };
    });
}

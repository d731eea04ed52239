/** What became of the lines that a rush order was said to delay, by the plan that ships it and by the published one. */
import { sql, type Transaction } from 'kysely';
import { secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { lineSeen } from '../planning/linescalled.store.ts';
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

interface Hurt {
  readonly line: string;
  readonly line_id?: number | null;
}

/** Of lines by their ids, those kept without one by their names; the plan that stands before the published one, where that is another. `called`: as it is called now. */
export async function whatBecame(
  tx: Tx,
  site: Site,
  hurts: readonly Hurt[],
): Promise<(hurt: Hurt) => { readonly called: string; readonly became: readonly Became[] }> {
  if (hurts.length === 0) return ({ line }) => ({ called: line, became: [] });
  const [standing, published] = [await standingVersion(tx, site.code), await publishedVersion(tx, site.code)];
  const versions = [standing, ...(published?.id === standing?.id ? [] : [published])].flatMap((one) => one ?? []);
  const days = await plantDaysOf(tx, site);
  const known = [...new Set(hurts.flatMap(({ line_id }) => line_id ?? []))];
  const named = [...new Set(hurts.flatMap(({ line, line_id }) => (line_id ? [] : [line])))];
  const { rows: lines } = await sql<{ id: number; line: string; state: string }>`
    select l.id, l.order_no || '/' || l.line as line, l.state from customer_lines l
    where l.site = ${site.code} and (l.id = any(${known}::bigint[]) or l.order_no || '/' || l.line = any(${named}::text[]))`.execute(
    tx,
  );
  const [byId, byName] = [new Map(lines.map((one) => [one.id, one])), new Map(lines.map((one) => [one.line, one.id]))];
  const told: { number: number; published: boolean; planned: ReadonlyMap<number, Planned> }[] = [];
  for (const { id, number, snapshot } of versions) {
    const { rows } = await sql<Planned & { id: number }>`
      with asked as materialized (
        select one.id, ${lineSeen(sql`one.id`, sql`${snapshot}`)} as line
        from unnest(${[...new Set([...known, ...byId.keys()])]}::bigint[]) as one (id))
      select a.id, max(x.due) as due, ${allShipOf('x')} as ships from asked a
      join plan_deliveries x on x.version = ${id} and x.demand = a.line group by a.id`.execute(tx);
    told.push({ number, published: id === published?.id, planned: new Map(rows.map((row) => [Number(row.id), row])) });
  }
  const lateOf = ({ due, ships }: Planned): number =>
    lateDays(days, secondsOf(due), ships === null ? null : secondsOf(ships));
  return ({ line, line_id }) => {
    const id = line_id ?? byName.get(line) ?? 0;
    const became = told.map(({ number, published, planned }) => {
      const one = planned.get(id);
      const fate = becameOf(byId.get(id)?.state, one && { ships: one.ships, late_days: lateOf(one) });
      return { version: number, published, ...fate };
    });
    return { called: byId.get(id)?.line ?? line, became };
  };
}

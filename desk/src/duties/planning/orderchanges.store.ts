/** Customers' orders as a version has them, and what became of them told with their records. */
import { sql, type Transaction } from 'kysely';
import { lineValue } from '../../house/amounts.ts';
import { secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import type { KeptByHand } from './byhand.ts';
import { behindOf, type Drawing, isNewCause } from './newcause.ts';
import { whyWords } from './orderchanges.messages.ts';
import type { Change, Seen } from './orderchanges.ts';
import { spoken } from './planning.messages.ts';
import { lateDays, type WorkingDays } from './workingdays.ts';

type Tx = Transaction<Tables>;

/** Customer lines of a version, each by its last delivery; promised as they stand promised now. */
export async function seenBy(tx: Tx, site: string, version: number): Promise<readonly Seen[]> {
  const { rows } = await sql<Seen>`
    select distinct on (p.demand) p.demand, p.item, p.due, l.promised, p.delivered, p.late_seconds as "lateSeconds",
      p.reasons -> 0 as root
    from plan_deliveries p
    left join customer_lines l on l.site = ${site} and concat(l.order_no, '/', l.line) = p.demand
    where p.version = ${version} and p.demand not like 'forecast/%'
    order by p.demand, p.delivered desc nulls first`.execute(tx);
  return rows;
}

/** Read only where a new cause asks for them. */
export interface Causes {
  readonly before: () => Promise<Drawing>;
  readonly after: () => Promise<Drawing>;
}

/** The pegs of a version and what a person put in it. */
export async function drawingOf(
  tx: Tx,
  { id, made_by, by_hand }: { readonly id: number; readonly made_by: string; readonly by_hand: KeptByHand | null },
): Promise<Drawing> {
  const pegs = await tx
    .selectFrom('plan_pegs')
    .select(['supply', 'consumer', 'item', 'qty'])
    .where('version', '=', id)
    .execute();
  if (!by_hand) return { pegs, byHand: undefined };
  return { pegs, byHand: { who: made_by, edits: by_hand.acts.flat(), later: await laterThan(tx, by_hand.base, id) } };
}

/** Demands that one version ships later than another, by its number, or not at all; all of them where that one is cleared. */
async function laterThan(tx: Tx, base: number, version: number): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ demand: string }>`
    with was as (
      select d.demand, max(coalesce(d.delivered, 'infinity')) as at from plan_deliveries d
      join plan_versions v on v.id = d.version and v.number = ${base}
      where v.site = (select site from plan_versions where id = ${version}) group by d.demand
    )
    select d.demand from plan_deliveries d left join was on was.demand = d.demand where d.version = ${version}
    group by d.demand, was.at having was.at is null or max(coalesce(d.delivered, 'infinity')) > was.at`.execute(tx);
  return new Set(rows.map(({ demand }) => demand));
}

export async function toldChanges(tx: Tx, site: Site, changes: readonly Change[], days: WorkingDays, causes: Causes) {
  const lines = await linesCalled(
    tx,
    site.code,
    changes.map(({ demand }) => demand),
  );
  const behind = changes.some(isNewCause) ? behindOf(await causes.before(), await causes.after()) : undefined;
  return changes.map((one) => {
    const { demand, item, due, became, before, after, breaksPromise } = one;
    const line = lines.get(demand);
    return {
      demand,
      order_no: line?.order_no ?? null,
      line: line?.line ?? null,
      customer: line?.customer ?? null,
      item,
      item_name: line?.item_name ?? null,
      money: line ? (lineValue(line.unit_price, line.qty, site.currency) ?? null) : null,
      due,
      promised: line?.promised ?? null,
      became,
      before,
      after,
      moved_days: before === null || after === null ? null : lateDays(days, secondsOf(before), secondsOf(after)),
      breaks_promise: breaksPromise,
      why: spoken(whyWords(one, isNewCause(one) ? behind?.(one) : undefined)),
    };
  });
}

interface Line {
  readonly demand: string;
  readonly order_no: string;
  readonly line: number;
  readonly customer: string;
  readonly item_name: string | null;
  readonly promised: string | null;
  readonly qty: number;
  readonly unit_price: number | null;
}

async function linesCalled(tx: Tx, site: string, demands: readonly string[]): Promise<ReadonlyMap<string, Line>> {
  if (demands.length === 0) return new Map();
  const { rows } = await sql<Line>`
    select concat(l.order_no, '/', l.line) as demand, l.order_no, l.line, coalesce(c.name, l.customer) as customer,
      i.name as item_name, l.promised, l.qty, l.unit_price
    from customer_lines l
    left join customers c on c.site = l.site and c.code = l.customer
    left join items i on i.site = l.site and i.code = l.item
    where l.site = ${site} and concat(l.order_no, '/', l.line) = any(${demands}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.demand, row]));
}

/** What was counted beside what the book said of that moment, and what is decided about it. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { Person } from '../../server/http.ts';
import type { Class } from './abc.ts';
import { apartOf } from './apart.store.ts';
import type { Apart } from './apart.ts';
import type { LineState } from './counting.ts';

type Tx = Transaction<Tables>;
type Who = Pick<Person, 'id' | 'name'>;

export interface ReviewLine {
  readonly line: number;
  readonly sheet: number;
  readonly location: string;
  readonly item: string;
  readonly item_name: string | null;
  readonly lot: string;
  readonly unit: string;
  readonly class: Class;
  readonly why: string;
  readonly state: LineState;
  readonly count: number | null;
  readonly counts: number;
  readonly counted: number | null;
  readonly counted_at: string | null;
  readonly seen: number | null;
  readonly person: string | null;
  readonly who: string | null;
  readonly counters: string;
  readonly book: number | null;
  readonly cost: number | null;
  readonly within: boolean | null;
  readonly moved_since: number | null;
  readonly told_late: number | null;
  readonly open_issues: number | null;
  readonly losing: string | null;
  readonly apart: Apart | null;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
}

/** Lines of a sheet, or those of some counts. Of what was decided the book is as it was then, of the rest as it is now. */
export async function reviewLines(
  tx: Tx,
  site: string,
  of: { readonly sheet: number } | { readonly counts: readonly number[] },
): Promise<readonly ReviewLine[]> {
  const where =
    'sheet' in of
      ? sql`l.sheet = ${of.sheet}`
      : sql`l.line in (select line from counts where id = any(${[...of.counts]}::bigint[]))`;
  const { rows } = await sql<ReviewLine>`
    select l.line, l.sheet, l.location, l.item, i.name as item_name, l.lot, i.unit, l.class, l.why, l.state, l.count, l.counts,
      c.qty as counted, c.at as counted_at, c.seen, c.person, c.who,
      coalesce((select string_agg(o.who || ' ' || trim_scale(o.qty)::text, ', ' order by o.id desc) from counts o where o.line = l.line), '') as counters,
      case when d.count is null then b.book else d.book end as book,
      case when d.count is null then i.unit_cost else d.cost end as cost, d.within,
      coalesce(s.qty, 0) - b.book as moved_since,
      late.n as told_late, picks.qty as open_issues,
      (select string_agg(a.for_order || ' ' || trim_scale(a.qty)::text, ', ' order by a.for_order) from allocations a
        where (a.site, a.item, a.location, a.lot) = (l.site, l.item, l.location, l.lot)) as losing,
      d.who as decided_by, d.at as decided_at, d.reason, ${apartOf('l')} as apart
    from count_states l
    join items i on i.site = l.site and i.code = l.item
    left join counts c on c.id = l.count
    left join count_decisions d on d.count = c.id
    left join stock s on (s.site, s.item, s.location, s.lot, s.serial, s.container, s.owner) = (l.site, l.item, l.location, l.lot, '', '', '')
    left join lateral (select book_at(l.site, l.item, l.location, l.lot, c.at, c.seen, c.id) as book where c.id is not null) b on true
    left join lateral (
      select count(*) as n from movements m where c.id is not null and m.site = l.site and m.item = l.item and m.lot = l.lot
        and l.location in (m.from_location, m.to_location) and m.id > c.seen and m.moved_at < c.at and m.reference_kind is distinct from 'count'
    ) late on true
    left join lateral (
      select sum(m.qty - m.issued) as qty from work_materials m join work_orders w on w.site = m.site and w.number = m.work_order
      where m.site = l.site and m.item = l.item and m.issued < m.qty and w.state in ('released', 'started')
    ) picks on true
    where l.site = ${site} and ${where} order by l.location, l.item, l.lot, l.line`.execute(tx);
  return rows;
}

/** Lines of counts, which nobody else counts or decides about until this is done: in one order, whoever asks. */
export async function lockLinesOf(tx: Tx, site: string, counts: readonly number[]): Promise<void> {
  await sql`
    select 1 from count_lines where site = ${site} and id in (select line from counts where id = any(${[...counts]}::bigint[]))
    order by item, location, lot, id for update`.execute(tx);
}

export interface NewDecision {
  readonly count: number;
  readonly decision: 'approved' | 'again';
  readonly book: number;
  readonly cost: number | null;
  readonly within: boolean;
  readonly reason: string | null;
}

/** `who` is null where the tolerance asks for another count. */
export const keepDecision = (tx: Tx, who: Who | null, one: NewDecision) =>
  tx
    .insertInto('count_decisions')
    .values({ ...one, person: who?.id ?? '', who: who?.name ?? 'Tolerance' })
    .execute();

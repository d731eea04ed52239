/** What a publication brings to the floor: orders made firm and released, changed tickets printed, a list for each department. */
import { sql, type Transaction } from 'kysely';
import { present } from '../../house/clock.ts';
import { notFound, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { bringIntoWork } from '../cleartobuild/cleartobuild.store.ts';
import { dispatchRows } from '../floor/dispatch.store.ts';
import { printTickets, ticketsDue } from '../floor/tickets.store.ts';
import { groupedBy } from '../planning/rows.ts';
import { acknowledgedAlready, supersededList } from './publications.messages.ts';

type Tx = Transaction<Tables>;
type Version = Parameters<typeof bringIntoWork>[2];

export interface Published {
  readonly firmed: number;
  readonly released: number;
  readonly tickets: number;
  /** Those that have a list. */
  readonly departments: readonly string[];
  /** Operations on the list of work without a department. */
  readonly apart: number;
}

/** The version is published already, in this transaction: what people work to is this one. The caller holds the site's row. */
export async function sendToFloor(tx: Tx, site: Site, version: Version, by: string): Promise<Published> {
  const { firmed, released, until } = await bringIntoWork(tx, site, version);
  const { rows } = await dispatchRows(tx, site.code, { until });
  const departments = await departmentsAt(tx, site.code);
  const departmentOf = (centre: string | null): string => departments.get(centre ?? '') ?? '';
  const due = new Set(await ticketsDue(tx, site.code, [...new Set(rows.map((row) => row.order))]));
  const sent = new Set<string>();
  const lists = groupedBy(
    rows.toSorted((a, b) => (a.starts < b.starts ? -1 : a.starts > b.starts ? 1 : 0)),
    (row) => departmentOf(row.work_centre),
  );
  // A ticket goes where its order is worked on first.
  const first = new Map<string, string>();
  for (const row of rows.toSorted((a, b) => a.seq - b.seq))
    if (due.has(row.order) && !first.has(row.order)) first.set(row.order, departmentOf(row.work_centre));
  for (const [department, list] of [...lists].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const tickets = [...first].filter(([, where]) => where === department).map(([order]) => order);
    const printed = tickets.length > 0 ? await printTickets(tx, site.code, by, tickets) : undefined;
    for (const order of tickets) sent.add(order);
    await tx
      .insertInto('publications')
      .values({
        site: site.code,
        version: version.number,
        department,
        list: JSON.stringify(
          list.map(({ order, seq, step, item, left, unit, machine, starts, ends }) => ({
            order,
            seq,
            step,
            item,
            left,
            unit,
            machine,
            starts,
            ends,
          })),
        ),
        print: printed?.print ?? null,
        tickets: JSON.stringify(tickets),
        until,
        published_by: by,
        acknowledged_at: null,
        acknowledged_by: null,
      })
      .execute();
  }
  return {
    firmed: firmed.length,
    released: released.length,
    tickets: sent.size,
    departments: [...lists.keys()].filter((department) => department !== '').sort(),
    apart: lists.get('')?.length ?? 0,
  };
}

/** The department of each work centre that has one. */
async function departmentsAt(tx: Tx, site: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('work_centres')
    .select(['code', 'department'])
    .where('site', '=', site)
    .where('department', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.code, row.department ?? '']));
}

const columns = [
  'id',
  'version',
  'department',
  'print',
  'tickets',
  'until',
  'published_at',
  'published_by',
  'acknowledged_at',
  'acknowledged_by',
] as const;

/** The version that the department was sent since: nobody works to the list before. */
const supersededBy = sql<number | null>`(
  select max(n.version) from publications n
  where n.site = publications.site and n.department = publications.department and n.version > publications.version
)`.as('superseded_by');

/** The latest first. */
export async function publicationsAt(tx: Tx, site: string, most: number) {
  const rows = await tx
    .selectFrom('publications')
    .select([...columns, supersededBy, sql<number>`jsonb_array_length(list)`.as('operations')])
    .where('site', '=', site)
    .orderBy('version', 'desc')
    .orderBy('department')
    .limit(most)
    .execute();
  return rows.map((row) => ({ ...row, tickets: row.tickets.length }));
}

export async function onePublication(tx: Tx, site: string, id: number) {
  const found = await tx
    .selectFrom('publications')
    .select([...columns, 'list'])
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw notFound('publication', String(id));
  return { ...found, tickets: [...found.tickets], list: [...found.list] };
}

/** Once; the second is told who did it and when. What was superseded meanwhile is not acknowledged any more. */
export async function acknowledge(tx: Tx, site: Site, id: number, by: string) {
  const row = await tx
    .selectFrom('publications')
    .select(['id', 'version', 'department', 'acknowledged_at', 'acknowledged_by', supersededBy])
    .where('site', '=', site.code)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('publication', String(id));
  if (row.acknowledged_at !== null)
    throw new Refusal(
      409,
      'acknowledged',
      acknowledgedAlready(row.department, row.acknowledged_by ?? '', row.acknowledged_at, site.zone),
    );
  if (row.superseded_by !== null)
    throw new Refusal(409, 'superseded', supersededList(row.department, row.version, row.superseded_by));
  await tx
    .updateTable('publications')
    .set({ acknowledged_at: present(), acknowledged_by: by })
    .where('id', '=', id)
    .execute();
  return row;
}

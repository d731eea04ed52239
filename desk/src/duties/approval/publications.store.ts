/** What a publication brings to the floor: orders made firm and released, changed tickets printed, a list for each department. */
import { sql, type Transaction } from 'kysely';
import { present, secondsOf } from '../../house/clock.ts';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { bringIntoWork } from '../cleartobuild/cleartobuild.store.ts';
import { dispatchRows } from '../floor/dispatch.store.ts';
import { queueList } from '../floor/dispatchprints.store.ts';
import { paperPrinterByDepartment, queueTickets } from '../floor/ticketprints.store.ts';
import { printTickets, ticketsDue } from '../floor/tickets.store.ts';
import { lastOnPaper } from '../marking/prints.store.ts';
import { workedOf } from '../planning/openhours.store.ts';
import { publishedVersion } from '../planning/planning.store.ts';
import { groupedBy } from '../planning/rows.ts';
import { isLate, type ListSent } from './acknowledging.ts';
import type { ChangedTicket } from './approval.tables.ts';
import { isListChanged, type PublishedLine } from './listchanged.ts';
import { type Holds, type SentBefore, sendings } from './sendings.ts';

type Tx = Transaction<Tables>;
type Version = Parameters<typeof bringIntoWork>[2];

export interface Published {
  readonly firmed: number;
  readonly released: number;
  readonly tickets: number;
  /** Of the tickets, those on their way to printers, and to which. */
  readonly sent: number;
  /** Dispatch lists on theirs. */
  readonly lists: number;
  readonly printers: readonly string[];
  /** Those that have work. */
  readonly departments: readonly string[];
  /** Those that had some, and have nothing any more. */
  readonly emptied: readonly string[];
  /** Those that are told of changed tickets alone. */
  readonly ticketsAlone: readonly string[];
  /** Those that no work centre bears any more. */
  readonly closed: readonly string[];
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
  const lists = groupedBy(
    rows.toSorted((a, b) => (a.starts < b.starts ? -1 : a.starts > b.starts ? 1 : 0)),
    (row) => departmentOf(row.work_centre),
  );
  // A ticket goes where its order is worked on first.
  const first = new Map<string, string>();
  for (const row of rows.toSorted((a, b) => a.seq - b.seq))
    if (due.has(row.order) && !first.has(row.order)) first.set(row.order, departmentOf(row.work_centre));
  const printed = new Map<string, Awaited<ReturnType<typeof printTickets>>>();
  for (const [department, of] of [...groupedBy([...first], ([, where]) => where)].sort(([a], [b]) => (a < b ? -1 : 1)))
    printed.set(
      department,
      await printTickets(
        tx,
        site.code,
        by,
        of.map(([order]) => order),
      ),
    );
  const printerOf = await paperPrinterByDepartment(tx, site.code);
  const tickets = await ticketsToPrinters(tx, site.code, by, printed, printerOf);
  const before = await listsOnPaper(tx, site.code, [...lists.keys()]);
  const listsTo: string[] = [];
  const changed = await changedElsewhere(tx, site.code, printed, departmentOf);
  const sent = sendings({
    listed: new Set(lists.keys()),
    changed: new Set(changed.keys()),
    borne: new Set(departments.values()),
    before: await sentBefore(tx, site.code),
  });
  for (const [department, holds] of sent) {
    const list = (lists.get(department) ?? []).map(
      ({ order, seq, step, item, left, unit, machine, starts, ends }): PublishedLine => ({
        order,
        seq,
        step,
        item,
        left,
        unit,
        machine,
        starts,
        ends,
      }),
    );
    const { id } = await tx
      .insertInto('publications')
      .values({
        site: site.code,
        version: version.number,
        department,
        holds,
        list: JSON.stringify(list),
        print: printed.get(department)?.print ?? null,
        tickets: JSON.stringify((printed.get(department)?.tickets ?? []).map(({ order }) => order)),
        changed: JSON.stringify(changed.get(department) ?? []),
        until,
        published_by: by,
        acknowledged_at: null,
        acknowledged_by: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const printer = printerOf(department);
    if (printer === null || !isListChanged(before.get(department), list)) continue;
    await queueList(tx, site.code, by, { id, department, until }, printer);
    listsTo.push(printer);
  }
  const named = (which: Holds) => [...sent].flatMap(([name, holds]) => (name !== '' && holds === which ? [name] : []));
  return {
    firmed: firmed.length,
    released: released.length,
    tickets: first.size,
    sent: tickets.reduce((sum, one) => sum + one.tickets, 0),
    lists: listsTo.length,
    printers: [...new Set([...tickets.map((one) => one.printer), ...listsTo])].sort(),
    departments: named('work'),
    emptied: named('nothing'),
    ticketsAlone: named('tickets'),
    closed: named('closed'),
    apart: lists.get('')?.length ?? 0,
  };
}

/** The tickets of each department to its printer, where one of papers is set. */
async function ticketsToPrinters(
  tx: Tx,
  site: string,
  by: string,
  printed: ReadonlyMap<string, Awaited<ReturnType<typeof printTickets>>>,
  printerOf: (department: string) => string | null,
) {
  const queued: Awaited<ReturnType<typeof queueTickets>>[] = [];
  for (const [department, printing] of printed) {
    const printer = printerOf(department);
    if (printer !== null) queued.push(await queueTickets(tx, site, by, printing, printer));
  }
  return queued;
}

async function sentBefore(tx: Tx, site: string): Promise<readonly SentBefore[]> {
  const { rows } = await sql<SentBefore>`
    select distinct on (department) department, holds, acknowledged_at is not null as acknowledged from publications
    where site = ${site} order by department, version desc`.execute(tx);
  return rows;
}

/** The list that each department has on paper, or is getting. */
async function listsOnPaper(
  tx: Tx,
  site: string,
  departments: readonly string[],
): Promise<ReadonlyMap<string, readonly PublishedLine[]>> {
  const rows = await tx
    .selectFrom('publications')
    .select(['department', 'list'])
    .where('site', '=', site)
    .where(sql<boolean>`id = any(${[...(await lastOnPaper(tx, site, departments))]}::bigint[])`)
    .execute();
  return new Map(rows.map((row) => [row.department, row.list]));
}

/** Of a ticket that is changed every department is told that has a step of its order to do: the paper may lie there already. */
async function changedElsewhere(
  tx: Tx,
  site: string,
  printed: ReadonlyMap<string, Awaited<ReturnType<typeof printTickets>>>,
  departmentOf: (centre: string | null) => string,
): Promise<ReadonlyMap<string, readonly ChangedTicket[]>> {
  const where = new Map(
    [...printed].flatMap(([department, { tickets }]) =>
      tickets.flatMap(({ order, issue }) => (issue > 1 ? [[order, department] as const] : [])),
    ),
  );
  const steps = await tx
    .selectFrom('work_steps')
    .select(['work_order', 'work_centre'])
    .where('site', '=', site)
    .where('state', '<>', 'done')
    .where(sql<boolean>`work_order = any(${[...where.keys()]}::text[])`)
    .orderBy('work_order')
    .execute();
  const told = new Map<string, ChangedTicket[]>();
  for (const { work_order: order, work_centre } of steps) {
    const [department, printed_for] = [departmentOf(work_centre), where.get(order) ?? ''];
    const own = told.get(department) ?? [];
    if (department !== printed_for && own.every((one) => one.order !== order))
      told.set(department, [...own, { order, printed_for }]);
  }
  return told;
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
  'holds',
  'print',
  'tickets',
  'changed',
  'until',
  'published_at',
  'published_by',
  'acknowledged_at',
  'acknowledged_by',
] as const;

/** The version that the department was sent since: nobody works to the list before. */
export const supersededBy = sql<number | null>`(
  select max(n.version) from publications n
  where n.site = publications.site and n.department = publications.department and n.version > publications.version
)`.as('superseded_by');

/** The latest first; of one version where it is named. */
export async function publicationsAt(tx: Tx, site: string, most: number, version?: number) {
  const rows = await tx
    .selectFrom('publications')
    .select([...columns, 'operations', supersededBy])
    .where('site', '=', site)
    .where((where) => where.and(version === undefined ? {} : { version }))
    .orderBy('version', 'desc')
    .orderBy('department')
    .limit(most)
    .execute();
  return rows.map((row) => ({ ...row, tickets: row.tickets.length, changed: [...row.changed] }));
}

/** Not acknowledged, not superseded, and somebody is asked: of each department that there is the latest, with its work centres and machines. */
export async function unacknowledgedAt(tx: Tx, site: string) {
  const { rows } = await sql<OpenList>`
    select latest.*, own.work_centres, own.machines
    from (select c.department, jsonb_agg(distinct c.code order by c.code) as work_centres,
        coalesce(jsonb_agg(distinct m.code) filter (where m.code is not null), '[]') as machines
      from work_centres c left join machines m on m.site = c.site and m.work_centre = c.code
      where c.site = ${site} and c.department <> '' group by c.department) own,
    lateral (select id, version, department, published_at, published_by, acknowledged_at, acknowledged_by, holds, changed
      from publications where site = ${site} and department = own.department order by version desc limit 1) latest
    where acknowledged_at is null and holds <> 'closed' order by department`.execute(tx);
  return rows;
}

interface OpenList extends Omit<ListSent, 'superseded_by'> {
  readonly id: number;
  readonly published_at: string;
  readonly published_by: string;
  readonly changed: ChangedTicket[];
  readonly work_centres: string[];
  readonly machines: string[];
}

/** Those of them that are open for so long that somebody should ask. */
export async function lateOf<List extends OpenList>(tx: Tx, site: Site, lists: readonly List[]): Promise<List[]> {
  const version = lists.length === 0 ? undefined : await publishedVersion(tx, site.code);
  if (!version) return [];
  const now = secondsOf(present());
  const from = Math.min(now, ...lists.map((one) => secondsOf(one.published_at)));
  const worked = await workedOf(tx, site, version.id, { from, to: now });
  return lists.filter(({ machines, published_at }) =>
    isLate(
      machines.map((machine) => worked(machine)),
      secondsOf(published_at),
      now,
    ),
  );
}

export async function onePublication(tx: Tx, site: string, id: number) {
  const found = await tx
    .selectFrom('publications')
    .select([...columns, 'list', supersededBy])
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw notFound('publication', String(id));
  return { ...found, tickets: [...found.tickets], changed: [...found.changed], list: [...found.list] };
}

/** Once, as `may` decides about the list as it stands. */
export async function acknowledge(tx: Tx, site: string, id: number, may: (list: ListSent) => string) {
  const row = await tx
    .selectFrom('publications')
    .select(['version', 'department', 'holds', 'acknowledged_at', 'acknowledged_by', supersededBy])
    .where('site', '=', site)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('publication', String(id));
  const acknowledged_by = may(row);
  await tx
    .updateTable('publications')
    .set({ acknowledged_at: present(), acknowledged_by })
    .where('id', '=', id)
    .execute();
  return row;
}

/** Tickets in the database: the paper of an order as it stands, its issues, its printings. */
import { sql, type Transaction } from 'kysely';
import { present } from '../../house/clock.ts';
import { notFound, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { type ListOf, type ListOptions, listed } from '../../server/lists.ts';
import { groupedBy } from '../planning/rows.ts';
import { notPrintable } from './floor.messages.ts';
import type { PrintedTicket } from './floor.tables.ts';
import { servedBy } from './serving.store.ts';
import { type Issued, issueFor, type Paper, paperStates, plannedFor } from './ticket.ts';

type Tx = Transaction<Tables>;

/** `StepMore` of a step `s`: the key is there only where it holds something. */
const stepMore = sql`coalesce((select jsonb_build_object('more', more) from jsonb_strip_nulls(jsonb_build_object(
  'crew_size', case when s.crew is not null then nullif(s.crew_size, 1) end,
  'setup_crew', s.setup_crew, 'setup_crew_size', case when s.setup_crew is not null then nullif(s.setup_crew_size, 1) end,
  'tools', nullif(s.tools, ''), 'batch_minutes', nullif(s.batch_minutes, 0),
  'batch_qty', case when s.batch_minutes > 0 then s.batch_qty end,
  'teardown_minutes', nullif(s.teardown_minutes, 0), 'transfer_qty', nullif(s.transfer_qty, 0),
  'split_machines', nullif(s.split_machines, 1))) more
  where more <> '{}'), '{}')`;

/** The paper of an order `w` as it stands now, in the words of `Paper`. */
const paperNow = sql`jsonb_build_object(
  'order', w.number, 'item', w.item, 'name', i.name, 'revision', w.revision, 'qty', w.qty, 'unit', i.unit, 'note', w.note,
  'for_line', case when w.order_no is not null then concat_ws('/', w.order_no, w.line) end,
  'customer', (select coalesce(c.name, l.customer) from customer_lines l
    left join customers c on c.site = l.site and c.code = l.customer
    where l.site = w.site and l.order_no = w.order_no and l.line = w.line),
  'steps', coalesce((select jsonb_agg(jsonb_build_object('seq', s.seq, 'name', s.name, 'work_centre', s.work_centre,
      'setup_minutes', s.setup_minutes, 'run_minutes', s.run_minutes, 'fixed_minutes', s.fixed_minutes, 'crew', s.crew,
      'outside_days', s.outside_days, 'instructions', s.instructions) || ${stepMore} order by s.seq)
    from work_steps s where s.site = w.site and s.work_order = w.number), '[]'),
  'materials', coalesce((select jsonb_agg(jsonb_build_object('item', m.item, 'name', mi.name, 'qty', m.qty,
      'unit', mi.unit, 'seq', m.seq) order by m.seq, m.item)
    from work_materials m join items mi on mi.site = m.site and mi.code = m.item
    where m.site = w.site and m.work_order = w.number), '[]'))
  || coalesce((select jsonb_build_object('deviations', jsonb_agg(jsonb_build_object('id', d.id, 'item', d.item, 'qty', d.qty,
      'unit', di.unit, 'instead_of', d.instead_of, 'of_qty', d.of_qty, 'of_unit', do_.unit, 'until', d.until, 'agreed', d.agreed,
      'who', d.who, 'reason', d.reason) order by d.id))
    from deviations d join items di on di.site = d.site and di.code = d.item
      join items do_ on do_.site = d.site and do_.code = d.instead_of
    where d.site = w.site and d.work_order = w.number and d.ended_at is null and d.until >= site_today(w.site) having count(*) > 0), '{}')`;

interface Standing {
  readonly paper: Paper;
  readonly hash: string;
  readonly state: string;
}

/** Papers of orders as they stand now, by number. */
async function papersOf(tx: Tx, site: string, among: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  const { rows } = await sql<Standing & { order: string }>`
    select standing.*, paper_hash(paper) as hash from (
      select w.number as "order", w.state, ${paperNow} as paper
      from work_orders w join items i on i.site = w.site and i.code = w.item
      where w.site = ${site} and w.number = any(${[...among]}::text[]) order by w.number) standing`.execute(tx);
  return new Map(rows.map(({ order, ...standing }) => [order, standing]));
}

async function latestIssues(
  tx: Tx,
  site: string,
  orders: readonly string[],
): Promise<ReadonlyMap<string, Issued & { readonly waits: boolean }>> {
  const rows = await tx
    .selectFrom('tickets')
    .select(['work_order', 'issue', 'hash', 'waits'])
    .where('site', '=', site)
    .where('superseded_by', 'is', null)
    .where(sql<boolean>`work_order = any(${[...orders]}::text[])`)
    .execute();
  return new Map(rows.map(({ work_order, ...row }) => [work_order, row]));
}

/** Of these orders, those whose paper is to be printed: none was yet, or something that matters changed since. */
export async function ticketsDue(tx: Tx, site: string, among: readonly string[]): Promise<readonly string[]> {
  const papers = await papersOf(tx, site, among);
  const latest = await latestIssues(tx, site, among);
  return [...papers]
    .filter(([order, { state, hash }]) => state !== 'firm' && !issueFor(latest.get(order), hash).reprint)
    .map(([order]) => order);
}

/**
 * Makes a printing: each order's paper as it stands becomes its next issue, or is a reprint where nothing that matters
 * changed. It waits until its paper has been sent (`ticketsTaken`). The orders are locked in the order of their numbers.
 * Refuses, naming them, orders that are not released.
 */
export async function printTickets(
  tx: Tx,
  site: string,
  by: string,
  wanted: readonly string[],
): Promise<{ readonly print: number; readonly tickets: readonly PrintedTicket[] }> {
  const numbers = [...new Set(wanted)].sort();
  await sql`select 1 from work_orders where site = ${site} and number = any(${numbers}::text[]) order by number for update`.execute(
    tx,
  );
  const papers = await papersOf(tx, site, numbers);
  for (const number of numbers) if (!papers.has(number)) throw notFound('work order', number);
  const unready = numbers.filter((number) => !['released', 'started'].includes(papers.get(number)?.state ?? ''));
  if (unready.length > 0) throw new Refusal(422, 'not-released', notPrintable(unready));

  const latest = await latestIssues(tx, site, numbers);
  const fresh: { order: string; issue: number; hash: string; paper: Paper }[] = [];
  const byNumber = new Map<string, PrintedTicket>();
  for (const [order, { paper, hash }] of papers) {
    const before = latest.get(order);
    const { issue, reprint } = issueFor(before, hash);
    byNumber.set(order, { order, issue, reprint: reprint && !before?.waits });
    if (!reprint) fresh.push({ order, issue, hash, paper });
  }
  for (const { order, issue } of fresh)
    if (issue > 1)
      await tx
        .updateTable('tickets')
        .set({ superseded_by: issue })
        .where('site', '=', site)
        .where('work_order', '=', order)
        .where('superseded_by', 'is', null)
        .execute();
  if (fresh.length > 0)
    await tx
      .insertInto('tickets')
      .values(
        fresh.map(({ order, issue, hash, paper }) => ({
          site,
          work_order: order,
          issue,
          hash,
          paper: JSON.stringify(paper),
          printed_by: by,
          superseded_by: null,
          waits: true,
        })),
      )
      .execute();
  // On the paper in the order in which they were asked for.
  const tickets = [...new Set(wanted)].flatMap((order) => byNumber.get(order) ?? []);
  const { id } = await tx
    .insertInto('ticket_prints')
    .values({ site, tickets: JSON.stringify(tickets), printed_by: by })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { print: id, tickets };
}

/** The paper of a printing has been sent: those of it that waited are printed, by the first of several at once. `among`: the orders on that paper, where it was not all. */
export async function ticketsTaken(
  tx: Tx,
  site: string,
  print: number,
  by: string,
  among?: readonly string[],
): Promise<void> {
  const printed = (await printingOf(tx, site, print)).tickets;
  const tickets = among ? printed.filter(({ order }) => among.includes(order)) : printed;
  await sql`with of as (select t.id from tickets t
      join jsonb_to_recordset(${JSON.stringify(tickets)}::jsonb) as of("order" text, issue int)
        on t.work_order = of."order" and t.issue = of.issue
      where t.site = ${site} and t.waits order by t.id for update of t)
    update tickets t set waits = false, printed_at = clock_timestamp(), printed_by = ${by}
    from of where t.id = of.id`.execute(tx);
}

/** Orders of a printing whose paper nobody has yet, nor any later one of them. */
export async function papersWaiting(tx: Tx, site: string, print: number | null): Promise<string[]> {
  if (print === null) return [];
  const { tickets } = await printingOf(tx, site, print);
  const { rows } = await sql<{ order: string }>`select t.work_order as "order" from tickets t
    join jsonb_to_recordset(${JSON.stringify(tickets)}::jsonb) as of("order" text, issue int)
      on t.work_order = of."order" and t.issue = of.issue
    where t.site = ${site} and t.waits and t.superseded_by is null order by t.work_order`.execute(tx);
  return rows.map((row) => row.order);
}

export async function printingOf(tx: Tx, site: string, print: number) {
  const found = await tx
    .selectFrom('ticket_prints')
    .select('tickets')
    .where('site', '=', site)
    .where('id', '=', print)
    .executeTakeFirst();
  if (!found) throw notFound('printing', String(print));
  return found;
}

export interface PrintedPaper {
  readonly order: string;
  readonly issue: number;
  readonly paper: Paper;
  /** Of this paper: now, by who asks for it. */
  readonly printed_at: string;
  readonly printed_by: string;
  /** Null: this is the first paper of its issue. */
  readonly first: { readonly at: string; readonly by: string } | null;
  readonly superseded_by: number | null;
  /** Of its order now; null: it is gone. */
  readonly state: string | null;
  /** When its order is due, and for which lines the plan has one that was made for none: as both are now. */
  readonly due: string | null;
  readonly planned_for: readonly string[];
  /** Where its materials stand now, by item: "A-01-3 (40)". */
  readonly places: ReadonlyMap<string, string>;
}

/** The papers of one printing for who prints them now, as they were issued; only places of materials, due days and whom the plan has them for are those of now. */
export async function paperOfPrint(tx: Tx, site: string, print: number, by: string): Promise<readonly PrintedPaper[]> {
  const found = await printingOf(tx, site, print);
  const rows = await tx
    .selectFrom('tickets')
    .select(['work_order', 'issue', 'paper', 'superseded_by', 'waits', 'printed_at', 'printed_by'])
    .where('site', '=', site)
    .where(sql<boolean>`work_order = any(${found.tickets.map((ticket) => ticket.order)}::text[])`)
    .execute();
  const byText = new Map(rows.map((row) => [`${row.work_order}\n${row.issue}`, row]));
  const items = [...new Set(rows.flatMap((row) => row.paper.materials.map((line) => line.item)))];
  const stock = await tx
    .selectFrom('stock')
    .select(['item', 'location', 'lot', 'qty'])
    .where('site', '=', site)
    .where('qty', '>', 0)
    .where(sql<boolean>`item = any(${items}::text[])`)
    .orderBy('location')
    .orderBy('lot')
    .execute();
  const places = new Map(
    [...groupedBy(stock, (row) => row.item)].map(([item, lots]) => [
      item,
      lots
        .slice(0, 3)
        .map((lot) => `${lot.location}${lot.lot ? ` lot ${lot.lot}` : ''} (${lot.qty})`)
        .join(', '),
    ]),
  );
  const numbers = found.tickets.map((ticket) => ticket.order);
  const served = await servedBy(tx, site, numbers);
  const orders = await tx
    .selectFrom('work_orders')
    .select(['number', 'due', 'state'])
    .where('site', '=', site)
    .where(sql<boolean>`number = any(${numbers}::text[])`)
    .execute();
  const ofNow = new Map(orders.map((row) => [row.number, row]));
  return found.tickets.flatMap((ticket) => {
    const row = byText.get(`${ticket.order}\n${ticket.issue}`);
    return row
      ? [
          {
            order: ticket.order,
            issue: ticket.issue,
            paper: row.paper,
            printed_at: present(),
            printed_by: by,
            first: row.waits ? null : { at: row.printed_at, by: row.printed_by },
            superseded_by: row.superseded_by,
            state: ofNow.get(ticket.order)?.state ?? null,
            due: ofNow.get(ticket.order)?.due ?? null,
            planned_for: row.paper.for_line === null ? (served.get(ticket.order) ?? []) : [],
            places,
          },
        ]
      : [];
  });
}

/** Whether the paper in the hands is the one to work by; worked out for the rows that are shown, unless asked of all. */
const paperState = sql`case when w.state = 'firm' then 'not released' when t.hash is null then 'to print'
  when t.hash is distinct from paper_hash(${paperNow}) then 'changed since' when t.waits then 'to print' else 'printed' end`;

const ticketList: ListOf = {
  name: 'Tickets',
  fields: [
    { name: 'order', label: 'Work order', type: 'text' },
    { name: 'paper', label: 'Ticket', type: 'choice', choices: paperStates },
    { name: 'issue', label: 'Issue', type: 'number' },
    { name: 'item', label: 'Item', type: 'text' },
    { name: 'item_name', label: 'Name', type: 'text' },
    { name: 'revision', label: 'Rev.', type: 'text' },
    { name: 'qty', label: 'Quantity', type: 'number' },
    { name: 'good', label: 'Good', type: 'number' },
    { name: 'done', label: 'Operations done', type: 'number' },
    { name: 'due', label: 'Due', type: 'instant' },
    { name: 'for_line', label: 'For', type: 'text' },
    { name: 'customer', label: 'Customer', type: 'text' },
    { name: 'state', label: 'Order is', type: 'choice', choices: ['firm', 'released', 'started'] },
    { name: 'printed_at', label: 'Printed', type: 'instant' },
    { name: 'printed_by', label: 'By', type: 'text' },
  ],
  searched: ['order', 'item', 'item_name', 'for_line', 'planned_lines', 'customer'],
};

const noneServed: ReadonlyMap<string, readonly string[]> = new Map();

/** Whether the list is asked by whom orders are for, so that this must be known of every row, not of those shown alone. */
const asksForWhom = ({ search, sort, filter }: ListOptions): boolean =>
  Boolean(search) || [sort, filter].some((text) => text?.includes('for_line'));

interface TicketRow {
  readonly order: string;
  readonly state: 'firm' | 'released' | 'started';
  readonly item: string;
  readonly item_name: string | null;
  readonly revision: string | null;
  readonly qty: number;
  readonly good: number;
  readonly scrap: number;
  readonly unit: string;
  readonly due: string | null;
  readonly for_line: string | null;
  readonly customer: string | null;
  readonly steps: number;
  readonly done: number;
  readonly issue: number | null;
  readonly paper: (typeof paperStates)[number];
  readonly printed_at: string | null;
  readonly printed_by: string | null;
}

/**
 * Open orders and whether their paper is right, by pages. `for_line` is sorted and filtered by as the list shows it: the
 * line an order was made for, or else for whom the plan has it, in words. A search looks into every line it has it for.
 */
export async function ticketRows(tx: Tx, site: string, options: ListOptions) {
  const planned = asksForWhom(options) ? await servedBy(tx, site, await madeForNoLine(tx, site)) : noneServed;
  const served = [...planned].filter(([, lines]) => lines.length > 0);
  const from = sql`(
    select w.id, w.number as "order", w.state, w.item, i.name as item_name, w.revision, w.qty, w.good, w.scrap, i.unit, w.due,
      case when w.order_no is not null then concat_ws('/', w.order_no, w.line) end as own_line,
      case when w.order_no is not null then concat_ws('/', w.order_no, w.line) else p.said end as for_line,
      p.lines as planned_lines,
      (select coalesce(c.name, l.customer) from customer_lines l
        left join customers c on c.site = l.site and c.code = l.customer
        where l.site = w.site and l.order_no = w.order_no and l.line = w.line) as customer,
      (select count(*) from work_steps s where s.site = w.site and s.work_order = w.number) as steps,
      (select count(*) from work_steps s where s.site = w.site and s.work_order = w.number and s.state = 'done') as done,
      ${paperState} as paper, t.issue,
      case when not t.waits then date_trunc('milliseconds', t.printed_at) end as printed_at,
      case when not t.waits then t.printed_by end as printed_by
    from work_orders w join items i on i.site = w.site and i.code = w.item
    left join tickets t on t.site = w.site and t.work_order = w.number and t.superseded_by is null
    left join unnest(${served.map(([number]) => number)}::text[], ${served.map(([, lines]) => plannedFor(lines))}::text[],
      ${served.map(([, lines]) => lines.join(' '))}::text[]) p (number, said, lines) on p.number = w.number
    where w.site = ${site} and w.state in ('firm', 'released', 'started')) tickets`;
  const page = await listed<TicketRow & { id: number; own_line: string | null; planned_lines: string | null }>(
    tx,
    ticketList,
    { columns: sql`*`, from, where: [], id: 'id' },
    options,
  );
  const shown = asksForWhom(options)
    ? planned
    : await servedBy(
        tx,
        site,
        page.rows.flatMap((row) => (row.own_line === null ? [row.order] : [])),
      );
  return {
    ...page,
    rows: page.rows.map(({ id: _, own_line, planned_lines: __, ...row }) => ({
      ...row,
      for_line: own_line,
      planned_for: plannedFor(shown.get(row.order) ?? []),
    })),
  };
}

/** Open orders that were made for no customer line. */
async function madeForNoLine(tx: Tx, site: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('work_orders')
    .select('number')
    .where('site', '=', site)
    .where('state', 'in', ['firm', 'released', 'started'])
    .where('order_no', 'is', null)
    .execute();
  return rows.map((row) => row.number);
}

/** Released orders whose paper is not as it stands: those among `own` that nobody has printed yet, nor are `under` way to a printer, and all that changed since. */
export async function papersToPrint(
  tx: Tx,
  site: string,
  own: readonly string[],
  under: readonly string[] = [],
): Promise<readonly string[]> {
  const { rows } = await sql<{ order: string }>`
    select w.number as "order" from work_orders w join items i on i.site = w.site and i.code = w.item
    left join tickets t on t.site = w.site and t.work_order = w.number and t.superseded_by is null
    where w.site = ${site} and w.state in ('released', 'started')
      and (((t.hash is null or (t.waits and concat('T-', w.number, '-', t.issue) <> all(${[...under]}::text[]))) and w.number = any(${[...own]}::text[])) or t.hash <> paper_hash(${paperNow}))
    order by w.number`.execute(tx);
  return rows.map((row) => row.order);
}

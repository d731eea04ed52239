/** Tickets in the database: the paper of an order as it stands, its issues, its printings. */
import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { notFound, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { groupedBy } from '../planning/rows.ts';
import { notPrintable } from './floor.messages.ts';
import type { PrintedTicket } from './floor.tables.ts';
import { type Issued, issueFor, type Paper, whatMatters } from './ticket.ts';

type Tx = Transaction<Tables>;

const hashOf = (paper: Paper): string => createHash('sha256').update(whatMatters(paper)).digest('hex').slice(0, 32);

type Head = Omit<Paper, 'steps' | 'materials'>;

/** An order beside its paper: what is not printed on it. */
interface Standing {
  readonly state: string;
  readonly good: number;
  readonly scrap: number;
  readonly due: string | null;
  readonly done: number;
}

/** Papers of orders as they stand now, by number; of all open orders when `among` is absent. */
async function papersOf(
  tx: Tx,
  site: string,
  among?: readonly string[],
): Promise<Map<string, { readonly paper: Paper; readonly standing: Standing }>> {
  const which = among ? sql`w.number = any(${[...among]}::text[])` : sql`w.state in ('firm', 'released', 'started')`;
  const { rows } = await sql<Head & Standing>`
    select w.number as "order", w.item, i.name, w.revision, w.qty, i.unit, w.note, w.state, w.good, w.scrap, w.due,
      case when w.order_no is not null then concat_ws('/', w.order_no, w.line) end as for_line,
      (select coalesce(c.name, l.customer) from customer_lines l
        left join customers c on c.site = l.site and c.code = l.customer
        where l.site = w.site and l.order_no = w.order_no and l.line = w.line) as customer,
      (select count(*) from work_steps s where s.site = w.site and s.work_order = w.number and s.state = 'done') as done
    from work_orders w join items i on i.site = w.site and i.code = w.item
    where w.site = ${site} and ${which} order by w.number`.execute(tx);
  const numbers = rows.map((row) => row.order);
  const steps = await tx
    .selectFrom('work_steps')
    .select([
      'work_order',
      'seq',
      'name',
      'work_centre',
      'setup_minutes',
      'run_minutes',
      'fixed_minutes',
      'crew',
      'outside_days',
      'instructions',
    ])
    .where('site', '=', site)
    .where(sql<boolean>`work_order = any(${numbers}::text[])`)
    .orderBy('seq')
    .execute();
  const materials = await tx
    .selectFrom('work_materials as m')
    .innerJoin('items as i', (join) => join.onRef('i.site', '=', 'm.site').onRef('i.code', '=', 'm.item'))
    .select(['m.work_order', 'm.item', 'i.name', 'm.qty', 'i.unit', 'm.seq'])
    .where('m.site', '=', site)
    .where(sql<boolean>`m.work_order = any(${numbers}::text[])`)
    .orderBy('m.seq')
    .orderBy('m.item')
    .execute();
  const stepsOf = groupedBy(steps, (step) => step.work_order);
  const materialsOf = groupedBy(materials, (line) => line.work_order);
  return new Map(
    rows.map(({ state, good, scrap, due, done, ...head }) => [
      head.order,
      {
        paper: {
          ...head,
          steps: (stepsOf.get(head.order) ?? []).map(({ work_order, ...step }) => step),
          materials: (materialsOf.get(head.order) ?? []).map(({ work_order, ...line }) => line),
        },
        standing: { state, good, scrap, due, done },
      },
    ]),
  );
}

interface LatestIssue extends Issued {
  readonly printed_at: string;
  readonly printed_by: string;
}

async function latestIssues(tx: Tx, site: string, orders: readonly string[]): Promise<Map<string, LatestIssue>> {
  const rows = await tx
    .selectFrom('tickets')
    .select(['work_order', 'issue', 'hash', 'printed_at', 'printed_by'])
    .where('site', '=', site)
    .where('superseded_by', 'is', null)
    .where(sql<boolean>`work_order = any(${[...orders]}::text[])`)
    .execute();
  return new Map(rows.map(({ work_order, ...row }) => [work_order, row]));
}

/**
 * Prints: each order's paper as it stands becomes its next issue, or is a reprint where nothing that matters changed.
 * The orders are locked in the order of their numbers. Refuses, naming them, orders that are not released.
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
  const unready = numbers.filter(
    (number) => !['released', 'started'].includes(papers.get(number)?.standing.state ?? ''),
  );
  if (unready.length > 0) throw new Refusal(422, 'not-released', notPrintable(unready));

  const latest = await latestIssues(tx, site, numbers);
  const fresh: { order: string; issue: number; hash: string; paper: Paper }[] = [];
  const byNumber = new Map<string, PrintedTicket>();
  for (const [order, { paper }] of papers) {
    const hash = hashOf(paper);
    const { issue, reprint } = issueFor(latest.get(order), hash);
    byNumber.set(order, { order, issue, reprint });
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

export interface PrintedPaper extends PrintedTicket {
  readonly paper: Paper;
  readonly printed_at: string;
  readonly printed_by: string;
  readonly superseded_by: number | null;
  /** Where its materials stand now, by item: "A-01-3 (40)". */
  readonly places: ReadonlyMap<string, string>;
}

/** The papers of one printing, as they were printed; only the places of the materials are those of now. */
export async function paperOfPrint(tx: Tx, site: string, print: number): Promise<readonly PrintedPaper[]> {
  const found = await tx
    .selectFrom('ticket_prints')
    .select(['tickets', 'printed_at', 'printed_by'])
    .where('site', '=', site)
    .where('id', '=', print)
    .executeTakeFirst();
  if (!found) throw notFound('printing', String(print));
  const rows = await tx
    .selectFrom('tickets')
    .select(['work_order', 'issue', 'paper', 'superseded_by'])
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
  return found.tickets.flatMap((ticket) => {
    const row = byText.get(`${ticket.order}\n${ticket.issue}`);
    return row
      ? [
          {
            ...ticket,
            paper: row.paper,
            printed_at: found.printed_at,
            printed_by: found.printed_by,
            superseded_by: row.superseded_by,
            places,
          },
        ]
      : [];
  });
}

/** Open orders and whether their paper is right. */
export async function ticketRows(tx: Tx, site: string) {
  const papers = await papersOf(tx, site);
  const latest = await latestIssues(tx, site, [...papers.keys()]);
  return [...papers.values()].map(({ paper, standing }) => {
    const issued = latest.get(paper.order);
    const released = standing.state !== 'firm';
    const state = !released
      ? ('not released' as const)
      : !issued
        ? ('to print' as const)
        : issued.hash === hashOf(paper)
          ? ('printed' as const)
          : ('changed since' as const);
    return {
      order: paper.order,
      state: standing.state as 'firm' | 'released' | 'started',
      item: paper.item,
      item_name: paper.name,
      revision: paper.revision,
      qty: paper.qty,
      good: standing.good,
      scrap: standing.scrap,
      unit: paper.unit,
      due: standing.due,
      for_line: paper.for_line,
      customer: paper.customer,
      steps: paper.steps.length,
      done: standing.done,
      issue: issued?.issue ?? null,
      paper: state,
      printed_at: issued?.printed_at ?? null,
      printed_by: issued?.printed_by ?? null,
    };
  });
}

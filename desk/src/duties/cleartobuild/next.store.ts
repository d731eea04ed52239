/** The orders to be released next with all that they need: material, papers, customers’ inputs. */
import { sql } from 'kysely';
import { steps as inSteps, shareOf } from '../../house/amounts.ts';
import { instantAt, todayAt, wallClock } from '../../house/clock.ts';
import { namesIn, workOrdersIn } from '../planning/called.store.ts';
import { numberIn } from '../planning/called.ts';
import { groupedBy } from '../planning/rows.ts';
import { materialFor, startedFor } from '../work/release.ts';
import { structureOf } from '../work/work.store.ts';
import type { Drawer, NextOrder } from './cleartobuild.ts';
import { type Asked, type ItemSeen, itemsSeen, type StepPlanned } from './situation.store.ts';

/** An order to be released next, as it stands in the plan; `number` once it is firm. */
export interface NextRow {
  /** As this list names it: "work/MO-7", or "planned/3" while it is not firm. */
  readonly id: string;
  readonly planned: string;
  readonly number: string | null;
  readonly item: string;
  readonly qty: number;
  readonly starts: string;
  readonly ends: string;
  /** The customer lines it serves, the most urgent first. */
  readonly serves: readonly string[];
}

/** What a firm order says itself. */
export interface FirmParts {
  readonly revision: string | null;
  readonly order_no: string | null;
  readonly line: number | null;
}

/**
 * Of the plan: what is firm or planned and starts before `until`, and what is released and still holds things; `called` names
 * any order of the plan as this list does.
 */
export async function ordersOf({ tx, site, version }: Asked, until: number) {
  const { called } = await namesIn(tx, version.id);
  const found = await tx
    .selectFrom('plan_orders as o')
    .leftJoin(sql<{ id: string; number: string }>`(${workOrdersIn(sql`${version.id}`)})`.as('c'), 'c.id', 'o.id')
    .leftJoin('work_orders as w', (join) => join.on('w.site', '=', site.code).onRef('w.number', '=', 'c.number'))
    .select(['o.id as planned', 'o.item', 'o.qty', 'o.starts', 'o.ends'])
    .where('o.version', '=', version.id)
    .where((or) => or.or([or('o.starts', '<', instantAt(until)), or('w.state', 'in', ['released', 'started'])]))
    .orderBy('o.starts')
    .orderBy('o.id')
    .execute();
  const orders = found.map((row) => ({ ...row, number: numberIn(called(row.planned)) ?? null }));
  const standing = await tx
    .selectFrom('work_orders')
    .select(['number', 'state', 'qty', 'revision', 'order_no', 'line'])
    .where('site', '=', site.code)
    .where(sql<boolean>`number = any(${orders.flatMap((row) => row.number ?? [])}::text[])`)
    .execute();
  const byNumber = new Map(standing.map((row) => [row.number, row]));
  const next = orders.flatMap((row) => {
    const work = row.number === null ? undefined : byNumber.get(row.number);
    if (row.number !== null && work?.state !== 'firm') return [];
    const { revision = null, order_no = null, line = null, qty = row.qty } = work ?? {};
    return [{ ...row, id: row.number === null ? row.planned : `work/${row.number}`, qty, revision, order_no, line }];
  });
  const released = orders.filter(({ number }) =>
    ['released', 'started'].includes((number === null ? undefined : byNumber.get(number)?.state) ?? ''),
  );
  return { next, released, called };
}

type Parts = NextRow & FirmParts;
type Steps = ReadonlyMap<string, readonly StepPlanned[]>;

/** What each draws by the bill that a release would copy, or by the material it has already; when the step begins that needs it. */
export async function materialOf({ tx, site, clock }: Asked, rows: readonly Parts[], planned: Steps) {
  const own = groupedBy(
    await tx
      .selectFrom('work_materials')
      .select(['work_order', 'item', 'seq', 'qty', 'issued'])
      .where('site', '=', site.code)
      .where(sql<boolean>`work_order = any(${rows.flatMap((row) => row.number ?? [])}::text[])`)
      .execute(),
    (line) => line.work_order,
  );
  const items = [...new Set(rows.map((row) => row.item))];
  const structure = await structureOf(tx, site.code, items, todayAt(site));
  const yields = groupedBy(
    await tx
      .selectFrom('routing_steps')
      .select(['item', 'yield_percent'])
      .where('site', '=', site.code)
      .where(sql<boolean>`item = any(${items}::text[])`)
      .orderBy('seq')
      .execute(),
    (step) => step.item,
  );
  const ownItems = await itemsSeen(
    tx,
    site.code,
    [...own.values()].flat().map((line) => line.item),
  );
  return new Map(
    rows.map((row) => {
      const begins = (seq: number) =>
        clock.at((planned.get(row.planned) ?? []).find((step) => step.seq === seq)?.starts ?? row.starts) ?? clock.now;
      const mine = own.get(row.number ?? '');
      if (mine)
        return [
          row.id,
          mine.map(({ item, seq, qty, issued }) => {
            const decimals = ownItems.get(item)?.decimals ?? 0;
            return {
              item,
              seq,
              at: begins(seq),
              qty: inSteps(qty, decimals, 'up') - inSteps(issued, decimals, 'down'),
            };
          }),
        ];
      const lost = [
        structure.yieldOf(row.item),
        ...(yields.get(row.item) ?? []).map((step) => shareOf(step.yield_percent)),
      ];
      const started = startedFor(inSteps(row.qty, structure.decimalsOf(row.item), 'up'), lost);
      return [
        row.id,
        materialFor(row.item, started, structure).map(({ item, seq, qty }) => ({ item, seq, qty, at: begins(seq) })),
      ];
    }),
  );
}

/** What released orders still draw, by their own material; when the step begins that needs it, where the plan knows. */
export async function releasedDrawers(
  { tx, site, clock }: Asked,
  released: readonly { readonly planned: string; readonly number: string | null; readonly starts: string }[],
  planned: Steps,
  servesOf: (planned: string) => readonly string[],
): Promise<readonly Drawer[]> {
  const { rows } = await sql<{ number: string; item: string; seq: number; qty: number; decimals: number }>`
    select m.work_order as number, m.item, m.seq, m.qty - m.issued as qty, u.decimals from work_materials m
    join work_orders w on w.site = m.site and w.number = m.work_order and w.state in ('released', 'started')
    join items i on i.site = m.site and i.code = m.item join units u on u.site = i.site and u.code = i.unit
    where m.site = ${site.code} and m.qty > m.issued order by m.work_order, m.seq, m.item`.execute(tx);
  const inPlan = new Map(released.map((row) => [row.number, row]));
  return [...groupedBy(rows, (row) => row.number)].map(([number, lines]) => {
    const order = inPlan.get(number);
    // What is released since the plan draws after what it knows.
    const starts = clock.at(order?.starts) ?? Infinity;
    const steps = planned.get(order?.planned ?? '') ?? [];
    return {
      id: `work/${number}`,
      starts,
      serves: order ? servesOf(order.planned) : [],
      material: lines.map(({ item, seq, qty, decimals }) => ({
        item,
        seq,
        qty: inSteps(qty, decimals, 'up'),
        at: clock.at(steps.find((step) => step.seq === seq)?.starts ?? order?.starts) ?? clock.now,
      })),
    };
  });
}

/** Customers' inputs that are not received, of the lines that take what the order makes. */
export async function inputsOf(
  { tx, site, clock }: Asked,
  rows: readonly Parts[],
  planned: Steps,
  direct: (row: Parts) => readonly string[],
) {
  const linesOf = (row: Parts) => [
    ...new Set([...direct(row), ...(row.order_no === null ? [] : [`${row.order_no}/${row.line ?? 1}`])]),
  ];
  const { rows: open } = await sql<{
    line: string;
    name: string;
    at_step: number;
    wanted: string;
    owner: string | null;
  }>`
    select concat_ws('/', order_no, line) as line, name, at_step, coalesce(expected, due) as wanted, owner
    from customer_inputs where site = ${site.code} and received is null
      and concat_ws('/', order_no, line) = any(${rows.flatMap(linesOf)}::text[]) order by id`.execute(tx);
  const byLine = groupedBy(open, (input) => input.line);
  return new Map(
    rows.map((row) => [
      row.id,
      linesOf(row)
        .flatMap((line) => byLine.get(line) ?? [])
        .map(({ line, name, at_step, wanted, owner }) => {
          const step = (planned.get(row.planned) ?? []).find((one) => one.seq === at_step);
          return {
            what: `${line} ${name}`,
            expected: clock.notBeforeNow(wanted) ?? clock.now,
            at: clock.at(step?.starts ?? row.starts) ?? clock.now,
            owner: owner ?? undefined,
          };
        }),
    ]),
  );
}

/** The revision each is made by, against those of its item; and whether there is a routing to release. */
export async function papersOf({ tx, site }: Asked, rows: readonly Parts[], items: ReadonlyMap<string, ItemSeen>) {
  const codes = [...new Set(rows.map((row) => row.item))];
  const known = groupedBy(
    await tx
      .selectFrom('revisions')
      .select(['item', 'revision', 'effective'])
      .where('site', '=', site.code)
      .where(sql<boolean>`item = any(${codes}::text[])`)
      .execute(),
    (one) => one.item,
  );
  const { rows: routed } = await sql<{ item: string }>`
    select distinct item from routing_steps where site = ${site.code} and item = any(${codes}::text[])`.execute(tx);
  const withSteps = new Set(routed.map((row) => row.item));
  return (row: Parts): NextOrder['papers'] => ({
    item: row.item,
    routed: withSteps.has(row.item),
    named: (row.number === null ? items.get(row.item)?.revision : row.revision) ?? undefined,
    revisions: (known.get(row.item) ?? []).map(({ revision, effective }) => ({
      revision,
      effective: effective ?? undefined,
    })),
    day: wallClock(site.zone, row.starts).slice(0, 10),
  });
}

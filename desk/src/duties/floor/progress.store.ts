/**
 * The facts of the floor in the database. The order's row is locked before anything is read, so two reports on one
 * order come one after the other; what steps, order and stock hold is kept up in the same transaction.
 */
import type { Qty } from '@hotlist/engine';
import { sql, type Transaction } from 'kysely';
import { decimalOf, steps as stepsOfQty } from '../../house/amounts.ts';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { keepProgress } from '../work/work.store.ts';
import { stepsInPlan } from './dispatch.store.ts';
import type { CountersignsTable } from './floor.tables.ts';
import { type Effect, type Fact, type OrderStanding, orderStateOf, type StepState, standingOf } from './progress.ts';
import { standingIn } from './standing.ts';

type Tx = Transaction<Tables>;

export interface StoredFact extends Fact {
  readonly id: number;
  /** As the audit log calls the person: the e-mail address. */
  readonly by: string;
  readonly waits: boolean;
  readonly settled: 'countersigned' | 'declined' | null;
  readonly location: string | null;
  readonly worked_at: string;
  readonly machine: string | null;
}

export interface OpenOrder extends OrderStanding {
  readonly unit: string;
  readonly decimals: number;
  readonly good: number;
  readonly scrap: number;
  readonly facts: readonly StoredFact[];
  readonly rows: readonly {
    readonly seq: number;
    readonly name: string | null;
    readonly work_centre: string | null;
    readonly machine: string | null;
    readonly started_at: string | null;
    readonly instructions: string | null;
  }[];
}

/** An order with its steps and every fact about them; `lock` when it will be changed. */
export async function orderOf(tx: Tx, site: string, number: string, lock = false): Promise<OpenOrder> {
  if (lock) {
    await sql`select 1 from work_orders where site = ${site} and number = ${number} for update`.execute(tx);
    // An edit of a step by hand locks the step alone.
    await sql`select 1 from work_steps where site = ${site} and work_order = ${number} order by seq for update`.execute(
      tx,
    );
  }
  const order = await tx
    .selectFrom('work_orders as w')
    .innerJoin('items as i', (join) => join.onRef('i.site', '=', 'w.site').onRef('i.code', '=', 'w.item'))
    .innerJoin('units as u', (join) => join.onRef('u.site', '=', 'i.site').onRef('u.code', '=', 'i.unit'))
    .select(['w.number', 'w.state', 'w.qty', 'w.good', 'w.scrap', 'w.item', 'i.unit', 'i.yield_percent', 'u.decimals'])
    .select('i.asks_lot')
    .where('w.site', '=', site)
    .where('w.number', '=', number)
    .executeTakeFirst();
  if (!order) throw notFound('work order', number);
  const rows = await tx
    .selectFrom('work_steps')
    .select(['seq', 'name', 'work_centre', 'machine', 'state', 'good', 'scrap', 'started_at', 'instructions'])
    .where('site', '=', site)
    .where('work_order', '=', number)
    .orderBy('seq')
    .execute();
  const amount = (value: number): Qty => stepsOfQty(value, order.decimals, 'nearest');
  return {
    number,
    state: order.state,
    ...standingIn({ ...order, ordered: order.qty }, rows),
    item: order.item,
    asksLot: order.asks_lot,
    unit: order.unit,
    decimals: order.decimals,
    good: order.good,
    scrap: order.scrap,
    rows,
    facts: await factsOf(tx, site, number, amount),
  };
}

async function factsOf(tx: Tx, site: string, number: string, amount: (value: number) => Qty): Promise<StoredFact[]> {
  const rows = await tx
    .selectFrom('progress_reports as r')
    .leftJoin('progress_reports as back', 'back.reverses', 'r.id')
    .leftJoin('countersigns as c', 'c.report', 'r.id')
    .selectAll('r')
    .select(['back.id as reversed_by', 'c.verdict', locationOf.as('put_at')])
    .where('r.site', '=', site)
    .where('r.work_order', '=', number)
    .orderBy('r.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    by: row.changed_by,
    kind: row.kind,
    seq: row.seq,
    started: row.started,
    good: amount(row.good),
    scrap: amount(row.scrap),
    scrapReason: row.scrap_reason,
    finished: row.finished,
    hours: row.hours,
    lot: row.lot,
    waits: row.waits,
    settled: row.verdict,
    counts: !row.waits || row.verdict === 'countersigned',
    reversed: row.reversed_by !== null,
    location: row.put_at,
    worked_at: row.worked_at,
    machine: row.machine,
  }));
}

export interface NewFact extends Fact {
  readonly badge: string | null;
  readonly machine: string | null;
  readonly workedAt: string;
  readonly by: string;
  readonly issue: number | null;
  readonly waits: boolean;
  readonly confirmed: string | null;
  readonly location: string | null;
  readonly reverses: number | null;
  readonly insteadOf: number | null;
  readonly reason: string | null;
}

/** Answers the number of the fact. */
export async function keepFact(tx: Tx, site: string, order: OpenOrder, fact: NewFact): Promise<number> {
  const { id } = await tx
    .insertInto('progress_reports')
    .values({
      site,
      work_order: order.number,
      seq: fact.seq,
      kind: fact.kind,
      started: fact.started,
      good: decimalOf(fact.good, order.decimals),
      scrap: decimalOf(fact.scrap, order.decimals),
      scrap_reason: fact.scrapReason,
      finished: fact.finished,
      hours: fact.hours,
      badge: fact.badge,
      machine: fact.machine,
      worked_at: fact.workedAt,
      posted_by: fact.by,
      issue: fact.issue,
      waits: fact.waits,
      confirmed: fact.confirmed,
      location: fact.location,
      lot: fact.lot,
      reverses: fact.reverses,
      instead_of: fact.insteadOf,
      reason: fact.reason,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface Outcome {
  readonly orderState: OrderStanding['state'];
  readonly stepState: StepState;
  /** Good of the last operation that came (or, below 0, went back) with it; in steps. */
  readonly finished: number;
}

/**
 * Writes what the facts add up to now: the step, and the order, whose figures move by as much as its steps moved. The
 * machine on which work began stays with the step, so that the plan does not move it.
 */
export async function settle(
  tx: Tx,
  site: string,
  before: OpenOrder,
  seq: number,
  machine: string | null,
): Promise<Outcome> {
  const now = await orderOf(tx, site, before.number);
  const sum: Effect = standingOf(seq, now.facts);
  const old = before.steps.find((step) => step.seq === seq);
  const row = before.rows.find((step) => step.seq === seq);
  if (!old || !row) throw new Error(`order ${before.number} has no operation ${seq} to settle`);
  const first = now.facts
    .filter((fact) => fact.seq === seq && fact.counts && !fact.reversed && fact.kind !== 'reversal')
    .map((fact) => fact.worked_at)
    .sort()[0];
  const step = {
    good: decimalOf(sum.good, before.decimals),
    scrap: decimalOf(sum.scrap, before.decimals),
    state: sum.state,
    started_at: sum.state === 'waiting' ? null : (row.started_at ?? first ?? null),
    ...(machine && sum.state !== 'waiting' ? { machine } : {}),
  };
  const last = before.steps.at(-1)?.seq === seq;
  const [good, scrap] = [last ? sum.good - old.good : 0, sum.scrap - old.scrap];
  const steps = before.steps.map((step) => (step.seq === seq ? { ...step, state: sum.state } : step));
  const state = orderStateOf(before.state, steps);
  const clean = (steps: number, stands: number): number =>
    decimalOf(stepsOfQty(stands, before.decimals, 'nearest') + steps, before.decimals);
  const order = { good: clean(good, before.good), scrap: clean(scrap, before.scrap), state };
  await keepProgress(tx, site, { number: before.number, seq }, { step, order });
  return { orderState: state, stepState: sum.state, finished: good };
}

/** True when a worker of the site, or an active person with a role at it, goes by this badge. */
export async function knowsBadge(tx: Tx, site: string, badge: string): Promise<boolean> {
  const found = await sql<{ known: boolean }>`select
    exists (select 1 from workers where site = ${site} and code = ${badge}) or
    exists (select 1 from badges b join grants g on g.user_id = b.user_id where b.badge = ${badge} and b.active and g.site = ${site}) as known`.execute(
    tx,
  );
  return found.rows[0]?.known ?? false;
}

export async function machineIn(tx: Tx, site: string, machine: string, workCentre: string | null): Promise<boolean> {
  const found = await tx
    .selectFrom('machines')
    .select('work_centre')
    .where('site', '=', site)
    .where('code', '=', machine)
    .executeTakeFirst();
  return found !== undefined && (workCentre === null || found.work_centre === workCentre);
}

/** The machine that the standing plan gives an operation. */
export async function plannedMachine(tx: Tx, version: number, order: string, seq: number): Promise<string | null> {
  return (await stepsInPlan(tx, version, order)).find((step) => step.seq === seq)?.machine ?? null;
}

type Countersign = Pick<CountersignsTable, 'report' | 'verdict' | 'by' | 'location'>;

export async function keepCountersign(tx: Tx, site: string, countersign: Countersign): Promise<void> {
  await tx
    .insertInto('countersigns')
    .values({ site, ...countersign })
    .execute();
}

/** Where the good of a report were put to stock: a trainee's by its countersign. */
const locationOf = sql<string | null>`case when r.waits then c.location else r.location end`;

/** The order that a report is about. */
export async function orderOfReport(tx: Tx, site: string, id: number): Promise<string> {
  const found = await tx
    .selectFrom('progress_reports')
    .select('work_order')
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw notFound('report', String(id));
  return found.work_order;
}

export interface PostedWish {
  readonly order?: string | undefined;
  readonly by?: string | undefined;
  readonly waiting?: boolean;
  readonly id?: number;
  readonly limit: number;
}

/** Reports as the pages show them, latest first. */
export async function postedRows(tx: Tx, site: string, reader: string, wish: PostedWish) {
  let query = tx
    .selectFrom('progress_reports as r')
    .innerJoin('work_orders as w', (join) => join.onRef('w.site', '=', 'r.site').onRef('w.number', '=', 'r.work_order'))
    .innerJoin('items as i', (join) => join.onRef('i.site', '=', 'w.site').onRef('i.code', '=', 'w.item'))
    .leftJoin('work_steps as s', (join) =>
      join.onRef('s.site', '=', 'r.site').onRef('s.work_order', '=', 'r.work_order').onRef('s.seq', '=', 'r.seq'),
    )
    .leftJoin('progress_reports as back', 'back.reverses', 'r.id')
    .leftJoin('countersigns as c', 'c.report', 'r.id')
    .selectAll('r')
    .select([
      'w.item',
      'i.unit',
      's.name as step',
      'back.id as reversed_by',
      'c.verdict',
      'c.by as countersigned_by',
      locationOf.as('put_at'),
    ])
    .where('r.site', '=', site);
  if (wish.order) query = query.where('r.work_order', '=', wish.order);
  if (wish.by) query = query.where('r.changed_by', '=', wish.by);
  if (wish.id) query = query.where('r.id', '=', wish.id);
  if (wish.waiting) query = query.where('r.waits', '=', true).where('c.id', 'is', null).where('back.id', 'is', null);
  const rows = await query.orderBy('r.id', 'desc').limit(wish.limit).execute();
  return rows.map((row) => ({
    id: row.id,
    order: row.work_order,
    seq: row.seq,
    step: row.step,
    item: row.item,
    unit: row.unit,
    kind: row.kind,
    started: row.started,
    good: row.good,
    scrap: row.scrap,
    scrap_reason: row.scrap_reason,
    finished: row.finished,
    hours: row.hours,
    badge: row.badge,
    machine: row.machine,
    worked_at: row.worked_at,
    posted_at: row.posted_at,
    posted_by: row.posted_by,
    confirmed: row.confirmed,
    location: row.put_at,
    lot: row.lot,
    reverses: row.reverses,
    reversed_by: row.reversed_by,
    instead_of: row.instead_of,
    reason: row.reason,
    state:
      row.reversed_by !== null
        ? ('taken back' as const)
        : row.verdict === 'declined'
          ? ('declined' as const)
          : row.waits && row.verdict === null
            ? ('waits' as const)
            : ('counts' as const),
    countersigned_by: row.countersigned_by,
    mine: row.changed_by === reader,
  }));
}

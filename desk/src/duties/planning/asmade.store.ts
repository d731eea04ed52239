/**
 * The standing plan as it was made: the problem read from the inputs as they stand, stock where the plan saw it, at the plan's
 * own moment, and the plan from its rows. That is the same problem only while no input was written since; a stale plan answers no questions.
 * Of the published one, which is moved by hand all the same, what was written since is taken back.
 */
import {
  type ActionMessage,
  type Delivery,
  minor,
  type OpenedOvertime,
  type Plan,
  type PlannedOperation,
  type PlannedOrder,
  type PlannedPurchase,
  type Problem,
  problemAfter,
  type Reason,
  type Second,
} from '@hotlist/engine';
import { sql, type Transaction } from 'kysely';
import { steps } from '../../house/amounts.ts';
import { offsetsOf, secondsOf } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { answerRefusals } from './answers.messages.ts';
import { inputsAsRead } from './asread.store.ts';
import { namesIn } from './called.store.ts';
import { calledIn } from './firm.store.ts';
import { frozenAt, onMachines } from './frozensteps.ts';
import { baseCleared } from './planning.messages.ts';
import { changesSince, readInputs, runOnItsWay, type SiteInputs, standingVersion } from './planning.store.ts';
import { problemOf } from './problem.ts';
import { groupedBy } from './rows.ts';
import { stockAsSeen } from './stockmoved.store.ts';
import type { VersionRows } from './versions.store.ts';

export interface AsMade {
  readonly version: { readonly id: number; readonly number: number; readonly made_at: string };
  /** With the steps of its frozen zone frozen where they stand. */
  readonly problem: Problem;
  /** With those steps on their machines alone: hours that change push them on. */
  readonly sliding: Problem;
  readonly plan: Plan;
  /** What it was made of. */
  readonly inputs: SiteInputs;
}

/** What stands, without reading it; absent: nothing was planned yet. `changes`: inputs written since. */
export async function standingOf(tx: Transaction<Tables>, site: string) {
  const standing = await standingVersion(tx, site);
  if (!standing) return undefined;
  const changes = await changesSince(tx, site, standing, 1);
  return { ...standing, stale: changes.length > 0 };
}

/** Of a version whose inputs were written since: whether the next one is on its way, or somebody must plan. */
export async function staleRefusal(tx: Transaction<Tables>, site: string, number: number): Promise<Refusal> {
  const words = (await runOnItsWay(tx, site)) ? answerRefusals.nextOnItsWay : answerRefusals.stale;
  return new Refusal(409, 'plan-stale', words(number));
}

export async function readAsMade(
  tx: Transaction<Tables>,
  site: string,
  { id, number, made_at, now }: { id: number; number: number; made_at: string; now: string },
): Promise<AsMade> {
  return asMadeOf(tx, await readInputs(tx, site), { id, number, made_at, now });
}

/** The same of inputs that are read already. */
export async function asMadeOf(
  tx: Transaction<Tables>,
  standing: SiteInputs,
  { id, number, made_at, now }: { id: number; number: number; made_at: string; now: string },
): Promise<AsMade> {
  const { by_hand, state, snapshot } = await tx
    .selectFrom('plan_versions')
    .select(['by_hand', 'state', 'snapshot'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const saw = await stockSnapshot(tx, id);
  if (saw === undefined) throw new Refusal(409, 'base-cleared', baseCleared(number, by_hand?.base ?? 0));
  const inputs = state === 'published' ? await inputsAsRead(tx, standing, { number, snapshot }) : standing;
  const stock = await stockAsSeen(tx, inputs.site.code, saw, inputs.rows.get('stock') ?? []);
  const rows = new Map([...inputs.rows, ['stock', stock]]);
  const read = problemOf({ site: inputs.site, now, rows, offsets: offsetsOf(inputs.site.zone) });
  // Who moved it by hand may have changed hours and quantities, which are recorded once it is published, and let go what was frozen.
  const edits = by_hand?.acts.flat().filter(({ kind }) => kind === 'unlock' || state !== 'published') ?? [];
  const problem = problemAfter(read, edits);
  // What was made firm of it since stands among the inputs as work, and is called there as they are read.
  const { asMade } = await namesIn(tx, id);
  const planned = calledIn(await rowsOfVersion(tx, id), asMade);
  const plan = planOfRows(problem, planned);
  const zone = zoneSteps(plan);
  return {
    version: { id, number, made_at },
    problem: frozenAt(problem, zone),
    sliding: onMachines(problem, zone),
    plan,
    inputs,
  };
}

/** What a person moved draws on the lots that its base drew on, however often it was moved on; undefined: that is cleared. */
async function stockSnapshot(tx: Transaction<Tables>, id: number): Promise<string | undefined> {
  const { rows } = await sql<{ snapshot: string }>`
    with recursive moved as (
      select site, by_hand, snapshot from plan_versions where id = ${id}
      union all
      select base.site, base.by_hand, base.snapshot from moved
        join plan_versions base on base.site = moved.site and base.number = (moved.by_hand ->> 'base')::int)
    select snapshot from moved where by_hand is null or (by_hand ->> 'base')::int = 0`.execute(tx);
  return rows[0]?.snapshot;
}

/** Steps that the plan held in the frozen zone. */
const zoneSteps = (plan: Plan) =>
  plan.operations.flatMap(({ order, seq, machine, start, end, frozen }) =>
    frozen && machine !== undefined ? [{ order: order.slice('work/'.length), seq, machine, from: start, to: end }] : [],
  );

export async function rowsOfVersion(tx: Transaction<Tables>, version: number): Promise<VersionRows> {
  return {
    plan_orders: await tx.selectFrom('plan_orders').selectAll().where('version', '=', version).execute(),
    plan_steps: await tx.selectFrom('plan_steps').selectAll().where('version', '=', version).execute(),
    plan_purchases: await tx.selectFrom('plan_purchases').selectAll().where('version', '=', version).execute(),
    plan_deliveries: await tx.selectFrom('plan_deliveries').selectAll().where('version', '=', version).execute(),
    plan_overtime: await tx.selectFrom('plan_overtime').selectAll().where('version', '=', version).execute(),
    plan_pegs: await tx.selectFrom('plan_pegs').selectAll().where('version', '=', version).execute(),
    plan_messages: await tx.selectFrom('plan_messages').selectAll().where('version', '=', version).execute(),
  };
}

/** The rows of a version back to the plan that they were written from. What an order draws is read from its pegs. */
export function planOfRows(problem: Problem, rows: VersionRows): Plan {
  const decimals = new Map(problem.items.map((item) => [item.id, item.decimals]));
  const epoch = secondsOf(problem.epoch);
  const at = (instant: string): Second => (secondsOf(instant) - epoch) as Second;
  const amount = (item: string, qty: number) => steps(qty, decimals.get(item) ?? 0, 'down');
  const drawn = groupedBy(rows.plan_pegs, (peg) => peg.consumer);
  const stepsOf = groupedBy(rows.plan_steps, (step) => step.order_id);
  const componentsOf = (order: string): PlannedOrder['components'] => {
    const lines = new Map<string, PlannedOrder['components'][number]>();
    for (const peg of drawn.get(order) ?? []) {
      const key = `${peg.item} ${peg.at}`;
      const qty = (lines.get(key)?.qty ?? 0) + amount(peg.item, peg.qty);
      const seq = stepsOf.get(order)?.find((step) => at(step.starts) === at(peg.at))?.seq ?? 0;
      lines.set(key, { item: peg.item, qty: qty as PlannedOrder['qty'], at: at(peg.at), seq });
    }
    return [...lines.values()];
  };
  const overtime = rows.plan_overtime.map(
    (row): OpenedOvertime => ({
      window: row.code,
      from: at(row.starts),
      to: at(row.ends),
      cost: minor(row.cost),
      for: row.operations,
    }),
  );
  const orders = rows.plan_orders.map(
    (row): PlannedOrder => ({
      id: row.id,
      item: row.item,
      qty: amount(row.item, row.qty),
      qtyStarted: amount(row.item, row.qty_started),
      start: at(row.starts),
      end: at(row.ends),
      need: at(row.need),
      workOrder: row.work_order ?? undefined,
      components: componentsOf(row.id),
    }),
  );
  const operations = rows.plan_steps
    .map(
      (row): PlannedOperation => ({
        order: row.order_id,
        item: row.item,
        seq: row.seq,
        machine: row.machine ?? undefined,
        crew: row.crew ?? undefined,
        ...(row.setup_crew === null ? undefined : { setupCrew: row.setup_crew }),
        ...(row.setup_ends === null ? undefined : { setupEnd: at(row.setup_ends) }),
        start: at(row.starts),
        end: at(row.ends),
        setup: row.setup_seconds,
        run: row.run_seconds,
        ...(row.frozen ? { frozen: true } : undefined),
        ...(row.batch === null ? undefined : { batch: row.batch }),
        ...(row.part_qty === null
          ? undefined
          : { part: { number: row.part, of: row.parts, qty: amount(row.item, row.part_qty) } }),
      }),
    )
    .sort((a, b) =>
      a.order < b.order ? -1 : a.order > b.order ? 1 : a.seq - b.seq || (a.part?.number ?? 0) - (b.part?.number ?? 0),
    );
  const purchases = rows.plan_purchases.map(
    (row): PlannedPurchase => ({
      id: row.id,
      item: row.item,
      vendor: row.vendor,
      qty: amount(row.item, row.qty),
      orderAt: at(row.order_at),
      arrival: at(row.arrival),
      need: at(row.need),
    }),
  );
  const deliveries = rows.plan_deliveries.map(
    (row): Delivery => ({
      demand: row.demand,
      qty: amount(row.item, row.qty),
      ...(row.delivered === null ? undefined : { date: at(row.delivered) }),
      late: row.late_seconds,
      ...(row.soonest === null ? undefined : { soonest: at(row.soonest) }),
      reasons: row.reasons.map(
        ({ until, ...reason }) => ({ ...reason, ...(until ? { until: at(until) } : undefined) }) as Reason,
      ),
    }),
  );
  const late = new Map<string, number>();
  for (const row of deliveries)
    late.set(row.demand, Math.max(late.get(row.demand) ?? 0, row.date === undefined ? Infinity : row.late));
  const lates = [...late.values()];
  return {
    status: lates.includes(Infinity) ? 'partial' : 'complete',
    orders,
    operations,
    purchases,
    moves: [],
    deliveries,
    pegs: rows.plan_pegs.map((row) => ({
      supply: row.supply,
      consumer: row.consumer,
      item: row.item,
      qty: amount(row.item, row.qty),
      at: at(row.at),
    })),
    ...(overtime.length > 0 ? { overtime } : undefined),
    messages: rows.plan_messages.map((row) => ({
      kind: row.kind as ActionMessage['kind'],
      supply: row.supply,
      item: row.item,
      qty: amount(row.item, row.qty),
      ...(row.from_at === null ? undefined : { from: at(row.from_at) }),
      ...(row.to_at === null ? undefined : { to: at(row.to_at) }),
      hurts: row.hurts,
      text: row.text,
    })),
    figures: {
      demands: problem.demands.length,
      onTime: lates.filter((seconds) => seconds === 0).length,
      unserved: lates.filter((seconds) => seconds === Infinity).length,
      totalLate: lates.reduce((sum, seconds) => sum + (seconds === Infinity ? 0 : seconds), 0),
      orders: orders.length,
      operations: operations.length,
      purchases: purchases.length,
      setupSeconds: operations.reduce((sum, row) => sum + row.setup, 0),
      ...(overtime.length > 0
        ? { overtimeSeconds: overtime.reduce((sum, row) => sum + row.to - row.from, 0) }
        : undefined),
      work: { net: 0, schedule: 0, improve: 0 },
    },
  };
}

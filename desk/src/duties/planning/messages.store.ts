/** Action messages of the standing plan with what people decided about them. */
import { sql, type Transaction } from 'kysely';
import { present } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { firmPlannedOrder } from './firm.store.ts';
import { effectOf, lastingName, type MessageEffect } from './messages.ts';
import { effectSentence, messageRefusals } from './planning.messages.ts';
import { standingVersion } from './planning.store.ts';

type Tx = Transaction<Tables>;

export interface MessageFilter {
  readonly item?: string | undefined;
  readonly all: 'yes' | 'no';
  readonly limit: number;
  readonly offset: number;
}

interface Found {
  n: number;
  kind: string;
  supply: string;
  item: string;
  qty: number;
  from_at: string | null;
  to_at: string | null;
  hurts: number;
  text: string;
  owner: string | null;
  decision: 'applied' | 'dismissed' | 'snoozed' | null;
  until: string | null;
  total: number;
}

/** The lasting name of `lastingName`, in SQL. */
const lasting = sql`case when m.supply ~ '^(planned|buy|move)/' then concat('new/', m.item, '/', coalesce(to_char(m.to_at at time zone 'UTC', 'YYYY-MM-DD'), '')) else m.supply end`;

export async function messagesOf(tx: Tx, site: string, { item, all, limit, offset }: MessageFilter) {
  const standing = await standingVersion(tx, site);
  if (!standing) return { rows: [], total: 0 };
  const { rows } = await sql<Found>`
    select m.n, m.kind, m.supply, m.item, m.qty, m.from_at, m.to_at, m.hurts, m.text, i.planner as owner, d.decision, d.until, count(*) over () as total
    from plan_messages m
    left join items i on i.site = ${site} and i.code = m.item
    left join message_decisions d on d.site = ${site} and d.kind = m.kind and d.supply = ${lasting}
    where m.version = ${standing.id}
      ${item === undefined ? sql`` : sql`and m.item = ${item}`}
      ${all === 'yes' ? sql`` : sql`and (d.decision is null or (d.decision = 'snoozed' and d.until <= ${present()}))`}
    order by m.n limit ${limit} offset ${offset}`.execute(tx);
  return {
    rows: rows.map(({ total: _, ...row }) => {
      const effect = effectOf({ ...row, to: row.to_at });
      return { ...row, effect: effect ? effectSentence(effect) : null };
    }),
    total: rows[0]?.total ?? 0,
  };
}

export interface MessageChoice {
  readonly kind: string;
  readonly supply: string;
  readonly decision: 'applied' | 'dismissed' | 'snoozed' | 'open';
  readonly until: string | null;
  readonly reason: string | null;
}

/** Does what was chosen, once: the decision row is the lock. */
export async function decide(tx: Tx, site: Site, choice: MessageChoice): Promise<{ done: string }> {
  const standing = await standingVersion(tx, site.code);
  const message = standing
    ? await tx
        .selectFrom('plan_messages')
        .selectAll()
        .where('version', '=', standing.id)
        .where('kind', '=', choice.kind)
        .where('supply', '=', choice.supply)
        .executeTakeFirst()
    : undefined;
  if (!message) throw new Refusal(404, 'no-message', messageRefusals.unknown(choice.supply));
  const seen = { ...message, to: message.to_at };
  const name = lastingName(seen);
  if (choice.decision === 'open') {
    await tx
      .deleteFrom('message_decisions')
      .where('site', '=', site.code)
      .where('kind', '=', choice.kind)
      .where('supply', '=', name)
      .execute();
    return { done: 'It is on the list again.' };
  }
  if (choice.decision === 'snoozed' && (choice.until === null || !(Date.parse(choice.until) > Date.parse(present()))))
    throw new Refusal(422, 'snooze-without-date', messageRefusals.snoozeWithoutDate());
  const known = await tx
    .selectFrom('message_decisions')
    .select('decision')
    .where('site', '=', site.code)
    .where('kind', '=', choice.kind)
    .where('supply', '=', name)
    .forUpdate()
    .executeTakeFirst();
  if (known?.decision === 'applied') return { done: 'It was applied already.' };
  const decision = { decision: choice.decision, until: choice.until, reason: choice.reason };
  await tx
    .insertInto('message_decisions')
    .values({ site: site.code, kind: choice.kind, supply: name, ...decision })
    .onConflict((conflict) => conflict.columns(['site', 'kind', 'supply']).doUpdateSet(decision))
    .execute();
  if (choice.decision === 'dismissed') return { done: 'Dismissed; it comes back only if you ask for all messages.' };
  if (choice.decision === 'snoozed') return { done: `Sleeps until ${choice.until?.slice(0, 10)}.` };
  const effect = effectOf(seen);
  if (!effect) throw new Refusal(422, 'no-effect', messageRefusals.noEffect(choice.supply));
  return { done: await carryOut(tx, site.code, effect) };
}

async function carryOut(tx: Tx, site: string, effect: MessageEffect): Promise<string> {
  switch (effect.does) {
    case 'firm':
      return `Work order ${await firmPlannedOrder(tx, site, effect.planned)} is firm.`;
    case 'redate-work':
      await tx
        .updateTable('work_orders')
        .set({ due: effect.due })
        .where('site', '=', site)
        .where('number', '=', effect.workOrder)
        .execute();
      return `Work order ${effect.workOrder} is due ${effect.due.slice(0, 10)} now.`;
    case 'cancel-work': {
      const order = await tx
        .selectFrom('work_orders')
        .select(['state'])
        .where('site', '=', site)
        .where('number', '=', effect.workOrder)
        .forUpdate()
        .executeTakeFirst();
      const worked = await tx
        .selectFrom('work_steps')
        .select('id')
        .where('site', '=', site)
        .where('work_order', '=', effect.workOrder)
        .where((or) => or.or([or('state', '<>', 'waiting'), or('good', '>', 0), or('scrap', '>', 0)]))
        .executeTakeFirst();
      if (!order || worked || (order.state !== 'firm' && order.state !== 'released'))
        throw new Refusal(409, 'order-started', messageRefusals.startedOrder(effect.workOrder, order?.state ?? 'gone'));
      await tx
        .updateTable('work_orders')
        .set({ state: 'cancelled' })
        .where('site', '=', site)
        .where('number', '=', effect.workOrder)
        .execute();
      return `Work order ${effect.workOrder} is cancelled.`;
    }
    case 'require': {
      const [line = '', ...order] = effect.purchaseLine.split('/').reverse();
      await tx
        .updateTable('purchase_lines')
        .set({ required: effect.required })
        .where('site', '=', site)
        .where('order_no', '=', order.reverse().join('/'))
        .where('line', '=', Number(line))
        .execute();
      return `Purchase line ${effect.purchaseLine} is required by ${effect.required.slice(0, 10)} now; call the vendor.`;
    }
  }
}

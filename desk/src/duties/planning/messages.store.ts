/** Action messages of the standing plan with what people decided about them. */
import { sql, type Transaction } from 'kysely';
import { nowAt, todayAt, wallClock } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { farFrom, farWords } from '../../house/faryears.ts';
import type { Permission } from '../../house/permission.ts';
import type { Tables } from '../../server/database/tables.ts';
import { filterContextOf } from '../../server/filters.ts';
import type { Asked, Site } from '../../server/http.ts';
import { type ListOf, type ListOptions, listed, refuseUnlistable } from '../../server/lists.ts';
import { datePurchaseLine, lockOpenPurchaseLine } from '../purchasing/purchasing.store.ts';
import { lockBesideVersions, refuseGone } from '../records/gone.store.ts';
import { cancelWorkOrder, redateWorkOrder } from '../work/work.store.ts';
import { firmPlannedOrder } from './firm.store.ts';
import { effectOf, lastingName, type MessageEffect, mayApply, maySetAside, stillDecided } from './messages.ts';
import {
  decidedWords,
  effectSentence,
  firmWords,
  messageKindWords,
  messageRefusals,
  newerPlan,
} from './planning.messages.ts';
import { standingVersion } from './planning.store.ts';

type Tx = Transaction<Tables>;

export interface MessageFilter extends Omit<ListOptions, 'filtering'> {
  readonly item?: string | undefined;
  readonly all: 'yes' | 'no';
}

interface Found {
  n: number;
  message: string;
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
}

const messageList: ListOf = {
  name: 'The material plan',
  fields: [
    { name: 'n', label: 'Rank', type: 'number' },
    { name: 'hurts', label: 'Hurts', type: 'days' },
    { name: 'message', label: 'Message', type: 'choice', choices: Object.values(messageKindWords) },
    { name: 'item', label: 'Item', type: 'text' },
    { name: 'qty', label: 'Quantity', type: 'number' },
    { name: 'from_at', label: 'Stands at', type: 'instant' },
    { name: 'to_at', label: 'Should be', type: 'instant' },
    { name: 'text', label: 'In words', type: 'text' },
    { name: 'owner', label: 'Owner', type: 'text' },
  ],
  searched: ['message', 'item', 'text', 'owner'],
};

/** What a kind of message is called in lists, in SQL. */
const called = sql`coalesce(${JSON.stringify(messageKindWords)}::jsonb ->> m.kind, m.kind)`;

/** `lastingName` and `stillDecided`, in SQL. */
const lasting = sql`case when m.supply ~ '^(planned|buy|move)/' then concat('new/', m.item, '/', coalesce(to_char(m.to_at at time zone 'UTC', 'YYYY-MM-DD'), '')) else m.supply end`;

const decided = (now: string, madeAt: string) =>
  sql`coalesce(case d.decision when 'applied' then m.supply ~ '^(planned|buy|move)/' or d.changed_at >= ${madeAt}::timestamptz when 'snoozed' then d.until > ${now}::timestamptz else d.decision = 'dismissed' end, false)`;

/** Those that hurt most first, unless asked otherwise. */
export async function messagesOf(tx: Tx, site: Site, { item, all, ...options }: MessageFilter) {
  const standing = await standingVersion(tx, site.code);
  const filtering = filterContextOf(site);
  if (!standing) {
    refuseUnlistable(messageList, { ...options, filtering });
    return { rows: [], total: 0, next: null };
  }
  const open = all === 'yes' ? sql`` : sql`and not ${decided(nowAt(site), standing.made_at)}`;
  const from = sql`(
    select m.n, m.kind, ${called} as message, m.supply, m.item, m.qty, m.from_at, m.to_at, m.hurt_days as hurts, m.text,
      i.planner as owner, d.decision, d.until
    from plan_messages m
    left join items i on i.site = ${site.code} and i.code = m.item
    left join message_decisions d on d.site = ${site.code} and d.kind = m.kind and d.supply = ${lasting}
    where m.version = ${standing.id} ${item === undefined ? sql`` : sql`and m.item = ${item}`} ${open}) messages`;
  const page = await listed<Found>(
    tx,
    messageList,
    { columns: sql`*`, from, where: [], id: 'n' },
    { ...options, filtering },
  );
  return {
    ...page,
    rows: page.rows.map((row) => {
      const effect = effectOf({ ...row, to: row.to_at });
      return {
        ...row,
        text: row.text,
        version: standing.number,
        effect: effect ? effectSentence(effect, site.zone) : null,
      };
    }),
  };
}

export interface MessageChoice {
  readonly kind: string;
  readonly supply: string;
  /** Number of the plan it was read in: the next one gives planned orders other names. */
  readonly version: number;
  readonly decision: 'applied' | 'dismissed' | 'snoozed' | 'open';
  readonly until: string | null;
  readonly reason: string | null;
}

/** Does what was chosen, once: who writes the decision first carries it out, and another waits for that. */
export async function decide(
  tx: Tx,
  site: Site,
  { person, permissions }: Pick<Asked, 'person' | 'permissions'>,
  choice: MessageChoice,
): Promise<{ done: string }> {
  const standing = await standingVersion(tx, site.code);
  if (standing && standing.number !== choice.version)
    throw new Refusal(409, 'newer-plan', newerPlan(choice.version, standing.number));
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
  const may = (permission: Permission) => permissions.has(permission);
  const effect = choice.decision === 'applied' ? effectOf(seen) : undefined;
  if (choice.decision === 'applied' && !effect)
    throw new Refusal(422, 'no-effect', messageRefusals.noEffect(choice.supply));
  if (effect && !mayApply(effect, may))
    throw new Refusal(403, 'not-permitted', messageRefusals.mayNotApply(person.name, choice.supply));
  if (!effect && !maySetAside(seen, may))
    throw new Refusal(403, 'not-permitted', messageRefusals.mayNotSetAside(person.name, choice.supply));
  if (choice.decision === 'open') {
    await tx
      .deleteFrom('message_decisions')
      .where('site', '=', site.code)
      .where('kind', '=', choice.kind)
      .where('supply', '=', name)
      .execute();
    return { done: decidedWords.open };
  }
  if (choice.decision === 'snoozed' && (choice.until === null || !(Date.parse(choice.until) > Date.parse(nowAt(site)))))
    throw new Refusal(422, 'snooze-without-date', messageRefusals.snoozeWithoutDate(choice.until));
  const until = choice.decision === 'snoozed' && choice.until ? wallClock(site.zone, choice.until).slice(0, 10) : null;
  if (until !== null && farFrom(until, todayAt(site)))
    throw new Refusal(422, 'snooze-far', farWords(until, todayAt(site)));
  const decision = { decision: choice.decision, until: choice.until, reason: choice.reason };
  const row = tx
    .insertInto('message_decisions')
    .values({ site: site.code, kind: choice.kind, supply: name, ...decision });
  const key = ['site', 'kind', 'supply'] as const;
  const first = await row
    .onConflict((conflict) => conflict.columns(key).doNothing())
    .returning('supply')
    .executeTakeFirst();
  if (!first) {
    const known = await tx
      .selectFrom('message_decisions')
      .select(['decision', 'until', 'changed_at'])
      .where('site', '=', site.code)
      .where('kind', '=', choice.kind)
      .where('supply', '=', name)
      .forUpdate()
      .executeTakeFirst();
    const at = { now: nowAt(site), madeAt: standing?.made_at ?? '' };
    if (known?.decision === 'applied' && stillDecided(seen, known, at)) return { done: decidedWords.already };
    await row.onConflict((conflict) => conflict.columns(key).doUpdateSet(decision)).execute();
  }
  if (effect) return { done: await carryOut(tx, site, effect) };
  if (choice.decision === 'snoozed' && choice.until !== null)
    return { done: decidedWords.snoozed(choice.until, site.zone, todayAt(site)) };
  return { done: decidedWords.dismissed };
}

async function carryOut(tx: Tx, { code: site, zone }: Site, effect: MessageEffect): Promise<string> {
  switch (effect.does) {
    case 'firm':
      return firmWords(await firmPlannedOrder(tx, site, effect.planned));
    case 'redate-work':
      await redateWorkOrder(tx, site, effect.workOrder, effect.due);
      return decidedWords.redated(effect.workOrder, effect.due, zone);
    case 'cancel-work':
      await refuseGone(tx, await lockBesideVersions(tx, site), 'work_orders', [effect.workOrder]);
      await cancelWorkOrder(tx, site, effect.workOrder);
      return decidedWords.cancelled(effect.workOrder);
    case 'require': {
      const line = await lockOpenPurchaseLine(tx, site, effect.purchaseLine);
      if (!line) throw new Refusal(409, 'line-over', messageRefusals.lineOver(effect.purchaseLine));
      await datePurchaseLine(tx, site, line, { required: effect.required });
      return decidedWords.required(effect.purchaseLine, effect.required, zone);
    }
  }
}

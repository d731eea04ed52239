/** Kanban cards in the database: the loop is locked first, then a number is taken, then balances, as every delivery does. */
import { sql, type Transaction } from 'kysely';
import { toMillionth } from '../../house/amounts.ts';
import { nowAt, secondsOf, todayAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person, Site } from '../../server/http.ts';
import { lockBalances, spotsOf } from '../allocations/allocations.store.ts';
import { binsUnderWay, sendBin } from '../deliveries/deliveries.store.ts';
import { awaitedWords, noCard, shortWords } from './kanban.messages.ts';
import { type Card, type CardAct, cardCalled, filling, type Lot } from './kanban.ts';

type Tx = Transaction<Tables>;

interface Named {
  readonly loop: string;
  readonly bin: number;
}

export interface CardRow extends Card, Named {
  readonly item: string;
  readonly item_name: string | null;
  readonly unit: string;
  readonly qty: number;
  readonly area: string;
  readonly from_location: string | null;
  readonly vendor_name: string | null;
  readonly vendor_phone: string | null;
  readonly replenish_minutes: number;
  readonly due: string | null;
  readonly taken_by: string | null;
  readonly returned: string | null;
  readonly requisition: number | null;
  readonly asked_by: string | null;
  readonly asked_reason: string | null;
  readonly expected: string | null;
  readonly refused: string | null;
  readonly filled_by: string | null;
  readonly came_to: string | null;
}

const cardsWhere = async (tx: Tx, site: string, more = sql`true`): Promise<readonly CardRow[]> =>
  (
    await sql<CardRow>`
      select c.loop, c.bin, c.card, c.state, c.item, i.name as item_name, i.unit, c.qty::float8 as qty, c.area, c.from_location, c.vendor, v.name as vendor_name, v.phone as vendor_phone, c.active_from::text as active_from,
        c.replenish_minutes, c.call, c.called_at, c.called_by, c.due, c.delivery, c.taken_by, c.returned, c.requisition, c.asked, c.asked_state, c.asked_by,
        c.asked_reason, c."order", c.expected, c.refused, c.filled_at,
        coalesce((select u.name from "user" u where u.email = c.filled_by), c.filled_by) as filled_by, c.came_to
      from kanban_cards c join items i on i.site = c.site and i.code = c.item left join vendors v on v.site = c.site and v.code = c.vendor
      where c.site = ${site} and ${more}
      order by c.state = 'full', c.state = 'on the way', c.due, c.loop, c.bin`.execute(tx)
  ).rows;

export const cardsOf = (tx: Tx, site: string): Promise<readonly CardRow[]> => cardsWhere(tx, site);
/** Empty ones, and those that a vendor is to fill; what is brought within the plant is told of by its delivery. */
export const cardsToFollow = (tx: Tx, site: string): Promise<readonly CardRow[]> =>
  cardsWhere(tx, site, sql`(c.state = 'empty' or c.state = 'on the way' and c.vendor is not null)`);

/** One by one: whoever scans its loop meanwhile waits, and is told what the first did. */
export async function lockCard(tx: Tx, site: string, { loop, bin }: Named): Promise<CardRow> {
  await sql`select from kanban_loops where site = ${site} and lower(code) = lower(${loop}) for update`.execute(tx);
  return cardOf(tx, site, { loop, bin });
}

export async function cardOf(tx: Tx, site: string, { loop, bin }: Named): Promise<CardRow> {
  const [found] = await cardsWhere(tx, site, sql`lower(c.loop) = lower(${loop}) and c.bin = ${bin}`);
  if (!found) throw new Refusal(404, 'not-found', noCard(cardCalled(loop, bin)));
  return found;
}

const nothing = {
  qty: null,
  due: null,
  from_location: null,
  vendor: null,
  delivery: null,
  requisition: null,
  note: null,
};

export async function keepCardAct(
  tx: Tx,
  site: string,
  { loop, bin }: Named,
  by: Pick<Person, 'id' | 'name'>,
  act: {
    readonly act: CardAct;
    readonly at: string;
    readonly qty?: number;
    readonly due?: string;
    readonly from_location?: string | null;
    readonly vendor?: string | null;
    readonly delivery?: string;
    readonly requisition?: number;
    readonly note?: string;
  },
): Promise<void> {
  await tx
    .insertInto('kanban_acts')
    .values({ ...nothing, ...act, site, loop, bin, person: by.id, who: by.name })
    .execute();
}

/** What of the item is free where the card is supplied from: not reserved, and not to be brought to another bin. */
async function freeLots(tx: Tx, site: Site, { item, from_location: location }: CardRow): Promise<readonly Lot[]> {
  if (location === null) throw new Error(`a vendor fills the bin of ${item}, no location`);
  const spots = await spotsOf(tx, site.code, { item, location }, { now: nowAt(site), today: todayAt(site) });
  const promised = await binsUnderWay(tx, site.code, item);
  return spots
    .filter(({ usable }) => usable)
    .map(({ lot, there, allocated, expires }) => {
      const away = promised.find((one) => one.location === location && one.lot === lot)?.qty ?? 0;
      return { lot, expires, qty: toMillionth(there - allocated - away) };
    });
}

/** What is missing for it, or what it waits for, in words; null: enough is free. */
export async function shortOf(tx: Tx, site: Site, card: CardRow): Promise<string | null> {
  if (card.vendor !== null) return awaitedWords(card);
  const decision = filling(card.qty, await freeLots(tx, site, card));
  return decision.kind === 'refuse'
    ? shortWords(card, Number(decision.values.free), Number(decision.values.missing))
    : null;
}

/** Sends a full bin by a delivery; what is short is said instead. A number that another left nothing for is skipped. */
export async function supply(
  tx: Tx,
  site: Site,
  card: CardRow,
  { due, by }: { readonly due: string; readonly by: Pick<Person, 'id' | 'name'> },
): Promise<{ readonly delivery: string } | { readonly short: string }> {
  const short = await shortOf(tx, site, card);
  if (short !== null) return { short };
  const { area, from_location: from } = card;
  if (from === null) throw new Error(`${card.card} is filled by no location`);
  const at = nowAt(site);
  const sent = await sendBin(tx, site.code, { card: card.card, area, due, made_at: at, made_by: by.name }, async () => {
    await lockBalances(tx, site.code, { item: card.item, location: from });
    const decision = filling(card.qty, await freeLots(tx, site, card));
    return decision.kind === 'accept'
      ? decision.facts.map(({ lot, qty }) => ({ item: card.item, lot, qty, location: from }))
      : [];
  });
  if (sent === undefined) return { short: (await shortOf(tx, site, card)) ?? '' };
  await keepCardAct(tx, site.code, card, by, { act: 'sent', at, delivery: sent });
  return { delivery: sent };
}

/** As it is read. */
export async function shown(tx: Tx, site: Site, card: CardRow) {
  const {
    replenish_minutes: _,
    requisition: _id,
    asked_by: _by,
    asked_reason: _why,
    refused: _refused,
    vendor_phone: _phone,
    ...told
  } = card;
  return {
    ...told,
    late: card.state !== 'full' && card.due !== null && secondsOf(nowAt(site)) > secondsOf(card.due),
    short: card.state === 'empty' ? await shortOf(tx, site, card) : null,
  };
}

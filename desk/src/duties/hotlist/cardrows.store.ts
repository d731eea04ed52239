/**
 * Empty bins for which nothing was sent or asked for, and those for which what was ordered comes late, as rows of the hot list. Read as
 * they stand: no plan makes them. One for which a requisition waits is hot as that.
 */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { nowAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { cardsToFollow, shortOf } from '../kanban/kanban.store.ts';
import { isAwaited } from '../kanban/kanban.ts';
import { lateDays, type WorkingDays } from '../planning/workingdays.ts';
import { comesLate, emptyWaits } from './hotlist.messages.ts';
import { type ListedRow, unplannedRow } from './listing.ts';

/** Which bins of a site are empty or bought, and what comes for them, as one text; null: none. */
export const emptyBinsOf = (site: RawBuilder<unknown>) =>
  sql<
    string | null
  >`(select string_agg(concat_ws(' ', card, call, delivery, asked, asked_state, refused, expected), ',' order by card) from kanban_cards
    where site = ${site} and (state = 'empty' or state = 'on the way' and vendor is not null))`;

/** Due when it was to be full again. */
export async function cardRows(tx: Transaction<Tables>, site: Site, days: WorkingDays): Promise<readonly ListedRow[]> {
  const now = nowAt(site);
  const rows: ListedRow[] = [];
  for (const card of await cardsToFollow(tx, site.code)) {
    if (isAwaited(card)) continue;
    const need = card.due ?? now;
    const comes = card.expected !== null && secondsOf(card.expected) > secondsOf(now) ? card.expected : now;
    if (card.state !== 'empty' && secondsOf(comes) <= secondsOf(need)) continue;
    const row = unplannedRow({
      kind: 'card',
      ref: card.card,
      item: card.item,
      item_name: card.item_name,
      qty: card.qty,
      unit: card.unit,
      need,
      estimated: comes,
      late_days: lateDays(days, secondsOf(need), secondsOf(comes)),
      partner: card.vendor,
      partner_name: card.vendor_name,
      phone: card.vendor_phone,
      work_centre: null,
      money: 0,
      owner: card.vendor === null ? 'Storekeepers' : 'Buyers',
      blocked_by:
        card.state === 'empty' ? emptyWaits({ ...card, short: await shortOf(tx, site, card) }) : comesLate(card),
    });
    rows.push(row);
  }
  return rows;
}

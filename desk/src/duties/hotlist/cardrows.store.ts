/**
 * Empty bins for which nothing was sent or asked for, as rows of the hot list. Read as they stand: no plan makes them. One for which a
 * requisition waits is hot as that.
 */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { nowAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { emptyCards, shortOf } from '../kanban/kanban.store.ts';
import { isAwaited } from '../kanban/kanban.ts';
import { lateDays, type WorkingDays } from '../planning/workingdays.ts';
import { emptyWaits } from './hotlist.messages.ts';
import { type ListedRow, unplannedRow } from './listing.ts';

/** Which bins of a site were called for and nothing was sent or asked for, as one text; null: none. */
export const emptyBinsOf = (site: RawBuilder<unknown>) =>
  sql<
    string | null
  >`(select string_agg(concat_ws(' ', card, call, delivery, asked, asked_state, refused), ',' order by card) from kanban_cards
    where site = ${site} and state = 'empty')`;

/** Due when it was to be full again. */
export async function cardRows(tx: Transaction<Tables>, site: Site, days: WorkingDays): Promise<readonly ListedRow[]> {
  const now = nowAt(site);
  const rows: ListedRow[] = [];
  for (const card of await emptyCards(tx, site.code)) {
    if (isAwaited(card)) continue;
    const need = card.due ?? now;
    const row = unplannedRow({
      kind: 'card',
      ref: card.card,
      item: card.item,
      item_name: card.item_name,
      qty: card.qty,
      unit: card.unit,
      need,
      estimated: now,
      late_days: lateDays(days, secondsOf(need), secondsOf(now)),
      partner: card.vendor,
      partner_name: card.vendor_name,
      phone: card.vendor_phone,
      work_centre: null,
      money: 0,
      owner: card.vendor === null ? 'Storekeepers' : 'Buyers',
      blocked_by: emptyWaits({ ...card, short: await shortOf(tx, site, card) }),
    });
    rows.push(row);
  }
  return rows;
}

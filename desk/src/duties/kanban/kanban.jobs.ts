/** Empty bins that were short are sent for once enough is free: looked at every five minutes, each by itself. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { stamp } from '../../server/http.ts';
import type { Job } from '../../server/jobs.ts';
import { siteCalled } from '../../server/site.ts';
import { type CardRow, lockCard, supply } from './kanban.store.ts';
import { waitsForMore } from './kanban.ts';

const desk = { id: '', name: 'Hotlist' };

export const supplyBins: Job<object> = {
  name: 'supply-bins',
  lease: 240,
  retries: 1,
  cron: '*/5 * * * *',
  run: async ({ db }) => {
    const empty = await db
      .selectFrom('kanban_cards')
      .select(['site', 'loop', 'bin'])
      .where('state', '=', 'empty')
      .where('delivery', 'is', null)
      .where('vendor', 'is', null)
      .orderBy('due')
      .execute();
    for (const { site, ...card } of empty)
      await db.transaction().execute(async (tx) => {
        await stamp(tx, { ...desk, email: '', via: 'cli' }, site);
        await supplied(tx, site, await lockCard(tx, site, card));
      });
  },
};

/** Unless somebody did it meanwhile. */
async function supplied(tx: Transaction<Tables>, site: string, card: CardRow): Promise<void> {
  if (waitsForMore(card) && card.due !== null)
    await supply(tx, await siteCalled(tx, site), card, { due: card.due, by: desk });
}

/** An empty bin that a vendor fills: its call makes a requisition, in the same transaction and in the name of who scanned it. */
import type { Transaction } from 'kysely';
import { todayAt, wallClock } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import type { Permission } from '../../house/permission.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person, Site } from '../../server/http.ts';
import { wantedOf } from '../requisitions/asking.store.ts';
import { keepRequisitions, type NewRequisition } from '../requisitions/requisitions.store.ts';
import { askedBecause, mayNotAsk, notAskedWords, notBought } from './kanban.messages.ts';
import { type CardRow, keepCardAct } from './kanban.store.ts';
import { neededOn } from './kanban.ts';

type Tx = Transaction<Tables>;

interface Asking {
  /** When it is to be full. */
  readonly due: string;
  readonly at: string;
  readonly by: Person;
  readonly permissions: ReadonlySet<Permission>;
  readonly confirmed: ReadonlySet<string>;
  /** It was called for before: a person decides now, and is asked what a scan is not. */
  readonly again: boolean;
}

/** Makes the requisition; what its own rules refuse is kept as the reason, and the call stands. */
export async function askForBin(
  tx: Tx,
  site: Site,
  card: CardRow,
  asking: Asking,
): Promise<{ readonly asked: string } | { readonly short: string }> {
  const { at, by } = asking;
  const wanted = await wantedFor(tx, site, card, asking);
  if (typeof wanted === 'string') {
    const short = notAskedWords(wanted);
    await keepCardAct(tx, site.code, card, by, { act: 'refused', at, note: short });
    return { short };
  }
  const [made] = await keepRequisitions(tx, site.code, by, [wanted], 'submitted');
  if (!made) throw new Error('a requisition was kept without a number');
  await keepCardAct(tx, site.code, card, by, { act: 'asked', at, requisition: made.id });
  return { asked: made.number };
}

/** What is asked for, or why nothing can be. */
async function wantedFor(
  tx: Tx,
  site: Site,
  { card, item, qty, area, vendor }: CardRow,
  { due, by, permissions, confirmed, again }: Asking,
): Promise<NewRequisition | string> {
  if (!permissions.has('purchasing.request')) return mayNotAsk(by.name);
  const { supply } = await tx
    .selectFrom('items')
    .select('supply')
    .where('site', '=', site.code)
    .where('code', '=', item)
    .executeTakeFirstOrThrow();
  if (supply !== 'buy') return notBought(item, supply);
  const needed = neededOn(wallClock(site.zone, due).slice(0, 10), todayAt(site));
  const body = { sort: 'item', item, qty, purpose: 'stock', needed, vendor, reason: askedBecause(card, area) } as const;
  try {
    return await wantedOf(tx, site, body, confirmed);
  } catch (error) {
    // A question is one for who asks again; a scan answers none.
    if (error instanceof Refusal && !(again && error.status === 409)) return error.message;
    throw error;
  }
}

/** Finished work in the ledger: put to a place by a report, and taken back with it. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { holdLot, postMade } from './expiries.store.ts';
import { post } from './movements.store.ts';

type Tx = Transaction<Tables>;

/** The balance of ours of that lot, in no container and by no serial, in the item's unit; locked, with all of its lot, which may be told anew. */
export async function stockAt(
  tx: Tx,
  site: string,
  { item, location, lot }: Pick<WorkMoved, 'item' | 'location' | 'lot'>,
): Promise<number> {
  if (lot !== '') await holdLot(tx, site, { item, lot, serial: '' });
  const { rows } = await sql<{ qty: number }>`
    select qty from stock where site = ${site} and item = ${item} and location = ${location}
      and lot = ${lot} and serial = '' and container = '' and owner = '' for update`.execute(tx);
  return rows[0]?.qty ?? 0;
}

/** What an order's report brought to a place, or took from it again. */
export interface WorkMoved {
  readonly order: string;
  readonly report: number;
  readonly item: string;
  readonly lot: string;
  readonly location: string;
  readonly qty: number;
  readonly movedAt: string;
}

const forReport = ({ order, report }: Pick<WorkMoved, 'order' | 'report'>) => ({
  kind: 'work order',
  key: order,
  part: `report/${report}`,
});

/** Finished work comes from its order to a place, and its lot may be used as long as its item keeps. */
export async function putFinished(
  tx: Tx,
  site: string,
  work: WorkMoved & { readonly overfull: string | undefined },
): Promise<void> {
  await postMade(tx, site, work, () =>
    post(tx, site, {
      ...work,
      from: null,
      fromKind: 'work order',
      to: work.location,
      reason: null,
      reference: forReport(work),
    }),
  );
}

/** A report taken back takes its goods back to the order: by the mirror of the movement, where it made one. */
export async function takeFinishedBack(
  tx: Tx,
  site: string,
  work: WorkMoved,
  { reason, negative }: { readonly reason: string; readonly negative: boolean },
): Promise<void> {
  const reference = forReport(work);
  const made = await tx
    .selectFrom('movements')
    .select(['id', 'to_location'])
    .where('site', '=', site)
    .where('reference_kind', '=', reference.kind)
    .where('reference_key', '=', reference.key)
    .where('reference_part', '=', reference.part)
    .where('reverses', 'is', null)
    .executeTakeFirst();
  await post(tx, site, {
    ...work,
    from: made?.to_location ?? work.location,
    to: null,
    toKind: 'work order',
    reason,
    reference,
    negative,
    ...(made ? { reverses: made.id } : {}),
  });
}

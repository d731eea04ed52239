/** Photos in the database. */
import type { Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { PhotoType } from './photos.ts';

type Tx = Transaction<Tables>;

/** Held until the transaction ends: who adds photos of the same receipt goes one after the other. */
export async function receiptHeld(
  tx: Tx,
  site: string,
  id: number,
): Promise<{ readonly id: number; readonly item: string }> {
  const found = await tx
    .selectFrom('receipts')
    .select(['id', 'item'])
    .where('site', '=', site)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw notFound('receipt', String(id));
  return found;
}

export const photosOf = (tx: Tx, site: string, receipt: number) =>
  tx
    .selectFrom('receipt_photos')
    .select(['id', 'at', 'who as by', 'type'])
    .where('site', '=', site)
    .where('receipt', '=', receipt)
    .orderBy('id')
    .execute();

export async function photoBytes(tx: Tx, site: string, id: number) {
  const found = await tx
    .selectFrom('receipt_photos')
    .select(['type', 'bytes', 'receipt'])
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw notFound('photo', String(id));
  return found;
}

export interface NewPhoto {
  readonly receipt: { readonly id: number; readonly item: string };
  readonly type: PhotoType;
  readonly bytes: Uint8Array;
  readonly at: string;
  readonly who: string;
}

export const keepPhoto = (tx: Tx, site: string, { receipt, type, bytes, at, who }: NewPhoto) =>
  tx
    .insertInto('receipt_photos')
    .values({ site, receipt: receipt.id, called: `receipt ${receipt.id}, ${receipt.item}`, type, bytes, at, who })
    .returning(['id', 'at', 'who as by', 'type'])
    .executeTakeFirstOrThrow();

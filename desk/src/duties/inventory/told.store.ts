/** What trainees told and nobody has settled yet. */
import { sql, type Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { ToldBody } from './told.ts';

type Tx = Transaction<Tables>;

export async function keepTold(tx: Tx, site: string, body: ToldBody, by: string): Promise<number> {
  const { id } = await tx
    .insertInto('told_movements')
    .values({ site, body: JSON.stringify(body), by })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The first told first. */
export const waitingTold = (tx: Tx, site: string, limit: number) =>
  tx
    .selectFrom('told_movements as t')
    .select(['t.id', 't.body', 't.told_at', 't.by', writerNamed('t.by').as('name')])
    .where('t.site', '=', site)
    .where('t.verdict', 'is', null)
    .orderBy('t.id')
    .limit(limit)
    .execute();

/** Locked: of two who settle it the second is told. */
export async function toldOf(tx: Tx, site: string, id: number) {
  const found = await tx
    .selectFrom('told_movements')
    .select(['id', 'body', 'by', 'settled_by', writerNamed('by').as('name')])
    .where('site', '=', site)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw notFound('movement that waits', String(id));
  return found;
}

export async function keepSettled(
  tx: Tx,
  id: number,
  settled: {
    readonly verdict: 'countersigned' | 'declined';
    readonly settled_by: string;
    readonly movement: number | null;
  },
): Promise<void> {
  await tx
    .updateTable('told_movements')
    .set({ ...settled, settled_at: sql`clock_timestamp()` })
    .where('id', '=', id)
    .execute();
}

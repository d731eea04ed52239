/** Keeps what a person moved to the top, and reads what a move costs those that it passes. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { HotKind } from './ranking.ts';

type Tx = Transaction<Tables>;

export interface NewMove {
  readonly kind: HotKind;
  readonly ref: string;
  readonly work_centre: string | null;
  readonly reason: string;
  readonly effect: string;
  readonly expires: string;
}

/** A row has one move; moving it again renews it. */
export async function keepMove(tx: Tx, site: string, move: NewMove): Promise<void> {
  const { kind, ref, ...rest } = move;
  await tx
    .insertInto('hot_moves')
    .values({ site, ...move })
    .onConflict((conflict) =>
      conflict.columns(['site', 'kind', 'ref']).doUpdateSet({ ...rest, moved_at: sql`clock_timestamp()` }),
    )
    .execute();
}

/** True when there was one. */
export async function dropMove(tx: Tx, site: string, kind: HotKind, ref: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom('hot_moves')
    .where('site', '=', site)
    .where('kind', '=', kind)
    .where('ref', '=', ref)
    .returning('id')
    .execute();
  return gone.length > 0;
}

/** Hours of work that an operation of the version takes, set-up included, to a tenth; 0 when it is not planned. */
export async function hoursOf(tx: Tx, version: number, ref: string): Promise<number> {
  const cut = ref.lastIndexOf('/');
  const parts = await tx
    .selectFrom('plan_steps')
    .select(['setup_seconds', 'run_seconds'])
    .where('version', '=', version)
    .where('order_id', '=', `work/${ref.slice(0, cut)}`)
    .where('seq', '=', Number(ref.slice(cut + 1)) || 0)
    .execute();
  return Math.round(parts.reduce((sum, part) => sum + part.setup_seconds + part.run_seconds, 0) / 360) / 10;
}

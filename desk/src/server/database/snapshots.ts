import { type RawBuilder, sql } from 'kysely';

/**
 * Whether who read at a snapshot did not see yet what a transaction wrote: `tx` of an audit row or a movement. Its first part is
 * what an index answers.
 */
export const unseenBy = (snapshot: RawBuilder<unknown>, tx = sql`tx`): RawBuilder<boolean> =>
  sql`${tx} >= pg_snapshot_xmin(${snapshot}) and not pg_visible_in_snapshot(${tx}, ${snapshot})`;

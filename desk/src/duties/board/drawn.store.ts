/**
 * What is drawn of a version, read once and kept for whoever looks next: a version does not change, and of the records that
 * are drawn with it the log tells whether one was written since. Of the process; the versions looked at last.
 */
import { sql, type Transaction } from 'kysely';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { hoursReadFrom } from '../planning/openhours.store.ts';
import { readDrawn } from './board.store.ts';
import type { Base } from './gathered.store.ts';

type Drawn = Awaited<ReturnType<typeof readDrawn>>;

/** The records that `readDrawn` reads beside the version's own rows. */
export const drawnKinds: readonly string[] = [
  ...hoursReadFrom,
  'customer_lines',
  'downtimes',
  'items',
  'routing_steps',
  'units',
  'work_orders',
  'work_steps',
  'workers',
];

interface Kept {
  readonly drawn: Drawn;
  readonly snapshot: string;
  /** Days and hours are the site's own, and are drawn round today. */
  readonly under: string;
}

export class DrawnVersions {
  private readonly kept = new Map<number, Kept>();
  private readonly most: number;

  constructor(most = 6) {
    this.most = most;
  }

  /** `tx` must be repeatable read: what is read is of the moment by which it is judged later. */
  async of(tx: Transaction<Tables>, site: Site, base: Base): Promise<Drawn> {
    // Nothing planned: that is no version.
    if (base.id === 0) return readDrawn(tx, site, base);
    const under = JSON.stringify([base.published, base.today, site.zone, site.dueTime, site.currency]);
    const before = this.kept.get(base.id);
    const { snapshot, changed } = await changedSince(tx, site.code, before?.snapshot);
    const drawn = before && before.under === under && !changed ? before.drawn : await readDrawn(tx, site, base);
    this.kept.delete(base.id);
    this.kept.set(base.id, { drawn, snapshot, under });
    for (const oldest of this.kept.keys())
      if (this.kept.size > this.most) this.kept.delete(oldest);
      else break;
    return drawn;
  }
}

/** This moment, and whether a record that is drawn was written since that one. */
async function changedSince(tx: Transaction<Tables>, site: string, since: string | undefined) {
  const { rows } = await sql<{ snapshot: string; changed: boolean }>`
    select pg_current_snapshot()::text as snapshot, ${since ?? null}::text is null or exists (
      select from audit where site = ${site} and kind = any(${drawnKinds}::text[])
        and ${unseenBy(sql`${since ?? null}::pg_snapshot`)}) as changed`.execute(tx);
  return rows[0]!;
}

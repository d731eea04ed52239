/** Rules that drafts of the published version break by what was closed since that was made, as the checker names them. */
import type { HandConflict, Second } from '@hotlist/engine';
import { sql, type Transaction } from 'kysely';
import { instantAt, offsetsOf, secondsOf } from '../../house/clock.ts';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { type Drawn, standsIn } from './begunsince.store.ts';
import { movedOf, type Stands } from './begunsince.ts';
import { epochOf } from './clockwork.ts';
import { closedUnder, type Lost } from './closedsince.ts';
import { calendarsNow, calendarsSeen } from './closings.store.ts';
import { closingsOf, type Span } from './closings.ts';
import { machinesKeeping } from './machinecalendars.store.ts';
import { closedSinceWords } from './planning.messages.ts';

type Tx = Transaction<Tables>;

interface Published extends Drawn {
  readonly snapshot: string;
  readonly now: string;
}

/** `moved`: where steps stand otherwise than in it, in seconds since 1970. */
export async function closedConflicts(
  tx: Tx,
  site: Site,
  published: Published,
  moved: readonly Stands[],
): Promise<readonly HandConflict[]> {
  if (moved.length === 0) return [];
  const from = moved.reduce((least, { start }) => Math.min(least, start), Infinity);
  const to = moved.reduce((most, { end }) => Math.max(most, end), -Infinity);
  const epoch = epochOf(published.now);
  return closedUnder(moved, await lostSince(tx, site, published, { from, to })).map(({ step, lost }) => ({
    rule: 'work only in working time',
    order: step.order as HandConflict['order'],
    seq: step.seq,
    ...(step.part ? { part: step.part.number } : undefined),
    at: (lost.span.to - epoch) as Second,
    text: closedSinceWords(step, lost, published.number, (at) => ({ zone: site.zone, at: instantAt(at) })),
  }));
}

/** What is known of a draft, and what was closed under it since it was kept. */
export async function withClosedSince<
  Version extends {
    readonly id: number;
    readonly by_hand: { readonly base: number; readonly conflicts: readonly HandConflict[] } | null;
  },
>(tx: Tx, site: Site, published: Published | undefined, version: Version): Promise<Version> {
  const { by_hand } = version;
  if (!published || by_hand?.base !== published.number) return version;
  const range = { from: secondsOf(published.now), to: secondsOf(published.now) + 366 * 86_400 };
  if ((await lostSince(tx, site, published, range)).length === 0) return version;
  const stands = await standsIn(tx, site.code, published, [published.id, version.id]);
  const moved = movedOf(stands(published.id), stands(version.id));
  const known = new Set(by_hand.conflicts.map(nameOf));
  const found = await closedConflicts(tx, site, published, moved);
  const anew = found.filter((one) => !known.has(nameOf(one)));
  return { ...version, by_hand: { ...by_hand, conflicts: [...by_hand.conflicts, ...anew] } };
}

const nameOf = ({ rule, order, seq, part = 0 }: HandConflict): string => `${rule} ${order} ${seq} ${part}`;

/** Hours of machines. */
async function lostSince(tx: Tx, site: Site, published: Published, within: Span): Promise<readonly Lost[]> {
  const [were, now] = [await calendarsSeen(tx, site.code, published), await calendarsNow(tx, site.code)];
  const closings = closingsOf(were, now, offsetsOf(site.zone), within);
  const { rows: keeps } = await sql<{ machine: string; calendar: string }>`
    select code as machine, calendar from ${machinesKeeping} as m where site = ${site.code}`.execute(tx);
  const { rows: downs } = await sql<{ machine: string; down_from: string; down_to: string }>`
    select d.machine, d.down_from, d.down_to from downtimes d where d.site = ${site.code}
      and exists (select from audit a where a.kind = 'downtimes' and a.record = d.id
        and ${unseenBy(sql`${published.snapshot}::pg_snapshot`, sql`a.tx`)})`.execute(tx);
  return [
    ...keeps.flatMap(({ machine, calendar }) =>
      closings.flatMap((one) =>
        one.calendar === calendar ? one.spans.map((span): Lost => ({ machine, span, calendar })) : [],
      ),
    ),
    ...downs.map(({ machine, down_from, down_to }): Lost => {
      return { machine, span: { from: secondsOf(down_from), to: secondsOf(down_to) } };
    }),
  ];
}

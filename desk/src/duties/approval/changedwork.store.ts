/** What a version moves of the published one, and whose work that is. */
import { sql, type Transaction } from 'kysely';
import { nowAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { type Compared, comparing } from '../planning/compared.store.ts';
import { movedBetween, verdictBetween } from '../planning/comparison.store.ts';
import type { Move, Step } from '../planning/comparison.ts';
import { stepCalled } from '../planning/handacts.messages.ts';
import { hoursIn, pricedHours } from '../planning/handhours.store.ts';
import { type oneVersion, versionCalled } from '../planning/planning.store.ts';
import type { Supervisor } from '../users/users.ts';
import type { MovedByRest } from './allbut.ts';
import { hasHappened } from './limits.ts';
import type { Concerned } from './words.ts';

type Tx = Transaction<Tables>;
export type Version = NonNullable<Awaited<ReturnType<typeof oneVersion>>>;

export type Compare = (version: Version) => Promise<Compared>;

export async function workBetween(
  tx: Tx,
  site: string,
  published: Version,
  version: Version,
  compared: Compare = comparing(tx, site),
) {
  const before = await compared(published);
  const after = await compared(version);
  // No frozen zone: an hour's slide on the same machine is no move here either, unless a person put it there.
  return { before, after, moves: (await movedBetween(before, after, 0)).found.moves };
}

/** Operations that the rest of a version, by its number, moves and the whole; counted as its verdict counts them. */
export async function movedByRest(
  tx: Tx,
  site: Site,
  { before, whole, rest }: { readonly before: Version; readonly whole: Version; readonly rest: number },
): Promise<MovedByRest> {
  const compared = comparing(tx, site.code);
  const made = await versionCalled(tx, site.code, rest);
  const count = async (version: Version): Promise<number> =>
    (await verdictBetween(tx, site, await compared(before), await compared(version))).counts.moved;
  const [ofWhole, ofRest] = [await count(whole), await count(made)];
  if (ofRest <= ofWhole) return { whole: ofWhole, rest: ofRest, alone: [] };
  const moved = async (version: Version): Promise<readonly string[]> =>
    (await workBetween(tx, site.code, before, version, compared)).moves.flatMap(({ before: was, after }) =>
      was && after ? [stepCalled({ order: after.order, seq: after.seq })] : [],
    );
  const known = new Set(await moved(whole));
  return { whole: ofWhole, rest: ofRest, alone: (await moved(made)).filter((step) => !known.has(step)) };
}

/**
 * The departments whose work or hours a version changes, each with those who may give the word for it, without who submitted it. None
 * where every supervisor decides for the whole site: then nothing has to be compared.
 */
export async function concernedBy(
  tx: Tx,
  site: Site,
  { published, version }: { readonly published: Version | undefined; readonly version: Version },
  supervisors: readonly Supervisor[],
  submitter: string | undefined,
  compared: Compare,
): Promise<readonly Concerned[]> {
  if (supervisors.every((one) => one.departments === null)) return [];
  const moves: readonly Pick<Move, 'before' | 'after'>[] = published
    ? (await workBetween(tx, site.code, published, version, compared)).moves
    : (await compared(version)).steps.map((after) => ({ before: undefined, after }));
  const now = secondsOf(nowAt(site));
  const hours = await pricedHours(tx, site.code, hoursIn(version));
  const departmentOf = await departments(tx, site.code);
  // Hours that it adds or takes are recorded when it is published: they want the same word.
  const changed = new Set(hours.flatMap((one) => one.departments));
  for (const move of moves)
    if (!hasHappened(move, now))
      for (const step of [move.before, move.after]) if (step) changed.add(departmentOf(step));
  const others = supervisors.filter((one) => one.id !== submitter);
  return [...changed].sort().map((department) => {
    const own = others.filter((one) => one.departments?.includes(department));
    const may = own.length > 0 ? own : others.filter((one) => one.departments === null);
    return { department, may: may.map((one) => one.name) };
  });
}

/** By the machine that does a step; by its routing where it is done outside. */
async function departments(tx: Tx, site: string): Promise<(step: Step) => string> {
  const { rows } = await sql<{ machine: string | null; item: string | null; seq: number | null; department: string }>`
    select m.code as machine, null as item, null::int as seq, w.department from machines m
      join work_centres w on w.site = m.site and w.code = m.work_centre where m.site = ${site} and w.department is not null
    union all
    select null, r.item, r.seq, w.department from routing_steps r
      join work_centres w on w.site = r.site and w.code = r.work_centre
      where r.site = ${site} and w.department is not null and r.outside_days is not null`.execute(tx);
  const named = new Map(rows.map((row) => [row.machine ?? `${row.item}\n${row.seq}`, row.department]));
  return ({ machine, item, seq }) => named.get(machine ?? `${item}\n${seq}`) ?? '';
}

/** What waits for a decision, by pages, as Approvals shows it. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { Person, Site } from '../../server/http.ts';
import type { AllBut } from '../planning/allbut.ts';
import { movedFrom } from '../planning/byhand.ts';
import { comparing } from '../planning/compared.store.ts';
import { verdictBetween } from '../planning/comparison.store.ts';
import { lateIn } from '../planning/lateorders.store.ts';
import { lateCountIn } from '../planning/orderchanges.store.ts';
import { publishedVersion, versionsNumbered, versionsWithIds } from '../planning/planning.store.ts';
import { statesWaiting } from '../planning/states.ts';
import { leftOutWords } from './allbut.messages.ts';
import { lostIn, madeInsteadOf, mostLost, whoLeaveOut } from './allbut.store.ts';
import { readVersions } from './approval.store.ts';
import { heldAgainst, isFirst } from './approval.ts';
import { limitsIn } from './limits.ts';
import { settingsOf } from './settings.store.ts';
import { toldActs } from './told.store.ts';

type Tx = Transaction<Tables>;

interface Waiting {
  readonly number: number;
  readonly state: (typeof statesWaiting)[number];
  readonly made_at: string;
  readonly reason: string;
  readonly submitted_by: string;
  readonly submitted_at: string;
  readonly note: string | null;
  readonly mine: boolean;
  readonly person: string;
  readonly late: number;
  readonly late_before: number | null;
  readonly all_but: AllBut | null;
}

interface Page {
  readonly limit: number;
  /** Number of the last version of the page before. */
  readonly cursor?: number | undefined;
}

/** The oldest first; nothing that another publication has overtaken: it goes no further. */
export async function waitingAt(tx: Tx, site: string, person: string, { limit, cursor = 0 }: Page) {
  const waits = sql`v.site = ${site} and v.state = any(${[...statesWaiting]}::text[]) and v.parent is not distinct from p.id`;
  const published = sql`(select id from plan_versions where site = ${site} and state = 'published') p`;
  const { rows } = await sql<Waiting>`
    with p as materialized (
      select p.id, ${lateCountIn('p.id')} as late from plan_versions p where p.site = ${site} and p.state = 'published')
    select v.number, v.state, v.made_at, v.reason, d.who as submitted_by, d.at as submitted_at, d.reason as note,
      d.person, d.person = ${person} as mine, ${lateCountIn('v.id')} as late, p.late as late_before,
      (select r.all_but from plan_runs r where r.version = v.id) as all_but
    from plan_versions v
    join lateral (select * from version_decisions d where d.version = v.id and d.decision = 'submitted' order by id desc limit 1) d on true
    left join p on true
    where ${waits} and v.number > ${cursor}
    order by v.number limit ${limit + 1}`.execute(tx);
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total from plan_versions v left join ${published} on true where ${waits}`.execute(tx);
  const page = rows.slice(0, limit);
  return {
    rows: page,
    total: counted[0]!.total,
    next: rows.length > limit ? page.at(-1)!.number : null,
  };
}

type Asker = Pick<Person, 'id' | 'standsInFor'>;

/** What is told of each of a page, by number. */
export async function toldWaiting(tx: Tx, site: Site, person: Asker, rows: readonly Waiting[]) {
  if (rows.length === 0) return new Map<number, never>();
  const versions = await versionsNumbered(
    tx,
    site.code,
    rows.map(({ number }) => number),
  );
  const limits = limitsIn(await settingsOf(tx, site.code));
  const leaving = await whoLeaveOut(tx, site.code);
  const compared = comparing(tx, site.code);
  const told = [];
  for (const [at, read] of (await readVersions(tx, site, versions, compared)).entries()) {
    const { number, state } = read.seen;
    const { all_but, submitted_by } = rows[at]!;
    const rest = all_but && leftOutWords(all_but, submitted_by);
    const acts = await toldActs(tx, site, person, read, {
      limits,
      rest,
      leaving: leaving.get(number) ?? null,
      compared,
    });
    told.push([number, { ...acts, version: { number, state, figures: versions[at]!.figures } }] as const);
  }
  return new Map(told);
}

/** What each changes of what it is told against; no planning run that goes on alters that, so it is asked for by itself. */
export async function changesOf(tx: Tx, site: Site, numbers: readonly number[]) {
  const versions = await versionsNumbered(tx, site.code, numbers);
  const published = await publishedVersion(tx, site.code);
  const parents = await versionsWithIds(
    tx,
    site.code,
    versions.flatMap(({ parent }) => parent ?? []),
  );
  const bases = await versionsNumbered(
    tx,
    site.code,
    versions.flatMap(({ by_hand }) => movedFrom(by_hand) ?? []),
  );
  const compared = comparing(tx, site.code);
  const rows = [];
  for (const version of versions) {
    const { id, number, state, by_hand } = version;
    const parent = parents.find((one) => one.id === version.parent)?.number ?? null;
    const seen = { state, parent, published: published?.number ?? null };
    const held = heldAgainst({ ...seen, madeOf: movedFrom(by_hand) });
    const against = [published, ...parents, ...bases].find((one) => one?.number === held);
    rows.push({
      number,
      held_against: held,
      change: against ? await verdictBetween(tx, site, await compared(against), await compared(version)) : null,
      lost: await lostOf(tx, site, version),
      in_it: isFirst(seen) ? await inIt(tx, site, id) : null,
    });
  }
  return rows;
}

/** Of the rest of a version that orders were left out of: whom that makes later. */
async function lostOf(tx: Tx, site: Site, { id, number }: { readonly id: number; readonly number: number }) {
  const instead = await madeInsteadOf(tx, id);
  return instead && (await lostIn(tx, site, { whole: instead.version, rest: number }, mostLost));
}

async function inIt(tx: Tx, site: Site, version: number) {
  const { verdict, late } = await lateIn(tx, site, version, 0);
  return { verdict, late };
}

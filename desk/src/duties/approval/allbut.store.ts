/** What of a version may be left out, and the run that leaves it out. */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { waitsSince } from '../planning/allbut.store.ts';
import { type AllBut, tickedIn } from '../planning/allbut.ts';
import { suppliesOf } from '../planning/below.ts';
import { namesIn } from '../planning/called.store.ts';
import { demandCalled, numberIn } from '../planning/called.ts';
import { calledAlike } from '../planning/comparison.ts';
import { seenBy, toldChanges } from '../planning/orderchanges.store.ts';
import { changesBetween } from '../planning/orderchanges.ts';
import { calledByTwins } from '../planning/plannedtwins.ts';
import { oneVersion } from '../planning/planning.store.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import { pledgedIn } from '../planning/pledges.store.ts';
import { isBroken } from '../planning/pledges.ts';
import { pegsOf } from '../planning/versionrows.store.ts';
import { allButRefusals } from './allbut.messages.ts';
import { type Leaving, type LeftOut, lostBy, type Toll } from './allbut.ts';
import type { VersionSeen } from './approval.ts';
import type { workBetween } from './changedwork.store.ts';
import { type Back, type Given, givenAway } from './pledgesgiven.ts';

type Tx = Transaction<Tables>;
type Version = NonNullable<Awaited<ReturnType<typeof oneVersion>>>;

interface Orders extends Drawn {
  /** By the name that people give it: of a customer's, all work orders that the published plan makes for it. */
  readonly of: (name: string) => LeftOut;
  /** Customers' orders of either plan. */
  readonly lines: readonly string[];
}

/** What orders draw on, and as what: both plans call what was made firm of the published one by its number. */
interface Drawn {
  readonly below: ReturnType<typeof suppliesOf>;
  readonly belowIn: ReturnType<typeof suppliesOf>;
  readonly called: (order: string) => string;
  readonly calledIn: (order: string) => string;
}

/** By the name of a customer's order. */
type Due = ReadonlyMap<string, { readonly due: string; readonly late: number }>;

/** What there is to hold of the orders of a version. */
export async function ordersOf(
  tx: Tx,
  site: string,
  { published, version }: { readonly published: Version; readonly version: Version },
): Promise<Orders> {
  const { called } = await namesIn(tx, published.id);
  const calledIn = sameNames({ published, version }) ? called : (await namesIn(tx, version.id)).called;
  const standing = new Set((await idsOf(tx, published.id)).flatMap((id) => numberIn(called(id)) ?? []));
  const planned = new Set((await idsOf(tx, version.id)).flatMap((id) => numberIn(calledIn(id)) ?? []));
  const [before, after] = [await linesOf(tx, published.id, called), await linesOf(tx, version.id, calledIn)];
  const [below, belowIn] = [await belowOf(tx, published.id, called), await belowOf(tx, version.id, calledIn)];
  return {
    below,
    belowIn,
    called,
    calledIn,
    lines: [...new Set([...before.keys(), ...after.keys()])].sort(),
    of: (name) => {
      const isWork = standing.has(name) || planned.has(name);
      const top = isWork ? `work/${name}` : `demand/${name}`;
      const supplies = below(top);
      const draws = supplies.toSorted().flatMap((id) => numberIn(id) ?? []);
      const there = (number: string): boolean => standing.has(number) && planned.has(number);
      return {
        name,
        inVersion: isWork ? planned.has(name) : after.has(name),
        inPublished: isWork ? standing.has(name) : before.has(name),
        work: (isWork ? [name] : draws).filter(there),
        below: [...(isWork ? [name] : []), ...draws].filter(there),
        putOff: putOffOf(before.get(name), after.get(name)),
        back: {
          name,
          stays: new Set([...(isWork ? [top] : []), ...supplies]),
          used: new Set(supplies),
          uses: new Set(belowIn(top)),
        },
      };
    },
  };
}

/** The version is the published one, moved by hand. */
const sameNames = ({ published, version }: { readonly published: Version; readonly version: Version }): boolean =>
  version.by_hand?.base === published.number;

async function belowOf(tx: Tx, version: number, called: (id: string) => string) {
  const pegs = await tx.selectFrom('plan_pegs').select(['supply', 'consumer']).where('version', '=', version).execute();
  return suppliesOf(pegs, called);
}

/** Rush orders that lose their place by what is left out, before the rest is planned. */
export async function givenIn(
  tx: Tx,
  site: string,
  { published, version }: { readonly published: Version; readonly version: Version },
  { before, after, moves }: Pick<Awaited<ReturnType<typeof workBetween>>, 'before' | 'after' | 'moves'>,
  { below, belowIn, called, calledIn }: Drawn,
): Promise<(back: Back) => readonly Given[]> {
  const pledges = await pledgedIn(tx, site, version.id);
  if (pledges.length === 0) return () => [];
  const was = new Map((await pledgedIn(tx, site, published.id)).map((one) => [one.line, one]));
  const stood = before.steps.map((step) => ({ ...step, order: called(step.order) }));
  const stands = after.steps.map((step) => ({ ...step, order: calledIn(step.order) }));
  // A work order that the version does not know yet is planned in it: that has its twin.
  const alike = calledAlike(before, after);
  const twin = calledByTwins(alike, stands);
  const twins = new Map(stood.map(({ order }, n) => [order, twin(alike[n]!.order)]));
  const there = (order: string): string =>
    sameNames({ published, version }) ? order : (twins.get(order) ?? twin(order));
  const orders = pledges.map((one) => ({
    ...one,
    published: was.get(one.line)?.ships,
    uses: new Set(belowIn(`demand/${one.line}`)),
    used: new Set(below(`demand/${one.line}`).map(there)),
  }));
  const given = givenAway(
    orders,
    stood.map((step) => ({ ...step, order: there(step.order) })),
    stands,
  );
  const moving = new Set(moves.flatMap((move) => (move.before ? [move.before.order] : [])));
  return (back) => {
    const stays = [...back.stays].filter((order) => moving.has(order)).map(there);
    return given({ ...back, stays: new Set(stays), used: new Set([...back.used].map(there)) });
  };
}

async function idsOf(tx: Tx, version: number): Promise<readonly string[]> {
  const rows = await tx.selectFrom('plan_orders').select('id').where('version', '=', version).execute();
  return rows.map((row) => row.id);
}

async function linesOf(tx: Tx, version: number, called: (name: string) => string): Promise<Due> {
  const rows = await tx
    .selectFrom('plan_deliveries')
    .select(({ fn }) => ['demand', fn.max('due').as('due'), fn.max('late_seconds').as('late')])
    .where('version', '=', version)
    .where('demand', 'not like', 'forecast/%')
    .groupBy('demand')
    .execute();
  return new Map(rows.map(({ demand, due, late }) => [demandCalled(demand, called), { due, late: Number(late) }]));
}

type Dated = ReturnType<Due['get']>;
const putOffOf = (published: Dated, version: Dated): LeftOut['putOff'] =>
  published && version && version.late <= 0 && Date.parse(version.due) > Date.parse(published.due)
    ? { from: published.due, to: version.due }
    : undefined;

/** The latest run that was to approve the version without some orders. */
export async function allButRun(tx: Tx, site: string, number: number) {
  const { rows } = await sql<{
    state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
    step: string;
    share: number;
    error: string | null;
    asked_by: string;
    waits_since: string | null;
    all_but: AllBut;
    made: number | null;
    told: string | null;
  }>`
    select r.state, r.step, r.share, r.error, r.asked_by, ${waitsSince()} as waits_since, r.all_but, v.number as made,
      (select d.told from version_decisions d where d.version = v.id and d.decision = 'submitted' order by d.id desc limit 1) as told
    from plan_runs r left join plan_versions v on v.id = r.version
    where r.site = ${site} and (r.all_but ->> 'version')::int = ${number}
    order by r.id desc limit 1`.execute(tx);
  const [found] = rows;
  if (!found) return undefined;
  const { all_but, ...run } = found;
  const { orders, acts } = tickedIn(all_but);
  return {
    ...run,
    held: [...all_but.held],
    orders: [...orders],
    acts: [...acts],
    in_the_way: [...(all_but.inTheWay ?? [])],
  };
}

/** Customers' orders that a version ships otherwise than another; both by id. */
export const shippedOtherwise = async (tx: Tx, site: string, published: number, version: number) =>
  changesBetween(await seenBy(tx, site, published), await seenBy(tx, site, version)).map(({ demand }) => demand);

/** As its verdict counts them; both versions by id. */
export async function tollOf(tx: Tx, site: string, published: number, version: number): Promise<Toll> {
  const changes = changesBetween(await seenBy(tx, site, published), await seenBy(tx, site, version));
  return {
    newlyLate: changes.flatMap(({ demand, became }) => (became === 'newly late' ? [demand] : [])),
    promisesBroken: changes.flatMap(({ demand, breaksPromise }) => (breaksPromise ? [demand] : [])),
    pledgesBroken: (await pledgedIn(tx, site, version)).filter(isBroken),
  };
}

/** Orders that ship later for what was left out, told by name. */
export const mostLost = 5;

/** Orders that ship later in the rest than in the whole; versions by id. */
export async function lostOf(
  tx: Tx,
  { code }: Pick<Site, 'code'>,
  of: { readonly published: number | null; readonly whole: number; readonly rest: number },
) {
  const published = of.published === null ? [] : await seenBy(tx, code, of.published);
  return lostBy(published, await seenBy(tx, code, of.whole), await seenBy(tx, code, of.rest));
}

/** Orders that ship later in the rest than in the version that it was made in place of, the worst told by name; null: either was cleared. */
export async function lostIn(tx: Tx, site: Site, of: { readonly whole: number; readonly rest: number }, most: number) {
  const [whole, rest] = [await oneVersion(tx, site.code, of.whole), await oneVersion(tx, site.code, of.rest)];
  if (!whole || !rest) return null;
  const lost = await lostOf(tx, site, { published: rest.parent, whole: whole.id, rest: rest.id });
  const first = lost.slice(0, most);
  const losses = new Map(first.map((one) => [one.change.demand, one.lost]));
  const told = await toldChanges(
    tx,
    site,
    first.map(({ change }) => change),
    await plantDaysOf(tx, site),
    { before: () => pegsOf(tx, whole), after: () => pegsOf(tx, rest) },
  );
  return {
    ...of,
    count: lost.length,
    first: told.map(({ demand, moved_days, after: ships, why }) => ({
      demand,
      moved_days,
      ships,
      why,
      lost: losses.get(demand)!,
    })),
  };
}

/** What was left out of which version to make this one; null: it was not made so. */
export async function madeInsteadOf(tx: Tx, version: number): Promise<AllBut | null> {
  const found = await tx.selectFrom('plan_runs').select('all_but').where('version', '=', version).executeTakeFirst();
  return found?.all_but ?? null;
}

type AllButRun = Awaited<ReturnType<typeof allButRun>>;

/** Who asked for a run that approves it without some orders, which is not over. */
export const whoLeavesOut = (run: AllButRun): Leaving | null =>
  run && (run.state === 'waiting' || run.state === 'running') ? { who: run.asked_by, since: run.waits_since } : null;

/** The same of every version of which some orders are being left out. */
export async function whoLeaveOut(tx: Tx, site: string): Promise<ReadonlyMap<number, Leaving>> {
  const { rows } = await sql<Leaving & { number: number }>`
    select (r.all_but ->> 'version')::int as number, r.asked_by as who, ${waitsSince()} as since from plan_runs r
    where r.site = ${site} and r.state in ('waiting', 'running') and r.all_but is not null order by r.id`.execute(tx);
  return new Map(rows.map(({ number, who, since }) => [number, { who, since }]));
}

/** Why all of it is neither approved nor taken back meanwhile: what was left out would be approved too, and the run come to nothing. */
export function leavingOut(going: Leaving | null, number: number, zone: string): string | null {
  return going && allButRefusals['asked-already']({ number, ...going }, zone);
}

export async function unlessLeavingOut(
  tx: Tx,
  site: Pick<Site, 'code' | 'zone'>,
  { number }: Pick<VersionSeen, 'number'>,
): Promise<void> {
  const going = leavingOut(whoLeavesOut(await allButRun(tx, site.code, number)), number, site.zone);
  if (going !== null) throw new Refusal(409, 'asked-already', going);
}

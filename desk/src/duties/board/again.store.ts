/** Changes by hand as they are done again: on the published version; where none is, on the plan that stands. */
import type { Transaction } from 'kysely';
import { nowAt, offsetsOf, secondsOf, todayAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { becameSince } from '../planning/begunsince.store.ts';
import { namesIn } from '../planning/called.store.ts';
import { numberIn } from '../planning/called.ts';
import { epochOf } from '../planning/clockwork.ts';
import {
  changesSince,
  oneVersion,
  publishedVersion,
  standingVersion,
  type versionCalled,
} from '../planning/planning.store.ts';
import { groupedBy } from '../planning/rows.ts';
import { isOnTheWay } from '../planning/states.ts';
import { stepKey } from '../planning/stepkey.ts';
import { stepsOf } from '../planning/versionrows.store.ts';
import { againRefusals, againWords, onPlanWords } from './again.messages.ts';
import { calledThere, calledThrough, doneThere, type Named } from './again.ts';
import { momentWords } from './axis.ts';
import type { Act } from './hand.ts';

type Tx = Transaction<Tables>;
type Version = Awaited<ReturnType<typeof versionCalled>>;

export async function readAgain(tx: Tx, site: Site, version: Version, unkept: readonly Act[] | undefined) {
  const { number, by_hand } = version;
  // A published one that a hand made is moved on itself: what is not kept was done to it, not to its base.
  const kept = unkept ? null : by_hand;
  const acts = unkept ?? kept?.acts;
  if (!acts) throw new Refusal(422, 'not-moved', againRefusals.notMoved(number));
  const published = await publishedVersion(tx, site.code);
  const onto = await movedNow(tx, site.code, published);
  // Of one that is cleared: called as in the one that was made of it, where most stands where it stood.
  const from = (kept && (await baseOf(tx, site.code, version))) ?? version;
  const [before, there] = [await namedIn(tx, site.code, from), await namedIn(tx, site.code, onto)];
  const called = calledThere(before, there);
  const way = await wayTo(tx, site.code, from, onto);
  const through = calledThrough([before, ...way, there]);
  const epoch = epochOf(onto.now);
  const states = await endedStates(tx, site.code);
  const frozen = await frozenIn(tx, onto.id, there.asMade);
  const [stood, stands] = [partsIn(before), partsIn(there)];
  const { begun } = await becameSince(tx, site.code, onto);
  const next = nextOf(there.orders.map(there.asMade));
  const done = doneThere(acts, {
    number: onto.number,
    shift: epochOf(version.now) - epoch,
    now: Math.max(secondsOf(onto.now), secondsOf(nowAt(site))) - epoch,
    called: (order) => {
      const name = called(order) ?? through(order);
      // What is over by now stands in the published version still.
      return name !== undefined && states.has(numberIn(there.called(name)) ?? '') ? undefined : name;
    },
    whyNot: (order) => {
      const own = numberIn(before.called(order));
      const state = states.get(own ?? '');
      return own !== undefined && state !== undefined
        ? againWords.ended(own, state)
        : againWords.noOrder(order, onto.number);
    },
    step: (of) => {
      const parts = stands.get(stepKey(of));
      return parts === undefined ? undefined : { parts, frozen: frozen.has(stepKey(of)) };
    },
    stood: (of) => stood.get(stepKey(of)) ?? 1,
    begun: (of) => begun.has(stepKey(of)),
    resources: await resourcesOf(tx, site.code),
    next: { before: await nextBefore(tx, { ...version, by_hand: kept }, before), there: next },
    moment: (at) => momentWords(epoch + at, offsetsOf(site.zone), todayAt(site)),
  });
  return {
    reason: kept ? version.reason : null,
    onto: onto.number,
    told: published ? null : onPlanWords(onto.number),
    acts: done.acts.map((act) => [...act]),
    next,
    left: [...done.left],
  };
}

/** What can be moved by hand now, and goes on to the floor then: the published version, else what stands. */
async function movedNow(tx: Tx, site: string, published: Version | undefined): Promise<Version> {
  if (published) return published;
  const standing = await standingVersion(tx, site);
  if (standing && isOnTheWay(standing.state) && (await changesSince(tx, site, standing, 1)).length === 0)
    return standing;
  throw new Refusal(409, 'plan-first', againRefusals.planFirst);
}

/**
 * What was published since a version was made lies between it and the one that its changes are done on, each with what it was
 * moved from: the planned orders of each that were made firm are called by their work orders in the next.
 */
async function wayTo(tx: Tx, site: string, from: Version, onto: Version) {
  const published = await tx
    .selectFrom('version_decisions as d')
    .innerJoin('plan_versions as v', 'v.id', 'd.version')
    .select('v.number')
    .where('d.site', '=', site)
    .where('d.decision', '=', 'published')
    .where('d.at', '>', from.made_at)
    .where('v.id', 'not in', [from.id, onto.id])
    .orderBy('d.id')
    .execute();
  const way: Named[] = [];
  const passed = new Set([from.id]);
  const pass = async (version: Version | undefined): Promise<void> => {
    if (!version || passed.has(version.id)) return;
    passed.add(version.id);
    await pass(await baseOf(tx, site, version));
    const named = await namedIn(tx, site, version);
    // One that is cleared has no names any more.
    if (named.orders.length > 0) way.push(named);
  };
  for (const { number } of published) await pass(await oneVersion(tx, site, number));
  await pass(await baseOf(tx, site, onto));
  return way;
}

const baseOf = async (tx: Tx, site: string, { by_hand }: Version): Promise<Version | undefined> =>
  by_hand ? oneVersion(tx, site, by_hand.base) : undefined;

async function namedIn(tx: Tx, site: string, version: Version): Promise<Named> {
  const { id, number, by_hand } = version;
  const orders = await tx.selectFrom('plan_orders').select('id').where('version', '=', id).execute();
  const { called, asMade } = await namesIn(tx, id);
  return {
    number,
    base: by_hand?.base,
    orders: orders.map((row) => row.id),
    steps: await stepsOf(tx, version),
    called,
    asMade,
  };
}

/** In how many parts each step stands, by the name that its order was kept with and by that of its work order. */
function partsIn({ steps, asMade }: Named): ReadonlyMap<string, number> {
  const parts = new Map<string, number>();
  for (const [key, rows] of groupedBy(steps, stepKey)) {
    const { order, seq } = rows[0]!;
    parts.set(key, rows.length).set(stepKey({ order: asMade(order), seq }), rows.length);
  }
  return parts;
}

async function frozenIn(tx: Tx, version: number, called: (order: string) => string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('plan_steps')
    .select(['order_id', 'seq'])
    .where('version', '=', version)
    .where('frozen', '=', true)
    .execute();
  return new Set(rows.map((row) => stepKey({ order: called(row.order_id), seq: row.seq })));
}

/** Work orders that no plan has any more, by number. */
async function endedStates(tx: Tx, site: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('work_orders')
    .select(['number', 'state'])
    .where('site', '=', site)
    .where('state', 'in', ['completed', 'closed', 'cancelled'])
    .execute();
  return new Map(rows.map(({ number, state }) => [number, state]));
}

async function resourcesOf(tx: Tx, site: string): Promise<ReadonlySet<string>> {
  const machines = await tx.selectFrom('machines').select('code').where('site', '=', site).execute();
  const crews = await tx.selectFrom('crews').select('code').where('site', '=', site).execute();
  return new Set([...machines, ...crews].map(({ code }) => code));
}

/** The same when the version was moved: what was split off stands in what was made of it. */
async function nextBefore(tx: Tx, { id, by_hand }: Version, { orders, asMade }: Named): Promise<number> {
  if (!by_hand) return nextOf(orders.map(asMade));
  const [known, own] = [
    new Set(orders),
    await tx.selectFrom('plan_orders').select('id').where('version', '=', id).execute(),
  ];
  const made = own.flatMap((row) => (row.id.startsWith('planned/') && !known.has(row.id) ? [numberOf(row.id)] : []));
  return made.length === 0 ? nextOf(orders) : Math.min(...made);
}

/** The number that the engine gives the next planned order. */
const nextOf = (orders: readonly string[]): number =>
  orders.reduce((most, id) => (id.startsWith('planned/') ? Math.max(most, numberOf(id)) : most), 0) + 1;

const numberOf = (planned: string): number => Number(planned.slice('planned/'.length));

/** Leaving orders out of an approval over HTTP: what may be, and the run that plans the rest anew. */
import type { HandEdit } from '@hotlist/engine';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../house/errors.ts';
import { Answer, type Asked, type HttpContext, serve } from '../../server/http.ts';
import type { Job, Jobs } from '../../server/jobs.ts';
import { editCalled, movedFrom, ordersOf as ordersOfEdit } from '../planning/byhand.ts';
import { namesIn } from '../planning/called.store.ts';
import { type Compared, comparedVersion } from '../planning/comparison.store.ts';
import type { Move } from '../planning/comparison.ts';
import { actsCalled, machinesOf } from '../planning/handacts.messages.ts';
import { changesBetween } from '../planning/orderchanges.ts';
import type { PlanInput } from '../planning/planning.jobs.ts';
import { askForRun } from '../planning/planning.store.ts';
import { whoMoved } from '../planning/whomoved.store.ts';
import * as contract from './allbut.contract.ts';
import { allButAsked, allButReason, allButRefusals, breakingWords, givenWords } from './allbut.messages.ts';
import { allButRun, givenIn, ordersOf, shippedOtherwise, whoLeavesOut } from './allbut.store.ts';
import { approveAllBut, goneWith, staysOf } from './allbut.ts';
import { deciderOf, readVersion } from './approval.store.ts';
import { breaksBy } from './breaks.ts';
import { workBetween } from './changedwork.store.ts';
import { unlockedBy } from './unlocks.store.ts';

type Read = Awaited<ReturnType<typeof readVersion>>;

export function allButRoutes(app: FastifyInstance, context: HttpContext, jobs: Jobs, planJob: Job<PlanInput>): void {
  serve(app, context, contract.approveAllBut, async ({ tx, site, person, params, body }) => {
    const { number } = params;
    const read = await readVersion(tx, site, number, true);
    const { version, published } = read;
    const run = await allButRun(tx, site.code, number);
    const whole = {
      // Of the published version moved by hand the other acts are done again.
      byHand: movedFrom(version.by_hand) === (published?.number ?? null) ? null : movedFrom(version.by_hand),
      asked: whoLeavesOut(run),
      moving: await movingIn(tx, site.code, read),
      changing: published ? await shippedOtherwise(tx, site.code, published.id, version.id) : [],
      acts: (await actsOf(tx, read)).map(doneTo),
    };
    const orders = published && (await ordersOf(tx, site.code, { published, version }));
    const leftOut = orders ? [...new Set(body.orders)].map(orders.of) : [];
    const acts = [...new Set(body.acts)];
    const decider = deciderOf(person, site.code, read.supervisors);
    const answer = approveAllBut(read.seen, decider, whole, leftOut, acts);
    if (answer.kind !== 'accept')
      throw new Refusal(409, answer.code, allButRefusals[answer.code](answer.values, site.zone), {
        values: answer.values,
      });
    const held = answer.facts;
    const called = acts.length > 0 ? await actsNamed(tx, site.code, read) : [];
    const ticked = { orders: leftOut.map((one) => one.name), called: acts.map((at) => called[at]!) };
    const names = [...ticked.orders, ...ticked.called];
    const { id, name, email } = person;
    const asked = await askForRun(
      tx,
      {
        site: site.code,
        by: name,
        reason: allButReason(number, names),
        allBut: { version: number, held, ...ticked, acts, by: { id, name, email }, reason: body.reason },
      },
      (one) => jobs.send(planJob, { run: one }, tx),
    );
    return new Answer(202, { run: asked.id, held: [...held], done: allButAsked(number, names, whole.acts.length > 0) });
  });
  serve(app, context, contract.leaveOut, async ({ tx, site, params: { number } }) => {
    const read = await readVersion(tx, site, number, false);
    const { version, published } = read;
    if (!published) return { rows: [], acts: [], broken: [], moving: [] };
    const between = await workBetween(tx, site.code, published, version);
    const moving = [...new Set(between.moves.map(orderOf))];
    const changing = changesBetween(between.before.orders, between.after.orders).map(({ demand }) => demand);
    const { of, lines, ...drawn } = await ordersOf(tx, site.code, { published, version });
    const given = await givenIn(tx, site.code, { published, version }, between, drawn);
    const work = moving.flatMap((order) => (order.startsWith('work/') ? [order.slice('work/'.length)] : []));
    const orders = [...lines, ...new Set(work)].map(of);
    const done = await actsOf(tx, read);
    const kept = done.length === 0 ? [] : (version.by_hand?.acts ?? []);
    const withs = goneWith(done.map(doneTo), orders);
    const unlocked = await unlockedBy(tx, site.code, version);
    const unlocks = (order: string): readonly string[] => unlocked(kept.filter((_, at) => !withs[at]!.includes(order)));
    const rows = staysOf(orders, { moving, changing }, given, unlocks).map(({ barred, putOff, ...row }) => ({
      order: row.order,
      holds: [...row.holds],
      others: [...row.others],
      unlocks: [...(row.unlocks ?? [])],
      gives: row.gives.map((one) => givenWords(one, number, site.zone)),
      barred: barred
        ? allButRefusals[barred]({ number, published: published.number, orders: row.order, ...putOff }, site.zone)
        : null,
    }));
    const names = await actsNamed(tx, site.code, read, between.before);
    const acts = withs.map((goesWith, at) => ({
      name: names[at]!,
      goes_with: [...goesWith],
      // What is nothing but a lock says so by its name.
      unlocks: done[at]!.every(({ kind }) => kind === 'lock') ? [] : [...unlocked(kept.toSpliced(at, 1))],
    }));
    const breaks = done.length === 0 ? [] : (version.by_hand?.conflicts ?? []);
    const by = breaks.map((one) => ({ ...one, order: between.before.called(one.order), by: breaksBy(kept, one) }));
    const broken = breakingWords(number, by, names).map((one) => ({ ...one, acts: [...one.acts] }));
    return { rows, acts, broken, moving };
  });
}

/** What was done by hand, where the version is the published one, moved: to orders as they are called now. */
async function actsOf(tx: Asked['tx'], { version, published }: Read): Promise<readonly (readonly HandEdit[])[]> {
  if (!published || version.by_hand?.base !== published.number) return [];
  const { called } = await namesIn(tx, published.id);
  return version.by_hand.acts.map((act) => act.map((edit) => editCalled(edit, called)));
}

const doneTo = (act: readonly HandEdit[]): readonly string[] => act.flatMap(ordersOfEdit);

/** As they are ticked, each in its place. */
async function actsNamed(tx: Asked['tx'], site: string, read: Read, compared?: Compared) {
  const acts = await actsOf(tx, read);
  if (acts.length === 0 || !read.published) return [];
  const { steps, called } = compared ?? (await comparedVersion(tx, site, read.published));
  const stood = machinesOf(steps.map((step) => ({ ...step, order: called(step.order) })));
  return actsCalled(acts, await whoMoved(tx, site, read.version), stood);
}

const orderOf = ({ before, after }: Move): string => (after ?? before)?.order ?? '';

/** Orders that it moves, adds or drops of what is published. */
const movingIn = async (tx: Asked['tx'], site: string, { published, version }: Read): Promise<readonly string[]> =>
  published ? [...new Set((await workBetween(tx, site, published, version)).moves.map(orderOf))] : [];

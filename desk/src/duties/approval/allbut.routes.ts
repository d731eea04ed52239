/** Leaving orders out of an approval over HTTP: what may be, and the run that plans the rest anew. */
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../house/errors.ts';
import { Answer, type Asked, type HttpContext, serve } from '../../server/http.ts';
import type { Job, Jobs } from '../../server/jobs.ts';
import type { Move } from '../planning/comparison.ts';
import { changesBetween } from '../planning/orderchanges.ts';
import type { PlanInput } from '../planning/planning.jobs.ts';
import { askForRun } from '../planning/planning.store.ts';
import * as contract from './allbut.contract.ts';
import { allButAsked, allButReason, allButRefusals, givenWords } from './allbut.messages.ts';
import { allButRun, givenIn, ordersOf, shippedOtherwise, whoLeavesOut } from './allbut.store.ts';
import { approveAllBut, goneWith, staysOf, unpublished } from './allbut.ts';
import { deciderOf, readVersion } from './approval.store.ts';
import { workBetween } from './changedwork.store.ts';
import { actsNamed, actsTold, doneTo, handActsOf, movedOther } from './handacts.store.ts';
import { unlockedBy } from './unlocks.store.ts';

type Read = Awaited<ReturnType<typeof readVersion>>;

export function allButRoutes(app: FastifyInstance, context: HttpContext, jobs: Jobs, planJob: Job<PlanInput>): void {
  serve(app, context, contract.approveAllBut, async ({ tx, site, person, params, body }) => {
    const { number } = params;
    const read = await readVersion(tx, site, number, true);
    const { version, published } = read;
    const run = await allButRun(tx, site.code, number);
    const hand = await handActsOf(tx, site.code, version);
    const whole = {
      byHand: await movedOther(tx, site.code, version),
      asked: whoLeavesOut(run),
      moving: await movingIn(tx, site.code, read),
      changing: published ? await shippedOtherwise(tx, site.code, published.id, version.id) : [],
      acts: hand ? doneTo(hand) : [],
    };
    const orders = published && (await ordersOf(tx, site.code, { published, version }));
    const leftOut = [...new Set(body.orders)].map(orders?.of ?? unpublished);
    const acts = [...new Set(body.acts)];
    const decider = deciderOf(person, site.code, read.supervisors);
    const answer = approveAllBut(read.seen, decider, whole, leftOut, acts);
    if (answer.kind !== 'accept')
      throw new Refusal(409, answer.code, allButRefusals[answer.code](answer.values, site.zone), {
        values: answer.values,
      });
    const held = answer.facts;
    const called = hand && acts.length > 0 ? await actsNamed(tx, site.code, version, hand) : [];
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
    const hand = await handActsOf(tx, site.code, version);
    if (!published || (await movedOther(tx, site.code, version)))
      return { rows: [], moving: [], ...(hand ? await actsTold(tx, site.code, version, hand) : noActs) };
    const between = await workBetween(tx, site.code, published, version);
    const moving = [...new Set(between.moves.map(orderOf))];
    const changing = changesBetween(between.before.orders, between.after.orders).map(({ demand }) => demand);
    const { of, lines, ...drawn } = await ordersOf(tx, site.code, { published, version });
    const given = await givenIn(tx, site.code, { published, version }, between, drawn);
    const work = moving.flatMap((order) => (order.startsWith('work/') ? [order.slice('work/'.length)] : []));
    const orders = [...lines, ...new Set(work)].map(of);
    const kept = hand?.kept.acts ?? [];
    const withs = goneWith(hand ? doneTo(hand) : [], orders);
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
    const byHand = hand && (await actsTold(tx, site.code, version, hand, { orders, before: between.before }));
    return { rows, moving, ...(byHand ?? noActs) };
  });
}

const noActs = { acts: [], broken: [] };

const orderOf = ({ before, after }: Move): string => (after ?? before)?.order ?? '';

/** Orders that it moves, adds or drops of what is published. */
const movingIn = async (tx: Asked['tx'], site: string, { published, version }: Read): Promise<readonly string[]> =>
  published ? [...new Set((await workBetween(tx, site, published, version)).moves.map(orderOf))] : [];

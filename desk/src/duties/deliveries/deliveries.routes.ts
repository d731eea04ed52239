/** Deliveries over HTTP: the delivery locked → decide → move, reserve and keep. */
import type { FastifyInstance } from 'fastify';
import { nowAt, todayAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, refuseTrainee, type Site, serve } from '../../server/http.ts';
import { ticketScanned } from '../floor/scan.store.ts';
import { outWords } from '../inventory/breakout.messages.ts';
import { expiredFor } from '../inventory/expired.ts';
import { overfullFor } from '../inventory/room.ts';
import { scanned } from '../marking/scan.store.ts';
import * as contract from './deliveries.contract.ts';
import * as say from './deliveries.messages.ts';
import { bringAll, keepDelivery, lockDelivery, setFree } from './deliveries.store.ts';
import { delivered, fetchedFrom, givenBack, type ScannedThing, taken, windowOf } from './deliveries.ts';
import { allowedAt, goalsOf } from './goals.store.ts';
import { deliveriesOf } from './list.store.ts';

type Tx = Asked['tx'];

export function deliveriesRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listDeliveries, async ({ tx, site }) => ({ rows: await deliveriesOf(tx, site) }));

  serve(app, context, contract.takeDelivery, async ({ tx, site, person, params, confirmed, at }) => {
    refuseTrainee(person, say.trainee);
    const one = await lockDelivery(tx, site.code, params.number);
    const decision = taken(one, person.id);
    if (decision.kind === 'refuse' || (decision.kind === 'confirm' && !confirmed.has(decision.code))) {
      const text = say.actRefusals[decision.code](decision.values);
      if (decision.kind === 'refuse') throw new Refusal(422, decision.code, text);
      throw new Refusal(409, decision.code, text, { values: { confirm: decision.code } });
    }
    if (one.taken_by_id !== person.id)
      await keepDelivery(tx, one.id, {
        taken_at: notBefore(one.made_at, at, nowAt(site)),
        taken_by: person.name,
        taken_by_id: person.id,
      });
    return { done: say.takenWords(one.number, fetchedFrom(one.lines), one.area), number: one.number };
  });

  serve(app, context, contract.deliver, async (asked) => {
    const { tx, site, person, params, body, at } = asked;
    refuseTrainee(person, say.trainee);
    const one = await lockDelivery(tx, site.code, params.number);
    const decision = delivered(one, person.id, body.scanned, await thingOf(tx, site, body.scanned));
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.actRefusals[decision.code](decision.values));
    const { order } = one;
    const [goal] = order === null ? [] : await goalsOf(tx, site.code, [{ order, seq: one.seq }]);
    const then = notBefore(one.taken_at ?? one.made_at, at, nowAt(site));
    const out = await bringAll(tx, site, one, then, { overfull: overfullFor(asked), expired: expiredFor(asked) });
    await keepDelivery(tx, one.id, {
      delivered_at: then,
      delivered_by: person.name,
      scanned: body.scanned,
      due: goal?.starts == null ? one.due : windowOf(goal.starts, (await allowedAt(tx, site.code))(one.area)).latest,
    });
    return { done: say.deliveredWords(one.number, one.area, one.order) + outWords(out), number: one.number };
  });

  serve(app, context, contract.returnDelivery, async ({ tx, site, person, params, body, at }) => {
    refuseTrainee(person, say.trainee);
    const one = await lockDelivery(tx, site.code, params.number);
    const decision = givenBack(one);
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.actRefusals[decision.code](decision.values));
    await setFree(tx, site.code, one, body.reason);
    await keepDelivery(tx, one.id, {
      returned_at: notBefore(one.taken_at ?? one.made_at, at, nowAt(site)),
      returned_by: person.name,
      reason: body.reason,
    });
    return { done: say.returnedWords(one.number, fetchedFrom(one.lines)), number: one.number };
  });
}

/** A phone that tells it late can be wrong about when it was: nothing is taken before it was sent, nor there before it was taken. */
function notBefore(first: string, at: string, now: string): string {
  if (Date.parse(first) <= Date.parse(at)) return at;
  return Date.parse(first) <= Date.parse(now) ? first : now;
}

/** A ticket stands for its order, whichever of its issues was scanned. */
async function thingOf(tx: Tx, site: Site, text: string): Promise<ScannedThing | undefined> {
  const ticket = await ticketScanned(tx, site.code, text);
  if (ticket) return { kind: 'work order', code: ticket.order };
  return (await scanned(tx, site.code, text, todayAt(site))).thing;
}

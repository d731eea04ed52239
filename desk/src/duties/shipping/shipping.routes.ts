/** Shipping over HTTP: the line locked → decide → the goods leave stock, all or none. */
import type { FastifyInstance } from 'fastify';
import { decimalOf } from '../../house/amounts.ts';
import { todayAt } from '../../house/clock.ts';
import type { Decision, Values } from '../../house/decision.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { type BrokenOut, outWords } from '../inventory/breakout.messages.ts';
import { breakOut } from '../inventory/breakout.store.ts';
import { askExpired } from '../inventory/expired.store.ts';
import { expiredFor } from '../inventory/expired.ts';
import { unknownPlace } from '../inventory/movements.store.ts';
import { counts } from '../issuing/counted.store.ts';
import { keepShipped } from '../orders/orders.store.ts';
import { leftOf, openOf, unpostedOf } from '../orders/went.ts';
import { cameBackOf } from '../receiving/returns.store.ts';
import { heldGoods, type Wanted } from './goods.store.ts';
import * as contract from './shipping.contract.ts';
import * as say from './shipping.messages.ts';
import {
  bringBack,
  brokenFor,
  type FoundLine,
  freeRest,
  goneOf,
  heldShipment,
  keepBack,
  keepShipment,
  lineOf,
  piecesFor,
  sendOff,
  shipmentRef,
  shipmentsOf,
  shownTaken,
  spotsFor,
  standingAgain,
  toShip,
} from './shipping.store.ts';
import { type ShipCode, type Shipped, ships, takenBack } from './shipping.ts';
import { takenOf } from './taking.ts';

export function shippingRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.linesToShip, ({ tx, site }) => toShip(tx, site));

  serve(app, context, contract.oneToShip, async ({ tx, site, params }) => {
    const found = await lineOf(tx, site.code, params);
    const open = openOf(found.counted);
    const spots = await spotsFor(tx, site, found);
    const { taken, missing } = takenOf(spots, open, todayAt(site));
    const { pieces, count } = open > 0 ? await piecesFor(tx, site, found, spots, taken) : { pieces: [], count: 0 };
    const { id, counted, ref, decimals, said_shipped, ...shown } = found;
    return {
      ...shown,
      open: decimalOf(open, decimals),
      missing: Math.max(0, decimalOf(missing, decimals) - count),
      take: await shownTaken(tx, site.code, found, taken, spots),
      pieces,
      unposted: decimalOf(unpostedOf(counted, said_shipped), decimals),
      shipments: await shipmentsOf(tx, site.code, { id, ref }),
    };
  });

  serve(app, context, contract.shipLine, (asked) => {
    refuseTrainee(asked.person, say.trainee);
    return ship(asked, asked.params, asked.body);
  });

  serve(app, context, contract.takeShipmentBack, async ({ tx, site, person, params, body, at }) => {
    refuseTrainee(person, say.trainee);
    const { id, number, qty, order, line, back } = await heldShipment(tx, site.code, params.number);
    const found = await lineOf(tx, site.code, { order, line }, true);
    const returns = await cameBackOf(tx, found.id);
    const all = back ? [] : await goneOf(tx, site.code, found);
    const gone = all.filter(({ shipment }) => shipment === id);
    const inSteps = <Some extends { readonly qty: number }>(some: readonly Some[]) =>
      some.map((one) => ({ ...one, qty: counts(one.qty, found.decimals, found.item) }));
    const others = all.filter(({ shipment }) => shipment !== id);
    const decision = takenBack(found.counted, {
      back,
      gone: inSteps(gone),
      others: inSteps(others),
      came: inSteps(returns),
    });
    if (decision.kind !== 'accept') {
      if (decision.code !== 'returned') throw new Refusal(422, decision.code, say.takenBackAlready(number));
      const { by, name } = decision.values;
      const what = { ref: found.ref, unit: found.unit, by: String(by), name: String(name) };
      throw new Refusal(422, 'returned', say.cameBack(number, what, returns));
    }
    const here = await standingAgain(
      tx,
      site.code,
      found.item,
      gone.map(({ serial }) => serial),
    );
    if (here) throw new Refusal(422, 'piece-here', say.standsAgain(number, found.item, here));
    await bringBack(tx, site.code, { number, ref: found.ref, qty, gone }, at, say.backReason(number, body.reason));
    await keepBack(tx, site.code, { shipment: id, at, who: person.name, reason: body.reason });
    const fact = onlyFact(decision.facts);
    await keepShipped(tx, found.id, { ...fact, shipped: decimalOf(fact.shipped, found.decimals) });
    const left = decimalOf(leftOf({ ...found.counted, ...fact }), found.decimals);
    const boxes = await brokenFor(tx, site.code, found.ref, number);
    return { done: say.backWords(number, { ...found, left, state: fact.state }, boxes), state: fact.state };
  });
}

type Answer = Decision<Shipped, ShipCode>;
type Refused = Extract<Answer, { kind: 'refuse' }>;

async function ship(asked: Asked, key: { readonly order: string; readonly line: number }, body: Wanted) {
  const { tx, site, person, at, confirmed, because } = asked;
  const found = await lineOf(tx, site.code, key, true);
  const qty = counts(body.qty, found.decimals, found.item);
  const decision = ships(found.counted, qty);
  if (decision.kind === 'refuse') throw refusedWith(decision, found, body.qty);
  if (body.location !== null && (await unknownPlace(tx, site.code, [body.location])) !== undefined)
    throw faultAt('location', body.location, say.noPlaceHere(body.location));
  const goods = await heldGoods(asked, found, qty, body);
  const fact = answered(decision, asked, found, body.reason);
  const expired = await askExpired(
    tx,
    site,
    goods.map((one) => ({ ...one, item: found.item })),
    at,
    expiredFor({ confirmed, because: because || body.reason }),
  );
  const reason = [...new Set([body.reason, expired])].filter(Boolean).join('; ') || null;
  const number = await keepShipment(tx, site.code, {
    customer_line: found.id,
    qty: body.qty,
    at,
    who: person.name,
    document: body.document || null,
    reason,
  });
  const out: BrokenOut[] = [];
  for (const one of goods) {
    if (one.serial === '')
      out.push(...(await breakOut(tx, site.code, one, { movedAt: at, reference: shipmentRef(found.ref, number) })));
    await sendOff(tx, site.code, found, one, { number, movedAt: at, reason });
  }
  await keepShipped(tx, found.id, { ...fact, shipped: decimalOf(fact.shipped, found.decimals) });
  if (fact.state === 'shipped') await freeRest(tx, site.code, found, say.overShipped(found.ref));
  const left = decimalOf(leftOf({ ...found.counted, ...fact }), found.decimals);
  return { done: say.shippedWords({ ...found, number, left }, goods) + outWords(out), number, state: fact.state };
}

/** As it is told, in the item's unit. */
function wordsOf(values: Values, { ref, item, unit, decimals }: FoundLine): Values {
  const inUnit = (name: string): Values =>
    name in values ? { [name]: decimalOf(Number(values[name]), decimals) } : {};
  return { ...values, ...inUnit('over'), ...inUnit('open'), ...inUnit('left'), ref, item, unit };
}

function refusedWith({ code, values }: Refused, found: FoundLine, qty: number): Refusal {
  const text = say.shipRefusals[code]({ ...wordsOf(values, found), qty });
  return code === 'nothing-shipped' ? faultAt('qty', String(qty), text, code) : new Refusal(422, code, text);
}

/** What was decided; asks until it is confirmed, with a reason. */
function answered(
  decision: Exclude<Answer, Refused>,
  { confirmed }: Pick<Asked, 'confirmed'>,
  found: FoundLine,
  reason: string,
): Shipped {
  if (decision.kind === 'accept') return onlyFact(decision.facts);
  const { code } = decision;
  const values = wordsOf(decision.values, found);
  if (!confirmed.has(code))
    throw new Refusal(409, code, say.shipRefusals[code](values), { values: { confirm: code, ...values } });
  if (reason === '') throw faultAt('reason', null, say.whyAsked, 'reason-missing');
  return onlyFact(decision.facts);
}

function onlyFact(facts: readonly Shipped[]): Shipped {
  const [fact] = facts;
  if (!fact) throw new Error('a shipment was decided without saying how its line stands');
  return fact;
}

/** Shipping over HTTP: the line locked → decide → the goods leave stock, all or none. */
import type { FastifyInstance } from 'fastify';
import { decimalOf } from '../../house/amounts.ts';
import { type Decision, type Values } from '../../house/decision.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { lockBalances, refusal } from '../allocations/allocations.store.ts';
import { type BrokenOut, outWords } from '../inventory/breakout.messages.ts';
import { breakOut, holdContainers, piecesOf } from '../inventory/breakout.store.ts';
import { askExpired } from '../inventory/expired.store.ts';
import { expiredFor } from '../inventory/expired.ts';
import { unknownPlace } from '../inventory/movements.store.ts';
import { byBalance } from '../inventory/movements.ts';
import { counts } from '../issuing/counted.store.ts';
import { keepShipped } from '../orders/orders.store.ts';
import { leftOf, openOf, unpostedOf } from '../orders/went.ts';
import { cameBackOf } from '../receiving/returns.store.ts';
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
  namedPieces,
  sendOff,
  shipmentRef,
  shipmentsOf,
  shownTaken,
  standingAgain,
  takenFor,
  toShip,
} from './shipping.store.ts';
import { type ShipCode, type Shipped, ships, takenBack } from './shipping.ts';

export function shippingRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.linesToShip, ({ tx, site }) => toShip(tx, site));

  serve(app, context, contract.oneToShip, async ({ tx, site, params }) => {
    const found = await lineOf(tx, site.code, params);
    const open = openOf(found.counted);
    const taken = await takenFor(tx, site, found, open);
    const pieces = open > 0 ? await namedPieces(tx, site.code, found.item) : [];
    const { id, counted, ref, decimals, said_shipped, ...shown } = found;
    return {
      ...shown,
      open: decimalOf(open, decimals),
      missing: Math.max(0, decimalOf(taken.missing, decimals) - pieces.length),
      take: await shownTaken(tx, site.code, found, taken),
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

interface Wanted {
  readonly qty: number;
  readonly location: string | null;
  readonly lot: string | null;
  readonly serials: readonly string[];
  readonly document: string;
  readonly reason: string;
}

async function ship(asked: Asked, key: { readonly order: string; readonly line: number }, body: Wanted) {
  const { tx, site, person, at, confirmed, because } = asked;
  const found = await lineOf(tx, site.code, key, true);
  const qty = counts(body.qty, found.decimals, found.item);
  const fact = answered(ships(found.counted, qty), asked, found, body.reason);
  if (body.location !== null && (await unknownPlace(tx, site.code, [body.location])) !== undefined)
    throw faultAt('location', body.location, say.noPlaceHere(body.location));
  const goods = await heldGoods(asked, found, qty, body);
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

/** Where the goods are taken, in the item's unit and in the ledger's order, their containers and balances held. Refuses more than is free. */
async function heldGoods({ tx, site }: Pick<Asked, 'tx' | 'site'>, found: FoundLine, qty: number, body: Wanted) {
  const { item, decimals } = found;
  if (body.serials.length > 0) return piecesNamed(tx, site.code, found, body);
  const place = { location: body.location ?? undefined, lot: body.lot ?? undefined };
  const named = (taken: readonly { readonly location: string; readonly lot: string; readonly qty: number }[]) =>
    taken
      .map((one) => ({ ...one, item, serial: '', container: '', qty: decimalOf(one.qty, decimals) }))
      .toSorted(byBalance);
  await holdContainers(tx, site.code, named((await takenFor(tx, site, found, qty, place)).taken));
  await lockBalances(tx, site.code, { item });
  const { taken, missing } = await takenFor(tx, site, found, qty, place);
  if (missing > 0) {
    const what = {
      item,
      location: body.location ?? '',
      lot: body.lot ?? '',
      free: decimalOf(qty - missing, decimals),
      wanted: body.qty,
    };
    throw await refusal(tx, site, what, 'not-enough');
  }
  return named(taken);
}

/** The pieces of these serials, their containers held. */
async function piecesNamed(tx: Asked['tx'], site: string, { item }: FoundLine, { qty, serials }: Wanted) {
  if (qty !== new Set(serials).size || qty !== serials.length)
    throw faultAt('qty', String(qty), say.otherPieces(qty, item, serials), 'not-one');
  const found = new Map((await piecesOf(tx, site, item, { serials })).map((piece) => [piece.serial, piece]));
  const goods = serials
    .map((serial) => {
      const piece = found.get(serial);
      if (!piece) throw faultAt('serials', serial, say.noPiece(item, serial), 'no-piece');
      return { item, ...piece, qty: 1 };
    })
    .toSorted(byBalance);
  await holdContainers(tx, site, goods);
  return goods;
}

/** What was decided; asks until it is confirmed, with a reason. */
function answered(
  decision: Decision<Shipped, ShipCode>,
  { confirmed }: Pick<Asked, 'confirmed'>,
  { ref, item, unit, decimals }: FoundLine,
  reason: string,
): Shipped {
  if (decision.kind === 'accept') return onlyFact(decision.facts);
  const inUnit = (name: string): Values =>
    name in decision.values ? { [name]: decimalOf(Number(decision.values[name]), decimals) } : {};
  const values = { ...decision.values, ...inUnit('over'), ...inUnit('open'), ...inUnit('left'), ref, item, unit };
  const text = say.shipRefusals[decision.code](values);
  if (decision.kind === 'refuse') {
    if (decision.code === 'nothing-shipped') throw faultAt('qty', null, text, decision.code);
    throw new Refusal(422, decision.code, text);
  }
  if (!confirmed.has(decision.code))
    throw new Refusal(409, decision.code, text, { values: { confirm: decision.code, ...values } });
  if (reason === '') throw faultAt('reason', null, say.whyAsked, 'reason-missing');
  return onlyFact(decision.facts);
}

function onlyFact(facts: readonly Shipped[]): Shipped {
  const [fact] = facts;
  if (!fact) throw new Error('a shipment was decided without saying how its line stands');
  return fact;
}

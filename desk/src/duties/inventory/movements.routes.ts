/** Movements over HTTP: load → decide → post; the balances follow in the database. */
import type { FastifyInstance } from 'fastify';
import { decimalOf, decimalText } from '../../house/amounts.ts';
import { later, nowAt, secondsOf } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { filterContextOf } from '../../server/filters.ts';
import { type Asked, type HttpContext, type Site, serve } from '../../server/http.ts';
import { balancesOf, movementsBehind } from './balances.store.ts';
import * as contract from './movements.contract.ts';
import * as say from './movements.messages.ts';
import {
  itemCounted,
  lockMovement,
  movementOf,
  movementsOf,
  postAt,
  typedUnit,
  unknownPlace,
} from './movements.store.ts';
import { mayReverse, moved } from './movements.ts';
import { turnOf } from './settled.store.ts';

export function movementsRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.postMovement, async ({ tx, site, person, body, confirmed }) => {
    refuseTrainee(person);
    const item = await itemCounted(tx, site.code, body.item);
    if (!item) throw wrong('item', body.item, say.noItem(body.item));
    const typed = body.unit === null ? null : await typedUnit(tx, site.code, body.item, body.unit);
    if (typed === undefined) throw wrong('unit', body.unit, say.noUnit(body.unit ?? ''));
    const place = await unknownPlace(tx, site.code, [body.from, body.to]);
    if (place !== undefined) throw wrong(body.from === place ? 'from' : 'to', place, say.noPlace(place));
    const decision = moved(body, item, typed);
    if (decision.kind !== 'accept')
      throw wrong(fieldOf[decision.code], null, say.moveRefusals[decision.code](decision.values), decision.code);
    const negative = confirmed.has('negative');
    if (negative && body.reason === '') throw wrong('reason', null, say.reasonForNegative, 'reason-missing');
    const [fact] = decision.facts;
    if (!fact) throw new Error('a movement was accepted without saying what moves');
    const { from, to } = fact;
    const moving = {
      movedAt: movedAt(body.moved_at, site),
      item: item.code,
      lot: body.lot,
      qty: decimalOf(fact.qty, item.decimals),
      entered: typed && typed.unit.code !== item.unit.code ? { qty: body.qty, unit: typed.unit.code } : null,
      from,
      to,
      toKind: body.act === 'scrap' ? ('scrap' as const) : undefined,
      reason: body.reason || null,
      negative,
    };
    const { id, seen } = await postAt(tx, site.code, moving, await turnOf(tx, moving));
    const words = { qty: decimalText(fact.qty, item.decimals), unit: item.unit.code, item: item.code, from, to };
    const done = say.movedWords(body.act, words) + say.countedWords(seen, site.zone);
    return { done, movement: await movementOf(tx, site.code, id) };
  });

  serve(app, context, contract.reverseMovement, async ({ tx, site, person, params, body, confirmed }) => {
    refuseTrainee(person);
    await lockMovement(tx, site.code, params.id);
    const wrongOne = await movementOf(tx, site.code, params.id);
    const decision = mayReverse({
      id: wrongOne.id,
      reverses: wrongOne.reverses,
      reversedBy: wrongOne.reversed_by,
      referenceKind: wrongOne.reference_kind,
    });
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.reverseRefusals[decision.code](decision.values));
    const back = {
      movedAt: nowAt(site),
      item: wrongOne.item,
      lot: wrongOne.lot,
      qty: wrongOne.qty,
      from: wrongOne.to_location,
      fromKind: wrongOne.to_kind,
      to: wrongOne.from_location,
      toKind: wrongOne.from_kind,
      reason: body.reason,
      negative: confirmed.has('negative'),
      reverses: wrongOne.id,
    };
    const { id, seen } = await postAt(tx, site.code, back, await turnOf(tx, back));
    const done = say.takenBackWords(wrongOne.id) + say.countedWords(seen, site.zone);
    return { done, movement: await movementOf(tx, site.code, id) };
  });

  serve(app, context, contract.listMovements, async ({ tx, site, query }) => ({
    rows: await movementsOf(tx, site.code, query),
  }));
  serve(app, context, contract.listBalances, ({ tx, site, query: { asof, ...query } }) =>
    balancesOf(tx, site.code, asof, { ...query, filtering: filterContextOf(site) }),
  );
  serve(app, context, contract.listBehind, async ({ tx, site, query }) => ({
    rows: await movementsBehind(tx, site.code, query, query),
  }));
}

const fieldOf = {
  nowhere: 'from',
  'same-place': 'to',
  'reason-missing': 'reason',
  'nothing-moved': 'qty',
  'no-factor': 'unit',
  'not-whole': 'qty',
  'too-much': 'qty',
} as const;

const wrong = (field: string, value: string | null, text: string, code = 'faulty'): Refusal =>
  new Refusal(422, code, text, { faults: [{ field, ...(value === null ? {} : { value }), text }] });

function refuseTrainee(person: Asked['person']): void {
  if (person.trainee) throw new Refusal(403, 'not-permitted', say.trainee);
}

/** Seconds. Clocks of terminals run ahead by minutes, never by more than an hour. */
const ahead = 3600;

function movedAt(said: string | null, site: Site): string {
  const now = nowAt(site);
  if (said !== null && secondsOf(said) > secondsOf(later(now, ahead)))
    throw wrong('moved_at', said, say.movedAhead(said));
  return said ?? now;
}

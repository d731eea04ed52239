/** Movements over HTTP: load → decide → post; the balances follow in the database. */
import type { FastifyInstance } from 'fastify';
import { decimalOf, decimalText } from '../../house/amounts.ts';
import { later, nowAt, secondsOf } from '../../house/clock.ts';
import type { BodyOf } from '../../house/contract.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { farFrom, farWords } from '../../house/faryears.ts';
import { filterContextOf } from '../../server/filters.ts';
import { type Asked, type HttpContext, refuseTrainee, type Site, serve } from '../../server/http.ts';
import { refuseBeyondReserved, takesAllocated } from '../allocations/allocations.routes.ts';
import type { ItemCounted } from '../items/counted.ts';
import { balancesOf, movementsBehind } from './balances.store.ts';
import { farMoreWords } from './farmore.messages.ts';
import { mostOf } from './farmore.store.ts';
import { comes } from './farmore.ts';
import { traceOf, whereaboutsOf } from './genealogy.store.ts';
import { knownOf, type Wished } from './known.store.ts';
import * as contract from './movements.contract.ts';
import * as say from './movements.messages.ts';
import {
  carry,
  contentOf,
  lockMovement,
  movementOf,
  movementsOf,
  type NewMovement,
  postAt,
  readAs,
  unknownPlace,
} from './movements.store.ts';
import { mayReverse, moved } from './movements.ts';
import { overfullFor } from './room.ts';
import { turnOf } from './settled.store.ts';
import { toldWords, waitsWords } from './told.messages.ts';
import { keepTold } from './told.store.ts';
import { movedOnward } from './transit.store.ts';

export function movementsRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.postMovement, async (asked) =>
    asked.person.trainee ? tellBy(asked, asked.body) : moveBy(asked, asked.body),
  );
  serve(app, context, contract.moveContainer, (asked) => moveContainerBy(asked, asked.params.container, asked.body));

  serve(app, context, contract.reverseMovement, async ({ tx, site, person, permissions, params, body, confirmed }) => {
    refuseTrainee(person, say.trainee);
    const allocated = takesAllocated({ confirmed, permissions }, body.reason);
    await lockMovement(tx, site.code, params.id);
    const wrongOne = await movementOf(tx, site.code, params.id);
    const decision = mayReverse({
      id: wrongOne.id,
      reverses: wrongOne.reverses,
      reversedBy: wrongOne.reversed_by,
      referenceKind: wrongOne.reference_kind,
      onward: await movedOnward(tx, site.code, wrongOne.id),
    });
    if (decision.kind !== 'accept') {
      const values = { ...decision.values, number: wrongOne.reference_key ?? '' };
      throw new Refusal(422, decision.code, say.reverseRefusals[decision.code](values));
    }
    const back = {
      movedAt: nowAt(site),
      item: wrongOne.item,
      lot: wrongOne.lot,
      serial: wrongOne.serial,
      container: wrongOne.to_container,
      toContainer: wrongOne.container,
      owner: wrongOne.owner,
      qty: wrongOne.qty,
      from: wrongOne.to_location,
      fromKind: wrongOne.to_kind,
      to: wrongOne.from_location,
      toKind: wrongOne.from_kind,
      reason: body.reason,
      negative: confirmed.has('negative'),
      allocated,
      overfull: undefined,
      reverses: wrongOne.id,
    };
    const { posted, seen } = await postAt(tx, site.code, back, await turnOf(tx, back));
    if (allocated) await refuseBeyondReserved({ tx, site, permissions }, wrongOne.item);
    const done = say.takenBackWords(wrongOne.id) + say.countedWords(seen, site.zone);
    return { done, movement: readAs(back, wrongOne.unit, person.name, posted) };
  });

  serve(app, context, contract.listMovements, async ({ tx, site, query }) => ({
    rows: await movementsOf(tx, site.code, query),
  }));
  serve(app, context, contract.traceLot, async ({ tx, site, query: { direction, ...start } }) => {
    const steps = await traceOf(tx, site.code, start, direction);
    const whereabouts = await whereaboutsOf(tx, site.code, [start, ...steps]);
    return { steps: [...steps], whereabouts: [...whereabouts] };
  });
  serve(app, context, contract.listBalances, ({ tx, site, query: { asof, ...query } }) =>
    balancesOf(tx, site.code, asof, { ...query, filtering: filterContextOf(site) }),
  );
  serve(app, context, contract.listBehind, async ({ tx, site, query }) => ({
    rows: await movementsBehind(tx, site.code, query, query),
  }));
}

type MoveBody = BodyOf<typeof contract.postMovement>;
type By = Pick<Asked, 'tx' | 'site' | 'person' | 'permissions' | 'confirmed' | 'because'>;

/** What is moved, and of what; refuses what cannot be, at its field. */
async function readMove({ tx, site }: Pick<By, 'tx' | 'site'>, body: MoveBody) {
  const { item, typed, places, bounded, partner, piece } = await knownOf(tx, site.code, body);
  if (!item) throw faultAt('item', body.item, say.noItem(body.item));
  if (body.unit !== null && !typed) throw faultAt('unit', body.unit, say.noUnit(body.unit));
  for (const side of ['from', 'to'] as const) {
    const place = body[side];
    if (place !== null && !places.includes(place)) throw faultAt(side, place, say.noPlace(place));
  }
  if (!partner) throw faultAt('owner', body.owner, say.noOwner(body.owner));
  if (body.serial !== '') refuseStray(body, piece);
  const decision = moved({ ...body, toContainer: intoOf(body) }, item, typed);
  if (decision.kind !== 'accept')
    throw faultAt(fieldOf[decision.code], null, say.moveRefusals[decision.code](decision.values), decision.code);
  const [fact] = decision.facts;
  if (!fact) throw new Error('a movement was accepted without saying what moves');
  return { item, typed, bounded, fact };
}

const intoOf = ({ to_container, container }: MoveBody): string => to_container ?? container;

/** What a trainee says that he moved: it is looked at as any other, and waits for a second person. */
async function tellBy({ tx, site, person }: Pick<By, 'tx' | 'site' | 'person'>, body: MoveBody) {
  const { item } = await readMove({ tx, site }, body);
  const told = { ...body, unit: body.unit ?? item.unit.code, moved_at: movedAt(body.moved_at, site) };
  await keepTold(tx, site.code, told, person.email || person.name);
  return { done: waitsWords(toldWords(told)), movement: null };
}

/** What somebody posts by hand; `reference`: what he does it for. */
export async function moveBy(
  { tx, site, person, permissions, confirmed, because }: By,
  body: MoveBody,
  reference: NewMovement['reference'] = null,
) {
  refuseTrainee(person, say.trainee);
  const allocated = takesAllocated({ confirmed, permissions }, body.reason);
  const { item, typed, bounded, fact } = await readMove({ tx, site }, body);
  const negative = confirmed.has('negative');
  if (negative && body.reason === '') throw faultAt('reason', null, say.reasonForNegative, 'reason-missing');
  const { from, to } = fact;
  const qty = decimalOf(fact.qty, item.decimals);
  const farMore = body.act === 'adjust' && to !== null && (await askFarMore({ tx, site, confirmed }, item, qty));
  const moving = {
    movedAt: movedAt(body.moved_at, site),
    item: item.code,
    lot: body.lot,
    serial: body.serial,
    container: body.container,
    toContainer: intoOf(body),
    owner: body.owner,
    qty,
    entered: typed && typed.unit.code !== item.unit.code ? { qty: body.qty, unit: typed.unit.code } : null,
    from,
    to,
    toKind: body.act === 'scrap' ? ('scrap' as const) : undefined,
    reason: body.reason || null,
    negative,
    allocated,
    farMore,
    overfull: overfullFor({ confirmed, because }, body.reason),
    bounded,
    reference,
  };
  const { posted, seen } = await postAt(tx, site.code, moving, await turnOf(tx, moving));
  if (allocated) await refuseBeyondReserved({ tx, site, permissions }, item.code);
  const words = { qty: decimalText(fact.qty, item.decimals), unit: item.unit.code, item: item.code, from, to };
  const done = say.movedWords(body.act, words) + say.countedWords(seen, site.zone);
  return { done, movement: readAs(moving, item.unit.code, person.name, posted) };
}

/** Asks who finds far more of an item than there ever was; true: he said yes to it. */
async function askFarMore(
  { tx, site, confirmed }: Pick<By, 'tx' | 'site' | 'confirmed'>,
  { code, unit }: ItemCounted,
  qty: number,
): Promise<boolean> {
  const decision = comes(qty, await mostOf(tx, site.code, code));
  if (decision.kind !== 'confirm') return false;
  const values = { ...decision.values, item: code, unit: unit.code };
  if (!confirmed.has(decision.code))
    throw new Refusal(409, decision.code, farMoreWords(values), { values: { confirm: decision.code, ...values } });
  return true;
}

/** A container with all that is in it; what the books miss in it they miss at its new place. */
export async function moveContainerBy(
  { tx, site, person, confirmed, because }: Pick<By, 'tx' | 'site' | 'person' | 'confirmed' | 'because'>,
  container: string,
  body: BodyOf<typeof contract.moveContainer>,
  reference: NewMovement['reference'] = null,
) {
  refuseTrainee(person, say.trainee);
  const place = await unknownPlace(tx, site.code, [body.to]);
  if (place !== undefined) throw faultAt('to', place, say.noPlace(place));
  const content = await contentOf(tx, site.code, container);
  const from = content[0]?.location;
  if (from === undefined) throw new Refusal(422, 'empty-container', say.emptyContainer(container));
  if (from === body.to) throw faultAt('to', body.to, say.containerThere(container, from));
  const movedNow = movedAt(body.moved_at, site);
  const movements = await carry(
    tx,
    site.code,
    content.map(({ location, qty, ...told }) => ({
      ...told,
      ...(qty > 0
        ? {
            from: location,
            to: body.to,
            qty,
            reason: body.reason || null,
            overfull: overfullFor({ confirmed, because }, body.reason),
          }
        : {
            from: body.to,
            to: location,
            qty: -qty,
            reason: body.reason || say.missingAlong(container),
            along: true,
            overfull: undefined,
          }),
      container,
      movedAt: movedNow,
      reference,
    })),
  );
  return { done: say.containerMoved(container, from, body.to, movements.length), movements: [...movements] };
}

const fieldOf = {
  nowhere: 'from',
  'same-place': 'to',
  'reason-missing': 'reason',
  'nothing-moved': 'qty',
  'no-factor': 'unit',
  'not-whole': 'qty',
  'too-much': 'qty',
  'not-one': 'qty',
  'lot-unprintable': 'lot',
} as const;

/** A piece is taken from where it stands, and found only where it stood nowhere. */
function refuseStray({ item, serial, from, to }: Wished, at: string | null): void {
  if (from !== null && from !== at) throw faultAt('from', from, say.noPiece(item, serial, from, at), 'no-piece');
  if (from === null && at !== null) throw faultAt('to', to, say.pieceElsewhere(item, serial, at), 'piece-elsewhere');
}

/** Seconds. Clocks of terminals run ahead by minutes, never by more than an hour. */
const ahead = 3600;

function movedAt(said: string | null, site: Site): string {
  const now = nowAt(site);
  if (said !== null && secondsOf(said) > secondsOf(later(now, ahead)))
    throw faultAt('moved_at', said, say.movedAhead(said));
  const today = now.slice(0, 10);
  if (said !== null && farFrom(said.slice(0, 10), today))
    throw faultAt('moved_at', said, farWords(said.slice(0, 10), today));
  return said ?? now;
}

/** The goods of a shipment, held: where they are taken, or why they are not. */
import { decimalOf } from '../../house/amounts.ts';
import { nowAt, todayAt, wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import type { Asked } from '../../server/http.ts';
import { lockBalances, refusal } from '../allocations/allocations.store.ts';
import type { Taken } from '../allocations/allocations.ts';
import { noPieceToTake, sayWhichPiece } from '../inventory/breakout.messages.ts';
import { holdContainers, piecesOf, standingOf } from '../inventory/breakout.store.ts';
import { byBalance } from '../inventory/movements.ts';
import { heldBack, namedTwice } from '../issuing/issuing.messages.ts';
import { heldBackAmong } from '../issuing/issuing.store.ts';
import type { Standing } from '../issuing/pieces.ts';
import * as say from './shipping.messages.ts';
import { type FoundLine, piecesFor, spotsFor } from './shipping.store.ts';
import { takenOf } from './taking.ts';

type Reading = Pick<Asked, 'tx' | 'site'>;

export interface Wanted {
  readonly qty: number;
  readonly location: string | null;
  readonly lot: string | null;
  readonly serials: readonly string[];
  readonly document: string;
  readonly reason: string;
}

/** Where the goods are taken, in the item's unit and in the ledger's order, their containers and balances held. Refuses more than may be taken. */
export async function heldGoods({ tx, site }: Reading, found: FoundLine, qty: number, body: Wanted) {
  const { item, decimals } = found;
  if (body.serials.length > 0) return piecesNamed({ tx, site }, found, body);
  const place = { location: body.location ?? undefined, lot: body.lot ?? undefined };
  const [held] = body.location === null ? [] : await heldBackAmong(tx, site.code, [body.location]);
  if (held !== undefined) throw faultAt('location', held, heldBack(held), 'held-back');
  const today = todayAt(site);
  const named = (taken: readonly Taken[]) =>
    taken
      .map((one) => ({ ...one, item, serial: '', container: '', qty: decimalOf(one.qty, decimals) }))
      .toSorted(byBalance);
  const seen = takenOf(await spotsFor(tx, site, found, place), qty, today, true);
  await holdContainers(tx, site.code, named(seen.taken));
  await lockBalances(tx, site.code, { item });
  const spots = await spotsFor(tx, site, found, place);
  const { taken, missing } = takenOf(spots, qty, today, true);
  if (missing > 0) throw await notToBeTaken({ tx, site }, found, qty, body, spots);
  return named(taken);
}

/** Why so much is not taken: it is told by serials, or not free there; and where else it is. */
async function notToBeTaken(
  { tx, site }: Reading,
  found: FoundLine,
  qty: number,
  body: Wanted,
  spots: readonly Standing[],
): Promise<Refusal> {
  const { item, decimals, unit } = found;
  const { taken, missing } = takenOf(spots, qty, todayAt(site));
  const { pieces } = await piecesFor(tx, site, found, spots, taken);
  const [first] = pieces;
  if (first) {
    const there = pieces.filter(({ location }) => location === first.location);
    const serials = there.map(({ serial }) => serial);
    return faultAt('serials', null, sayWhichPiece(item, first.location, serials), 'serial-missing');
  }
  const what = {
    item,
    location: body.location ?? '',
    lot: body.lot ?? '',
    free: decimalOf(qty - missing, decimals),
    wanted: body.qty,
  };
  const no = await refusal(tx, site, what, 'not-enough');
  if (body.location === null && body.lot === null) return no;
  const elsewhere = takenOf(await spotsFor(tx, site, found), qty, todayAt(site)).taken.filter(
    ({ location, lot }) => !spots.some((spot) => spot.location === location && spot.lot === lot),
  );
  if (elsewhere.length === 0) return no;
  const others = elsewhere.map((one) => ({ ...one, qty: decimalOf(one.qty, decimals) }));
  return new Refusal(no.status, no.code, `${no.message} ${say.elsewhere(others, unit)}`, no.more);
}

/** The pieces of these serials, their containers held. */
async function piecesNamed({ tx, site }: Reading, { item }: FoundLine, { qty, serials, location, lot }: Wanted) {
  const twice = serials.find((one, at) => serials.indexOf(one) < at);
  if (twice !== undefined) throw faultAt('serials', twice, namedTwice(item, twice), 'not-one');
  if (qty !== serials.length) throw faultAt('qty', String(qty), say.otherPieces(qty, item, serials), 'not-one');
  const now = nowAt(site);
  const found = new Map((await piecesOf(tx, site.code, item, { serials, now })).map((one) => [one.serial, one]));
  const goods = [];
  for (const serial of serials) {
    const piece = found.get(serial);
    if (!piece) {
      const stands = await standingOf(tx, site.code, item, serial);
      throw faultAt('serials', serial, noPieceToTake(item, serial, stands), 'no-piece');
    }
    if ((location !== null && piece.location !== location) || (lot !== null && piece.lot !== lot))
      throw faultAt('serials', serial, say.pieceElsewhere(item, piece), 'no-piece');
    if (piece.held && piece.available !== null)
      throw faultAt('serials', serial, say.pieceHeld(item, serial, dayOf(site, piece.available)), 'piece-held');
    goods.push({ item, location: piece.location, lot: piece.lot, container: piece.container, serial, qty: 1 });
  }
  const inOrder = goods.toSorted(byBalance);
  await holdContainers(tx, site.code, inOrder);
  return inOrder;
}

const dayOf = (site: Reading['site'], instant: string): string =>
  dayWords(wallClock(site.zone, instant).slice(0, 10), todayAt(site));

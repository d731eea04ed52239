/** Material to work orders and back over HTTP: the order locked → decide → post, all lines or none. */
import type { FastifyInstance } from 'fastify';
import { decimalOf, steps } from '../../house/amounts.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { type BrokenOut, noPieceToTake, outWords, sayWhichPiece } from '../inventory/breakout.messages.ts';
import { breakOut, holdContainers, looseAt, piecesOf, standingOf } from '../inventory/breakout.store.ts';
import { askExpired } from '../inventory/expired.store.ts';
import { expiredFor } from '../inventory/expired.ts';
import { unknownPlace } from '../inventory/movements.store.ts';
import { byBalance } from '../inventory/movements.ts';
import { overfullFor } from '../inventory/room.ts';
import { versionAtWork } from '../planning/planning.store.ts';
import { keepLook } from '../seeking/seeking.store.ts';
import { isAtWork } from '../work/states.ts';
import { orderWithMaterial } from '../work/work.store.ts';
import { counted, counts } from './counted.store.ts';
import { moreThanAllowed } from './deviations.messages.ts';
import { useLeave } from './deviations.store.ts';
import * as contract from './issuing.contract.ts';
import * as say from './issuing.messages.ts';
import {
  forOrder,
  type Handed,
  handOut,
  heldBackAmong,
  keepLine,
  lineIn,
  type OrderWithMaterial,
  takeBack,
} from './issuing.store.ts';
import { issued, returned, swapped } from './issuing.ts';
import { pickListOf, pickLists, pickWaveOf } from './picklists.store.ts';
import { outWith } from './returning.store.ts';
import { sendPicks } from './sending.store.ts';
import { type Alternative, substitutesOf } from './substitutes.store.ts';

type Writing = Pick<Asked, 'tx' | 'site' | 'confirmed' | 'because' | 'at'>;
type Reading = Pick<Asked, 'tx' | 'site'>;

export interface Wanted {
  readonly item: string;
  readonly seq: number;
  readonly location: string;
  readonly lot: string;
  readonly qty: number;
  readonly serial: string;
  readonly instead_of: string | null;
}

export function issuingRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listPicks, async ({ tx, site }) => ({
    rows: await pickLists(tx, site.code, (await versionAtWork(tx, site.code))?.id),
  }));
  serve(app, context, contract.onePick, ({ tx, site, params }) => pickListOf(tx, site, params.order));
  serve(app, context, contract.pickWave, ({ tx, site, params }) => pickWaveOf(tx, site, params.orders));
  serve(app, context, contract.issueMaterial, (asked) => {
    refuseTrainee(asked.person, say.trainee);
    return issuePicks(asked, asked.params.order, asked.body.lines, asked.body.reason);
  });

  serve(app, context, contract.sendMaterial, async ({ tx, site, person, params }) => {
    refuseTrainee(person, say.trainee);
    const { number, state } = await orderWithMaterial(tx, site.code, params.order, true);
    refuseShut(number, state);
    return sendPicks(tx, site, number, person.name);
  });

  serve(app, context, contract.returnMaterial, async (asked) => {
    const { tx, site, person, params, body, at } = asked;
    refuseTrainee(person, say.trainee);
    const order = await orderWithMaterial(tx, site.code, params.order, true);
    const { unit, decimals } = await counted({ tx, site }, body.item);
    await knownPlace({ tx, site }, body.location);
    const line = lineIn(order, body.item, body.seq, decimals);
    if (!line) throw faultAt('item', null, say.notOnList(body.item, body.seq, order.number));
    const out = (await outWith(tx, site.code, order.number)).filter(
      ({ item, seq }) => item === body.item && seq === body.seq,
    );
    const ofThis = out.filter(({ lot, serial }) => lot === body.lot && serial === body.serial);
    const decision = returned(line, counts(body.qty, decimals, body.item), {
      ofThis: sumIn(ofThis, decimals),
      ofAll: sumIn(out, decimals),
    });
    if (decision.kind !== 'accept') {
      const inUnit = (name: string) => decimalOf(Number(decision.values[name] ?? 0), decimals);
      const told = { unit, order: order.number, piece: say.namedPiece(body), out: say.piecesOut(out, unit) };
      const values = {
        ...decision.values,
        ...told,
        issued: inUnit('issued'),
        ofThis: inUnit('ofThis'),
        back: body.qty,
      };
      const field = decision.code !== 'another-issued' ? 'qty' : body.serial === '' ? 'lot' : 'serial';
      throw faultAt(field, null, say.returnRefusals[decision.code](values), decision.code);
    }
    for (const fact of decision.facts) await keepLine(tx, site.code, order.number, fact, decimals);
    const movement = await takeBack(tx, site.code, {
      ...body,
      order: order.number,
      movedAt: at,
      reason: body.reason || null,
      overfull: overfullFor(asked, body.reason),
    });
    return { done: say.returnedWords(order.number, body.qty, unit, body.item, body.location), movement };
  });
}

const sumIn = (some: readonly { readonly qty: number }[], decimals: number): number =>
  some.reduce((sum, { qty }) => sum + steps(qty, decimals, 'down'), 0);

/** What waits for inspection, or is put aside, is issued by who may release it. */
async function refuseHeldBack(
  { tx, site, permissions }: Reading & Pick<Asked, 'permissions'>,
  places: readonly string[],
) {
  if (permissions.has('stock.release')) return;
  const [held] = await heldBackAmong(tx, site.code, places);
  if (held !== undefined) throw faultAt('location', held, say.heldBack(held), 'held-back');
}

const noIssue = { done: '', movements: [] };

/** Issues what was picked; where less lay than the books have, that is kept as a look in vain. */
async function issuePicks(
  asked: Writing & Pick<Asked, 'person' | 'permissions'>,
  number: string,
  lines: readonly (Wanted & { readonly short: boolean })[],
  reason: string,
) {
  const { tx, site, person, because } = asked;
  const short = lines.filter((line) => line.short);
  if (short.length > 0 && reason === '') throw faultAt('reason', null, say.whyShort, 'reason-missing');
  const order = await orderWithMaterial(tx, site.code, number, true);
  if (short.length > 0) refuseShut(number, order.state);
  for (const line of short) await meant(asked, order, line);
  await refuseHeldBack(
    asked,
    lines.map(({ location }) => location),
  );
  const picked = lines.filter((line) => line.qty !== 0 || !line.short);
  const issue =
    picked.length > 0 ? await issueLines({ ...asked, because: because || reason }, number, picked, reason) : noIssue;
  for (const { item, lot, location } of short)
    await keepLook(tx, site.code, { item, lot, serial: '', container: '' }, person, {
      outcome: 'not found',
      location,
      note: reason,
    });
  const words = [issue.done, ...short.map(({ item, lot, location }) => say.shortWords(item, lot, location))];
  return { ...issue, done: words.filter((one) => one !== '').join(' ') };
}

const samePiece = (one: Wanted, other: Wanted): boolean => one.item === other.item && one.serial === other.serial;

/** Issues lines to an order in one act, in the order in which the ledger meets their balances. */
export async function issueLines(
  { tx, site, confirmed, because, at }: Writing,
  number: string,
  wanted: readonly Wanted[],
  reason: string,
) {
  const negative = confirmed.has('negative');
  if (negative && reason === '') throw faultAt('reason', null, say.reasonForNegative, 'reason-missing');
  await orderWithMaterial(tx, site.code, number, true);
  const twice = wanted.find(
    (one, at) => one.serial !== '' && wanted.some((other, before) => before < at && samePiece(one, other)),
  );
  if (twice) throw faultAt('serial', twice.serial, say.namedTwice(twice.item, twice.serial), 'not-one');
  const expired = await askExpired(tx, site, wanted, at, expiredFor({ confirmed, because }));
  const why = [...new Set([reason, expired])].filter(Boolean).join('; ') || null;
  await holdContainers(tx, site.code, wanted);
  const movements: number[] = [];
  const done: { qty: number; unit: string; item: string }[] = [];
  const out: BrokenOut[] = [];
  for (const one of wanted.toSorted(byBalance)) {
    // As the lines before it left it.
    const order = await orderWithMaterial(tx, site.code, number);
    const { unit, decimals, main, line, substitute } = await meant({ tx, site }, order, one);
    const qty = counts(one.qty, decimals, one.item);
    const decision = issued(order.state, line, { qty, substitute, reason }, lineIn(order, one.item, one.seq, decimals));
    if (decision.kind !== 'accept' && !(decision.kind === 'confirm' && confirmed.has(decision.code))) {
      const inUnit = (name: string) => decimalOf(Number(decision.values[name] ?? 0), main.decimals);
      const values = { ...decision.values, order: number, over: inUnit('over'), open: inUnit('open'), unit: main.unit };
      const text = say.issueRefusals[decision.code](values);
      if (decision.kind === 'refuse')
        throw faultAt(decision.code === 'reason-missing' ? 'reason' : 'qty', null, text, decision.code);
      throw new Refusal(409, decision.code, text, { values: { confirm: decision.code } });
    }
    if (substitute) await takeByLeave(tx, substitute, one.qty, unit);
    for (const fact of decision.facts)
      await keepLine(tx, site.code, number, fact, fact.item === one.item ? decimals : main.decimals);
    const handed = { ...one, order: number, movedAt: at, reason: why, negative };
    if (one.serial === '') out.push(...(await looseFor(tx, site.code, handed, at)));
    const container = one.serial === '' ? '' : await containerOf({ tx, site }, one);
    movements.push(await handOut(tx, site.code, { ...handed, container }));
    done.push({ qty: one.qty, unit, item: one.serial === '' ? one.item : `${one.item} serial ${one.serial}` });
  }
  return { done: say.issuedWords(number, done) + outWords(out), movements };
}

/** What stands in containers is taken out of them; what stands by serials is to be named. */
async function looseFor(tx: Reading['tx'], site: string, one: Handed, movedAt: string): Promise<readonly BrokenOut[]> {
  const { item, location, lot } = one;
  const out = await breakOut(tx, site, one, { movedAt, reference: forOrder(one) });
  if ((await looseAt(tx, site, one)) >= one.qty) return out;
  const pieces = await piecesOf(tx, site, item, { location, lot });
  if (pieces.length > 0)
    throw faultAt(
      'serial',
      null,
      sayWhichPiece(
        item,
        location,
        pieces.map(({ serial }) => serial),
      ),
      'serial-missing',
    );
  return out;
}

/** Of one piece by its serial, where it stands. */
async function containerOf({ tx, site }: Reading, one: Wanted): Promise<string> {
  if (one.qty !== 1) throw faultAt('qty', String(one.qty), say.onePiece(one.qty, one.item, one.serial), 'not-one');
  const [piece] = await piecesOf(tx, site.code, one.item, { serial: one.serial });
  if (piece?.location !== one.location || piece.lot !== one.lot)
    throw faultAt(
      'serial',
      one.serial,
      piece
        ? say.notThere(one, piece.location)
        : noPieceToTake(one.item, one.serial, await standingOf(tx, site.code, one.item, one.serial)),
      'no-piece',
    );
  return piece.container;
}

function refuseShut(order: string, state: string): void {
  if (!isAtWork(state)) throw new Refusal(422, 'not-released', say.issueRefusals['not-released']({ order, state }));
}

/** Of which line of the order somebody picks; refuses what is on no line, no substitute of it, or nowhere. */
async function meant(reading: Reading, order: OrderWithMaterial, one: Wanted) {
  const { unit, decimals } = await counted(reading, one.item);
  await knownPlace(reading, one.location);
  const of = one.instead_of ?? one.item;
  const main = await counted(reading, of);
  const line = lineIn(order, of, one.seq, main.decimals);
  if (!line) throw faultAt('item', null, say.notOnList(of, one.seq, order.number));
  if (of === one.item) return { unit, decimals, main, line, substitute: undefined };
  const substitute = await standIn(reading, order, one.item, of);
  return { unit, decimals, main, line, substitute };
}

/** A substitute by the structure for what an order still needs; nothing moves by it. */
export async function swapLine(
  { tx, site }: Reading,
  number: string,
  wanted: { readonly item: string; readonly instead_of: string; readonly seq: number; readonly qty: number },
): Promise<void> {
  const order = await orderWithMaterial(tx, site.code, number, true);
  const [main, other] = [await counted({ tx, site }, wanted.instead_of), await counted({ tx, site }, wanted.item)];
  const line = lineIn(order, wanted.instead_of, wanted.seq, main.decimals);
  if (!line) throw faultAt('instead_of', null, say.notOnList(wanted.instead_of, wanted.seq, number));
  const substitute = await standIn({ tx, site }, order, wanted.item, wanted.instead_of);
  const known = lineIn(order, wanted.item, wanted.seq, other.decimals);
  const [less, more] = swapped(line, counts(wanted.qty, other.decimals, wanted.item), substitute, known);
  await takeByLeave(tx, substitute, wanted.qty, other.unit);
  await keepLine(tx, site.code, number, less, main.decimals);
  await keepLine(tx, site.code, number, more, other.decimals);
}

/** By the structure, or by a deviation of the order. */
async function standIn({ tx, site }: Reading, order: OrderWithMaterial, item: string, of: string) {
  const all = await substitutesOf(tx, site, order);
  const found = all.find((one) => one.item === item && one.of === of);
  if (!found) throw faultAt('item', null, say.noSubstitute(item, of));
  return found;
}

/** Of a substitute that a deviation allows no more is taken than it says. */
async function takeByLeave(tx: Reading['tx'], { item, of, leave }: Alternative, qty: number, unit: string) {
  if (!leave) return;
  if (qty > leave.left) throw faultAt('qty', null, moreThanAllowed(item, of, leave.left, unit), 'more-than-allowed');
  await useLeave(tx, leave.id, qty);
}

async function knownPlace({ tx, site }: Reading, location: string): Promise<void> {
  if ((await unknownPlace(tx, site.code, [location])) !== undefined)
    throw faultAt('location', null, say.noPlaceHere(location));
}

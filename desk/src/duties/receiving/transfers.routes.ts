/** Transfers over HTTP: load → decide → post. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { decimalOf, decimalText, steps } from '../../house/amounts.ts';
import { nowAt } from '../../house/clock.ts';
import type { Values } from '../../house/decision.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { Download } from '../../server/files.ts';
import { type Asked, type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { overfullFor } from '../inventory/room.ts';
import { expectedOf, goodsCounted } from './counted.store.ts';
import * as contract from './transfers.contract.ts';
import * as say from './transfers.messages.ts';
import {
  balanceAt,
  byFrom,
  keepTransfer,
  leaveTransit,
  type NewTransfer,
  placeNamed,
  type Transfer,
  transferHeld,
  transfersOf,
  transitPlace,
} from './transfers.store.ts';
import { arrived, sentOff } from './transfers.ts';

type Reading = Pick<Asked, 'tx' | 'site'>;

export function transfersRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listTransfers, async ({ tx, site }) => ({ rows: await transfersOf(tx, site) }));

  serve(app, context, contract.sendTransfer, async (asked) => {
    const { tx, site, person, body } = asked;
    refuseTrainee(person, say.trainee);
    const transit = await transitOf({ tx, site });
    const to = await goalOf({ tx, site }, body.to);
    const expected = expectedOf(site, body.expected);
    const lines: (NewTransfer['lines'][number] & { readonly at: number })[] = [];
    for (const { at, ...line } of body.lines.map((line, at) => ({ ...line, at })).toSorted(byFrom)) {
      const field = (name: string): string => `lines.${at}.${name}`;
      const from = await placeOf({ tx, site }, field('from'), line.from);
      const { item, inSteps, entered } = await goodsCounted(tx, site.code, line.item, line.unit, field);
      const goods = { item: item.code, lot: line.lot, serial: line.serial, from: from.code };
      const balance = await balanceAt(tx, site.code, goods, from.code);
      if (!balance || balance.qty <= 0)
        throw faultAt(field('from'), from.code, say.nothingThere(item.code, from.code, line.lot), 'nothing-there');
      const wanted = inSteps(line.qty, field('qty'));
      const gone = lines.filter((other) => byFrom(other, goods) === 0);
      const sending = {
        from: from.code,
        fromKind: from.kind,
        to: to.code,
        availableFrom: balance.available_from,
        wanted,
        there:
          steps(balance.qty, item.decimals, 'down') - sumOf(gone.map(({ qty }) => steps(qty, item.decimals, 'up'))),
      };
      const decision = sentOff(sending, nowAt(site));
      if (decision.kind !== 'accept') {
        const values = { ...inUnit(decision.values, item.decimals), item: item.code, unit: item.unit.code };
        const wrong = decision.code === 'more-than-there' ? 'qty' : 'from';
        throw faultAt(field(wrong), null, say.sendWords[decision.code](values), decision.code);
      }
      lines.push({ ...goods, at, qty: decimalOf(wanted, item.decimals), entered: entered(line.qty) });
    }
    lines.sort((a, b) => a.at - b.at);
    const note = body.note || null;
    const number = await keepTransfer(tx, site, {
      to: to.code,
      transit,
      expected,
      note,
      who: person.name,
      overfull: overfullFor(asked, note ?? ''),
      lines,
    });
    return { done: say.sentWords(number, to.code, lines.length), transfer: await one({ tx, site }, number) };
  });

  serve(app, context, contract.receiveTransfer, async (asked) => {
    const { tx, site, person, params, body } = asked;
    refuseTrainee(person, say.trainee);
    const held = await transferHeld(tx, site, params.number);
    const line = held.lines.find((each) => each.line === body.line);
    if (!line) throw faultAt('line', String(body.line), say.noLineOf(held.number, body.line), 'no-line');
    const to = await goalOf({ tx, site }, body.to ?? held.to, line.way);
    const { item, inSteps, entered } = await goodsCounted(tx, site.code, line.item, body.unit);
    const inItem = (qty: number): number => steps(qty, item.decimals, 'nearest');
    const standing = {
      item: line.item,
      sent: inItem(line.sent),
      received: inItem(line.received),
      lost: inItem(line.lost),
    };
    const counted = inSteps(body.qty, 'qty');
    const decision = arrived(standing, counted, body.item);
    if (decision.kind !== 'accept') {
      const values = { ...inUnit(decision.values, item.decimals), unit: item.unit.code };
      const text = say.arriveWords[decision.code](values);
      throw faultAt(decision.code === 'wrong-item' ? 'item' : 'qty', null, text, decision.code);
    }
    const qty = decimalOf(counted, item.decimals);
    const reason = body.reason || null;
    await leaveTransit(tx, site, {
      number: held.number,
      line,
      to: to.code,
      qty,
      entered: entered(body.qty),
      reason,
      overfull: overfullFor(asked, body.reason),
    });
    const left = inItem(line.open) - counted;
    const amount = `${decimalText(counted, item.decimals)} ${item.unit.code}`;
    const rest = left > 0 ? `${decimalText(left, item.decimals)} ${item.unit.code}` : null;
    return {
      done: say.arrivedWords(amount, line.item, to.code, held.number, rest),
      transfer: await one({ tx, site }, held.number),
    };
  });

  serve(app, context, contract.endTransfer, async ({ tx, site, person, params, body }) => {
    refuseTrainee(person, say.trainee);
    const held = await transferHeld(tx, site, params.number);
    const open = held.lines.filter((line) => line.open > 0).toSorted(byFrom);
    if (open.length === 0) throw new Refusal(422, 'line-done', say.nothingOpen(held.number));
    for (const line of open)
      await leaveTransit(tx, site, {
        number: held.number,
        line,
        to: null,
        qty: line.open,
        entered: null,
        reason: body.reason,
        overfull: undefined,
      });
    return { done: say.endedWords(held.number, open.length), transfer: await one({ tx, site }, held.number) };
  });

  serve(app, context, contract.transferNote, async ({ tx, site, params }) => {
    const held = await one({ tx, site }, params.number);
    const { notePdf } = await import('./transfers.print.ts');
    return new Download(`${held.number}.pdf`, 'application/pdf', [
      await notePdf(held, { site: site.name, zone: site.zone }),
    ]);
  });
}

async function one({ tx, site }: Reading, number: string): Promise<Transfer> {
  const [found] = await transfersOf(tx, site, sql`lower(t.number) = ${number.toLowerCase()}`);
  if (!found) throw new Refusal(404, 'not-found', `There is no transfer ${number}.`);
  return found;
}

/** Where goods stop: not where they, or others, are on the way. */
async function goalOf(reading: Reading, code: string, way?: string) {
  const place = await placeOf(reading, 'to', code);
  if (place.kind === 'transit' || code === way)
    throw faultAt('to', code, say.sendWords['on-the-way']({ place: code }), 'on-the-way');
  return place;
}

const inUnit = (values: Values, decimals: number): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? decimalText(value, decimals) : value,
    ]),
  );

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, one) => sum + one, 0);

async function transitOf({ tx, site }: Reading): Promise<string> {
  const place = await transitPlace(tx, site.code);
  if (place === undefined) throw new Refusal(422, 'no-transit', say.noTransit);
  return place;
}

async function placeOf({ tx, site }: Reading, field: string, code: string) {
  const found = await placeNamed(tx, site.code, code);
  if (!found) throw faultAt(field, code, say.noPlaceCalled(code), 'no-place');
  return found;
}

/** Transfers over HTTP: load → decide → post. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { decimalOf, decimalText, steps } from '../../house/amounts.ts';
import { nowAt } from '../../house/clock.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { Download } from '../../server/files.ts';
import { type Asked, type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { expectedOf, goodsCounted } from './counted.routes.ts';
import * as contract from './transfers.contract.ts';
import * as say from './transfers.messages.ts';
import {
  balanceAt,
  keepTransfer,
  leaveTransit,
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

  serve(app, context, contract.sendTransfer, async ({ tx, site, person, body }) => {
    refuseTrainee(person, say.trainee);
    const transit = await transitOf({ tx, site });
    const to = await placeOf({ tx, site }, 'to', body.to);
    const expected = expectedOf(site, body.expected);
    const lines = [];
    for (const [at, line] of body.lines.entries()) {
      const field = (name: string): string => `lines.${at}.${name}`;
      const from = await placeOf({ tx, site }, field('from'), line.from);
      const { item, inSteps, entered } = await goodsCounted(tx, site.code, line.item, line.unit);
      const goods = { item: item.code, lot: line.lot, serial: line.serial };
      const there = await balanceAt(tx, site.code, goods, from.code);
      if (!there || there.qty <= 0)
        throw faultAt(field('from'), from.code, say.nothingThere(item.code, from.code, line.lot), 'nothing-there');
      const sending = { from: from.code, fromKind: from.kind, to: to.code, toKind: to.kind };
      const decision = sentOff({ ...sending, availableFrom: there.available_from }, nowAt(site));
      if (decision.kind !== 'accept')
        throw faultAt(field('from'), from.code, say.sendWords[decision.code](decision.values), decision.code);
      const qty = decimalOf(inSteps(line.qty, field('qty')), item.decimals);
      lines.push({ ...goods, from: from.code, qty, entered: entered(line.qty) });
    }
    const note = body.note || null;
    const number = await keepTransfer(tx, site, { to: to.code, transit, expected, note, who: person.name, lines });
    return { done: say.sentWords(number, to.code, lines.length), transfer: await one({ tx, site }, number) };
  });

  serve(app, context, contract.receiveTransfer, async ({ tx, site, person, params, body }) => {
    refuseTrainee(person, say.trainee);
    const transit = await transitOf({ tx, site });
    const held = await transferHeld(tx, site, params.number);
    const line = held.lines.find((each) => each.line === body.line);
    if (!line) throw faultAt('line', String(body.line), say.noLineOf(held.number, body.line), 'no-line');
    const to = await placeOf({ tx, site }, 'to', body.to ?? held.to);
    if (to.kind === 'transit')
      throw faultAt('to', to.code, say.sendWords['on-the-way']({ place: to.code }), 'on-the-way');
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
      const values = Object.fromEntries(
        Object.entries(decision.values).map(([name, value]) => [
          name,
          typeof value === 'number' ? decimalText(value, item.decimals) : value,
        ]),
      );
      const text = say.arriveWords[decision.code]({ ...values, unit: item.unit.code });
      throw faultAt(decision.code === 'wrong-item' ? 'item' : 'qty', null, text, decision.code);
    }
    const qty = decimalOf(counted, item.decimals);
    const reason = body.reason || null;
    await leaveTransit(tx, site, {
      number: held.number,
      line,
      transit,
      to: to.code,
      qty,
      entered: entered(body.qty),
      reason,
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
    const transit = await transitOf({ tx, site });
    const held = await transferHeld(tx, site, params.number);
    const open = held.lines.filter((line) => line.open > 0);
    if (open.length === 0) throw new Refusal(422, 'line-done', say.nothingOpen(held.number));
    for (const line of open)
      await leaveTransit(tx, site, {
        number: held.number,
        line,
        transit,
        to: null,
        qty: line.open,
        entered: null,
        reason: body.reason,
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

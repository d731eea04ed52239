/** Vendors' ship notices over HTTP: load → decide → keep. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { decimalOf, decimalText } from '../../house/amounts.ts';
import { nowAt, todayAt } from '../../house/clock.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { overfullFor } from '../inventory/room.ts';
import { itemCounted } from '../items/counted.store.ts';
import { knownVendor } from '../purchasing/purchasing.store.ts';
import { announce, wrongLines } from './announcing.store.ts';
import { expectedOf, goodsCounted } from './counted.store.ts';
import * as contract from './notices.contract.ts';
import * as say from './notices.messages.ts';
import * as store from './notices.store.ts';
import { type Came, type Counted, containerRead, endNotice, leftOf, receiveNotice } from './notices.ts';
import { noticesOf } from './noticeslist.store.ts';
import * as sayReceiving from './receiving.messages.ts';
import { agreed, placeFor } from './receiving.routes.ts';
import { itemReceived, keepReceipt, lineHeld } from './receiving.store.ts';
import { type Received, receive } from './receiving.ts';

export function noticesRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listNotices, async ({ tx, site }) => ({ rows: await noticesOf(tx, site) }));

  serve(app, context, contract.announceNotice, async (asked) => {
    const { tx, site, person, body } = asked;
    refuseTrainee(person, say.trainee);
    if (!(await knownVendor(tx, site.code, body.vendor)))
      throw faultAt('vendor', body.vendor, sayReceiving.noVendor(body.vendor));
    const expected = expectedOf(site, body.expected);
    if (await store.numberStands(tx, site.code, body.vendor, body.number))
      throw faultAt('number', body.number, say.numberTaken(body.number, body.vendor), 'number-taken');
    const kept = await announce(tx, site, { ...body, expected }, person.name);
    if ('wrong' in kept) throw wrongLines(kept.wrong);
    const done = say.announcedNotice(body.number, body.vendor, body.lines.length);
    return { done, warnings: [...kept.warnings], notice: await one(asked, kept.id) };
  });

  serve(app, context, contract.receiveNotice, async (asked) => {
    const { tx, site, person, params, body } = asked;
    refuseTrainee(person, sayReceiving.trainee);
    const held = await store.noticeHeld(tx, site.code, params.id);
    const container = body.container === null ? null : containerRead(body.container);
    const decision = receiveNotice(held, container, body.lines && (await countedOf(asked, held, body.lines)));
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.noticeWords[decision.code](decision.values));
    const receipts: number[] = [];
    for (const came of inTurn(held, decision.facts)) receipts.push(await receiveLine(asked, held, came));
    await store.dateAnew(tx, site.code, params.id);
    const notice = await one(asked, params.id);
    const over = new Set(decision.facts.flatMap((came) => (came.over > 0 ? [came.line] : [])));
    const warnings = [...over].map((line) => say.overCame(held.number, line));
    const left = notice.lines.filter(({ open }) => open > 0).length;
    return { done: say.receivedNotice(held.number, receipts.length, left), warnings, notice, receipts };
  });

  serve(app, context, contract.endNotice, async (asked) => {
    const { tx, site, person, params, body } = asked;
    refuseTrainee(person, say.trainee);
    const held = await store.noticeHeld(tx, site.code, params.id);
    const decision = endNotice(held, body.as);
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.noticeWords[decision.code](decision.values));
    const missing = [];
    for (const { line, missing: steps } of decision.facts) {
      const { id, item: code } = lineOf(held, line);
      const { item } = await goodsCounted(tx, site.code, code, null);
      const note = say.missingNote(held.number, body.reason);
      missing.push({ id, qty: decimalOf(steps, item.decimals), note });
    }
    await store.keepNoticeEnd(tx, site.code, held, { state: body.as, reason: body.reason, who: person.name, missing });
    return {
      done: say.endedNotice(held.number, body.as, missing.length),
      warnings: [],
      notice: await one(asked, params.id),
    };
  });
}

async function one({ tx, site }: Pick<Asked, 'tx' | 'site'>, id: number) {
  const [row] = await noticesOf(tx, site, sql`a.id = ${id}`);
  if (!row) throw new Error(`notice ${id} was kept and is not there`);
  return row;
}

function lineOf(held: store.NoticeHeld, line: number) {
  const found = held.lines.find((candidate) => candidate.line === line);
  if (!found) throw new Error(`notice ${held.number} has no line ${line}`);
  return found;
}

/** By item and lot: who receive other notices of the same items at once take their balances in the same order. */
const inTurn = (held: store.NoticeHeld, came: readonly Came[]): readonly Came[] => {
  const key = (one: Came): string => `${lineOf(held, one.line).item}\n${one.lot}`;
  return came.toSorted((a, b) => Number(key(a) > key(b)) - Number(key(a) < key(b)) || a.line - b.line);
};

type Receiving = Parameters<Parameters<typeof serve<typeof contract.receiveNotice>>[3]>[0];

async function countedOf(
  { tx, site }: Receiving,
  held: store.NoticeHeld,
  lines: NonNullable<Receiving['body']['lines']>,
) {
  const all: Counted[] = [];
  for (const [at, { line, qty: amount, lot, expires }] of lines.entries()) {
    const found = held.lines.find((candidate) => candidate.line === line);
    if (!found)
      throw faultAt(`lines.${at}.line`, String(line), say.noticeWords['line-unknown']({ number: held.number, line }));
    const { inSteps } = await goodsCounted(tx, site.code, found.item, null);
    all.push({ line, qty: inSteps(amount, `lines.${at}.qty`), lot, expires });
  }
  return all;
}

/** Receives one line of it against its purchase line: what differs from the notice is a discrepancy, beside what any receipt tells. */
async function receiveLine(
  { tx, site, body, confirmed, because }: Receiving,
  held: store.NoticeHeld,
  came: Came,
): Promise<number> {
  const announced = lineOf(held, came.line);
  const line = await lineHeld(tx, site.code, announced.ref);
  if (!line) throw new Error(`purchase line ${announced.ref} was held and is not there`);
  const item = await itemCounted(tx, site.code, line.item);
  if (!item) throw new Error(`item ${line.item} of ${line.ref} is not there`);
  const damage = body.lines?.find((one) => one.line === came.line)?.damage ?? '';
  const { counted, lot, expires } = came;
  const goods = await itemReceived(tx, site.code, item.code);
  const decision = receive(line, goods, {
    item: null,
    counted,
    lot,
    expires,
    today: todayAt(site),
    paper: null,
    damage,
  });
  const decided = agreed(decision, { item, confirmed, reason: body.reason });
  const discrepancies: Received['discrepancies'] = [
    ...decided.discrepancies,
    ...(came.over > 0 && !decided.discrepancies.some(({ kind }) => kind === 'over')
      ? [
          {
            kind: 'over' as const,
            qty: came.over,
            note: say.overNote(held.number, decimalText(leftOf(announced), item.decimals), item.unit.code),
          },
        ]
      : []),
    ...(came.otherLot
      ? [
          {
            kind: 'lot' as const,
            qty: counted,
            note: say.otherLotNote(
              held.number,
              say.lotWords(announced.lot, announced.expires),
              say.lotWords(lot, expires),
            ),
          },
        ]
      : []),
  ];
  const place = await placeFor(tx, site.code, item.code, body.to, decided.inspect);
  const qtyCame = decimalOf(counted, item.decimals);
  return keepReceipt(
    tx,
    site.code,
    {
      line,
      vendor: null,
      back: null,
      noticeLine: announced.id,
      item: item.code,
      decimals: item.decimals,
      qty: qtyCame,
      entered: null,
      movedAt: nowAt(site),
      lot,
      expires,
      place,
      document: body.document || held.number,
      paperQty: null,
      damage: damage || null,
      reason: body.reason || null,
      confirmed: decided.confirmed,
      overfull: overfullFor({ confirmed, because }, body.reason),
    },
    { ...decided, discrepancies },
  );
}

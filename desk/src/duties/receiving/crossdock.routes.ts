/** What was received, told to the dock by who waits for it, and brought to them. */
import type { FastifyInstance } from 'fastify';
import { decimalText, steps } from '../../house/amounts.ts';
import { nowAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { Download } from '../../server/files.ts';
import { type Asked, type HttpContext, refuseTrainee, type Site, serve } from '../../server/http.ts';
import { sentWords } from '../deliveries/deliveries.messages.ts';
import { sendOut } from '../deliveries/deliveries.store.ts';
import { overfullAt } from '../inventory/room.store.ts';
import { overfullFor } from '../inventory/room.ts';
import * as contract from './crossdock.contract.ts';
import { bring, broughtBy, lyingOf, sentBy } from './crossdock.store.ts';
import { crossDock } from './crossdock.ts';
import { placesFor } from './putaway.store.ts';
import { broughtWords, crossDockWords, hasRoomWords, putAwayWords, trainee } from './receiving.messages.ts';
import { waitingFor } from './waiting.store.ts';
import { byOrder } from './waiting.ts';

export function crossDockRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.receiptWaits, async ({ tx, site, params }) => {
    const { item, left, unit, place, inspected } = await lyingOf(tx, site.code, params.id);
    const waiting = left > 0 ? ((await waitingFor(tx, site.code, [item], params.id)).get(item) ?? []) : [];
    const [belongs] = await placesFor(tx, site.code, [item]);
    const full =
      belongs && left > 0
        ? await overfullAt(tx, site.code, { from: place, to: belongs.place }, [{ item, qty: left }])
        : undefined;
    return {
      left,
      unit,
      place: place || null,
      inspected,
      waiting: [...byOrder(waiting)],
      put_away: !belongs
        ? null
        : full && full.values.room === 0 && full.other !== null
          ? { place: full.other, rule: hasRoomWords(belongs.place) }
          : { place: belongs.place, rule: putAwayWords[belongs.rule] },
    };
  });

  serve(app, context, contract.postCrossDock, async (asked) => {
    const { tx, site, body } = asked;
    const { lying, brought } = await decided(asked);
    const movement = await bring(tx, site.code, lying, body.order, brought, nowAt(site), overfullFor(asked));
    const words = `${decimalText(steps(brought.qty, lying.decimals, 'nearest'), lying.decimals)} ${lying.unit}`;
    return {
      done: broughtWords(words, lying.item, body.order, brought.to),
      movement,
      to: brought.to,
      qty: brought.qty,
      label: `/api/v1/cross-docks/${movement}/label?site=${encodeURIComponent(site.code)}`,
    };
  });

  serve(app, context, contract.sendCrossDock, async (asked) => {
    const { tx, site, person, body } = asked;
    const { lying, waiter, brought } = await decided(asked);
    const { item, lot, receipt, place } = lying;
    const goal = { order: body.order, seq: waiter.seq, area: brought.to, work_centre: waiter.work_centre };
    const goods = [{ item, lot, receipt, seq: waiter.seq, location: place, qty: brought.qty }];
    const [number = ''] = await sendOut(tx, site, { source: 'receipt', key: String(receipt), by: person.name }, [
      { goal, goods },
    ]);
    return {
      done: sentWords(number, brought.to),
      numbers: [number],
      label: `/api/v1/deliveries/${encodeURIComponent(number)}/label?site=${encodeURIComponent(site.code)}`,
    };
  });

  serve(app, context, contract.crossDockLabel, async ({ tx, site, params }) =>
    labelOf(tx, site, await broughtBy(tx, site.code, params.id)),
  );
  serve(app, context, contract.deliveryLabel, async ({ tx, site, params }) =>
    labelOf(tx, site, await sentBy(tx, site.code, params.number)),
  );
}

type Labelled = Awaited<ReturnType<typeof broughtBy>> | Awaited<ReturnType<typeof sentBy>>;

async function labelOf(tx: Asked['tx'], site: Site, goods: Labelled): Promise<Download> {
  const { order, item, qty, unit, to_location, moved_at, ...one } = goods;
  const waits = ((await waitingFor(tx, site.code, [item])).get(item) ?? []).find((wait) => wait.order === order);
  const { labelPdf } = await import('./crossdock.print.ts');
  const label = {
    order,
    item,
    lot: one.lot,
    by: one.by,
    at: moved_at,
    to: to_location ?? '',
    name: one.name ?? null,
    qty: `${qty} ${unit}`,
    line: one.line ?? null,
    document: one.document ?? null,
    takenAt: waits?.starts ?? waits?.at ?? null,
    where: [waits?.work_centre, waits?.machine].filter(Boolean).join(', '),
  };
  return new Download(`for-${order}.pdf`, 'application/pdf', [
    await labelPdf(label, { site: site.name, zone: site.zone }),
  ]);
}

/** What of a receipt goes to an order that waits; whoever brings of the same receipt goes one after the other. */
async function decided({
  tx,
  site,
  person,
  params,
  body,
}: Asked<{ id: number }, unknown, { order: string; qty: number | null }>) {
  refuseTrainee(person, trainee);
  const lying = await lyingOf(tx, site.code, params.id, true);
  const waiting = (await waitingFor(tx, site.code, [lying.item], params.id)).get(lying.item) ?? [];
  const waiter = byOrder(waiting).find(({ order }) => order === body.order);
  const decision = crossDock(lying, body.order, waiter && { ...waiter, order: body.order }, body.qty);
  if (decision.kind !== 'accept') throw new Refusal(422, decision.code, crossDockWords[decision.code](decision.values));
  const [brought] = decision.facts;
  if (!brought || !waiter) throw new Error('goods were brought without saying which');
  return { lying, waiter, brought };
}

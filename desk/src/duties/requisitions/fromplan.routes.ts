/** Planned purchases made requisitions, each once. */
import type { FastifyInstance } from 'fastify';
import { lineValue } from '../../house/amounts.ts';
import { nowAt, todayAt, wallClock } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, type Site, serve } from '../../server/http.ts';
import { lockSite } from '../../server/site-lock.ts';
import { originOf } from '../planning/firm.store.ts';
import { suggestionsAt } from './fromplan.store.ts';
import type { Suggested } from './fromplan.ts';
import { priceOf } from './prices.ts';
import * as contract from './requisitions.contract.ts';
import { askedAlready, fromPlanDone, ofPlan, planMoved } from './requisitions.messages.ts';
import { itemKnown, keepRequisitions, type NewRequisition, offersOf } from './requisitions.store.ts';

type Tx = Asked['tx'];

export function fromPlanRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listSuggestions, async ({ tx, site, query }) => {
    const found = await suggestionsAt(tx, site, query.days);
    const now = nowAt(site);
    const rows = [];
    for (const one of found?.rows ?? []) {
      const { item, unit } = await wantedOf(tx, site, one, found?.version.number ?? 0);
      rows.push({ ...one, item_name: item, unit, overdue: one.order_at < now });
    }
    return { version: found?.version.number ?? null, rows };
  });

  serve(app, context, contract.askFromPlan, async ({ tx, site, person, body }) => {
    // The site first: of two that ask for the same the second finds it asked for.
    await lockSite(tx, site.code);
    const found = await suggestionsAt(tx, site, mostDays);
    if (found?.version.number !== body.version) throw new Refusal(409, 'plan-moved', planMoved(body.version));
    const wished = found.rows.filter((one) => body.planned.includes(one.id));
    const free = wished.filter((one) => one.asked === null);
    const taken = wished.flatMap((one) => one.asked ?? []);
    if (free.length === 0) throw new Refusal(409, 'asked-already', askedAlready(taken));
    const some: NewRequisition[] = [];
    for (const one of free) some.push((await wantedOf(tx, site, one, body.version)).wanted);
    const made = await keepRequisitions(tx, site.code, person, some, 'submitted');
    return {
      numbers: made.map((one) => one.number),
      done: fromPlanDone(
        made.map((one) => one.number),
        taken,
      ),
    };
  });
}

/** As far ahead as anybody may look. */
const mostDays = 366;

async function wantedOf(tx: Tx, site: Site, { id, item, vendor, qty, need }: Suggested, version: number) {
  const known = await itemKnown(tx, site.code, item);
  const offers = await offersOf(tx, site.code, item, todayAt(site));
  const price = priceOf(null, { offers, vendor, unitCost: known?.unit_cost ?? null, qty });
  const day = wallClock(site.zone, need).slice(0, 10);
  const today = todayAt(site);
  const wanted: NewRequisition = {
    sort: 'item',
    item,
    what: null,
    qty,
    unit: known?.unit ?? '',
    entered_qty: null,
    entered_unit: null,
    unit_price: price,
    value: lineValue(price, qty, site.currency) ?? null,
    purpose: 'stock',
    of: null,
    departments: [],
    needed: day < today ? today : day,
    vendor,
    reason: ofPlan(version),
    planned: originOf(id, version),
  };
  return { item: known?.name ?? null, unit: known?.unit ?? '', wanted };
}

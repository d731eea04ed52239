/** Reservations over HTTP: the balances locked → decide → keep; the database holds them to what there is. */
import type { FastifyInstance } from 'fastify';
import { decimalOf, typedSteps } from '../../house/amounts.ts';
import { nowAt, todayAt } from '../../house/clock.ts';
import type { Values } from '../../house/decision.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, type Site, serve } from '../../server/http.ts';
import { itemCounted } from '../items/counted.store.ts';
import * as contract from './allocations.contract.ts';
import * as say from './allocations.messages.ts';
import {
  actsOf,
  comingOf,
  consumerNamed,
  giveOn,
  holdersOf,
  isOpen,
  keepAllocation,
  type LockedAllocation,
  lessen,
  lockAllocation,
  lockBalances,
  refusal,
  releasedNow,
  spotsOf,
} from './allocations.store.ts';
import { forWhom, freeAt, partOf, reserved } from './allocations.ts';

type Tx = Asked['tx'];
const newest = 30;

export function allocationsRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.freeStock, async ({ tx, site, query }) => {
    const { item, unit } = await itemOf(tx, site, query.item);
    const [now, today] = [nowAt(site), todayAt(site)];
    const spots = await spotsOf(tx, site.code, query, { now, today });
    return {
      item,
      unit,
      spots: spots.map((spot) => ({ ...spot, free: freeAt(spot) })),
      holders: await holdersOf(tx, site.code, query, today),
      coming: await comingOf(tx, site.code, item, now),
      acts: await actsOf(tx, site.code, query, newest),
    };
  });

  serve(app, context, contract.reserveStock, async ({ tx, site, body }) => {
    const { item, unit, decimals } = await itemOf(tx, site, body.item);
    const consumer = consumerNamed(body.for);
    await refuseClosed(tx, site, consumer);
    const place = { item, location: body.location ?? undefined, lot: body.lot ?? undefined };
    await lockBalances(tx, site.code, place);
    const today = todayAt(site);
    const spots = await spotsOf(tx, site.code, place, { now: nowAt(site), today });
    const count = (qty: number): number => countsOf(qty, decimals);
    const wanted = count(body.qty);
    const decision = reserved(
      { qty: wanted, until: body.until },
      spots.map((spot) => ({ ...spot, there: count(spot.there), allocated: count(spot.allocated) })),
      today,
    );
    if (decision.kind === 'refuse' && decision.code === 'not-enough') {
      const free = decimalOf(Number(decision.values.free), decimals);
      const what = { item, location: body.location ?? '', lot: body.lot ?? '', free, wanted: body.qty };
      throw await refusal(tx, site, what, 'not-enough');
    }
    if (decision.kind !== 'accept') throw no(decision);
    const taken = decision.facts.map((one) => ({ ...one, qty: decimalOf(one.qty, decimals) }));
    for (const one of taken.toSorted((a, b) => (a.location < b.location ? -1 : 1)))
      await keepAllocation(tx, site.code, {
        ...one,
        ...consumer,
        item,
        until: body.until,
        reason: body.reason || null,
      });
    return { done: say.reservedWords(body.qty, unit, item, forWhom(consumer), taken), taken };
  });

  serve(app, context, contract.releaseAllocation, async ({ tx, site, params, body }) => {
    const one = await lockAllocation(tx, site.code, params.id);
    const qty = await partAsked(tx, site, one, body.qty);
    await lessen(tx, one, qty, 'released', body.reason);
    return { done: say.releasedWords(qty, one.item, forWhom(one)) };
  });

  serve(app, context, contract.transferAllocation, async ({ tx, site, params, body }) => {
    const to = consumerNamed(body.for);
    await refuseClosed(tx, site, to);
    const one = await lockAllocation(tx, site.code, params.id);
    const qty = await partAsked(tx, site, one, body.qty);
    await giveOn(tx, site.code, one, qty, to, body.reason);
    return { done: say.transferredWords(qty, one.item, forWhom(one), forWhom(to)) };
  });
}

/** Whether goods that are reserved for another are taken all the same: a supervisor's word, with a reason. */
export function takesAllocated(
  { confirmed, permissions }: Pick<Asked, 'confirmed' | 'permissions'>,
  reason: string,
): boolean {
  if (!confirmed.has('allocated')) return false;
  if (!permissions.has('stock.approve')) throw new Refusal(403, 'not-permitted', say.onlySupervisor);
  if (reason === '') throw faultAt('reason', null, say.reasonForTaking, 'reason-missing');
  return true;
}

/** Who approves in stock and does not keep it moves by his yes what is reserved, and nothing else. */
export async function refuseBeyondReserved(
  { tx, site, permissions }: Pick<Asked, 'tx' | 'site' | 'permissions'>,
  item: string,
): Promise<void> {
  if (permissions.has('stock.write') || (await releasedNow(tx, site.code, item))) return;
  throw new Refusal(403, 'not-permitted', say.nothingReserved(item));
}

async function itemOf(tx: Tx, site: Site, code: string) {
  const found = await itemCounted(tx, site.code, code);
  if (!found) throw faultAt('item', code, say.noSuchItem(code));
  return { item: found.code, unit: found.unit.code, decimals: found.decimals };
}

async function refuseClosed(tx: Tx, site: Site, to: { readonly for_order: string; readonly for_line: number }) {
  if (await isOpen(tx, site.code, to.for_order, to.for_line)) return;
  throw faultAt('for', forWhom(to), say.noConsumer(forWhom(to)), 'no-consumer');
}

function countsOf(qty: number, decimals: number): number {
  const counts = typedSteps(qty, decimals);
  if (typeof counts === 'string') throw faultAt('qty', String(qty), say.notWholeSteps(qty, decimals), counts);
  return counts;
}

async function partAsked(tx: Tx, site: Site, one: LockedAllocation, asked: number | null): Promise<number> {
  if (asked !== null) countsOf(asked, (await itemOf(tx, site, one.item)).decimals);
  const decision = partOf(one.qty, asked);
  if (decision.kind !== 'accept') throw no(decision);
  return decision.facts[0] ?? one.qty;
}

type No = { readonly code: keyof typeof say.reserveRefusals | 'not-enough'; readonly values: Values };
function no({ code, values }: No): Refusal {
  if (code === 'not-enough') throw new Error('what is not enough is told with who has it');
  const text = say.reserveRefusals[code](values);
  return faultAt(code === 'until-past' ? 'until' : 'qty', null, text, code);
}

/** The life of a work order by hand. */
import type { FastifyInstance } from 'fastify';
import { todayAt } from '../../house/clock.ts';
import { type Asked, type HttpContext, type Site, serve } from '../../server/http.ts';
import type { Sizes } from './changes.ts';
import { resizeWorkOrder, splitWorkOrder } from './sizes.store.ts';
import { releaseOrder, resizeOrder, splitOrder } from './work.contract.ts';
import { releasedWords, resizedWords, splitWords } from './work.messages.ts';
import { releaseWorkOrders } from './work.store.ts';

/** What other duties do where an order became smaller, in words. */
export type Smaller = (tx: Asked['tx'], site: Site, number: string) => Promise<string>;

export function workRoutes(app: FastifyInstance, context: HttpContext, smaller: Smaller): void {
  const told = async ({ tx, site }: Pick<Asked, 'tx' | 'site'>, number: string, { from, to }: Sizes, done: string) => {
    const more = to < from ? await smaller(tx, site, number) : '';
    return more === '' ? done : `${done} ${more}`;
  };

  serve(app, context, releaseOrder, async ({ tx, site, params: { number } }) => {
    await releaseWorkOrders(tx, site.code, [number], todayAt(site));
    return { number, state: 'released' as const, done: releasedWords(number) };
  });
  serve(app, context, resizeOrder, async ({ tx, site, params: { number }, body }) => {
    await resizeWorkOrder(tx, site.code, number, body, todayAt(site));
    const done = await told({ tx, site }, number, body, resizedWords(number, body.from, body.to));
    return { number, qty: body.to, done };
  });
  serve(app, context, splitOrder, async ({ tx, site, params: { number }, body }) => {
    const { rest, qty } = await splitWorkOrder(tx, site.code, number, body, todayAt(site));
    const done = await told({ tx, site }, number, body, splitWords(number, body.to, rest, qty));
    return { number, rest, done };
  });
}

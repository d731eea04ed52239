/** What stock is worth, over HTTP. */
import type { FastifyInstance } from 'fastify';
import { minorDigits } from '../../house/amounts.ts';
import { endOfDay, nowAt } from '../../house/clock.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { setSetting } from '../../server/settings.ts';
import * as contract from './valuation.contract.ts';
import * as say from './valuation.messages.ts';
import { methodOf, worthAt } from './valuation.store.ts';
import type { Method } from './valuation.ts';

export function valuationRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.stockValues, async ({ tx, site, query }) => {
    const end = query.asof ? endOfDay(site.zone, query.asof) : nowAt(site);
    const minor = 10 ** minorDigits(site.currency);
    const rounded = (money: number) => Math.round(money * minor) / minor;
    const rows = (await worthAt(tx, site.code, end)).flatMap(({ worth, ...item }) => {
      const { qty } = worth.standard;
      const value = (method: Method) => (worth[method].value === null ? null : rounded(worth[method].value));
      const values = { standard: value('standard'), average: value('average'), fifo: value('fifo') };
      return qty === 0 ? [] : [{ ...item, qty, ...values }];
    });
    const method = await methodOf(tx, site.code);
    const total = (of: Method) => rounded(rows.reduce((sum, row) => sum + (row[of] ?? 0), 0));
    return {
      method,
      uncosted: rows.filter((row) => row[method] === null).length,
      totals: { standard: total('standard'), average: total('average'), fifo: total('fifo') },
      rows,
    };
  });

  serve(app, context, contract.setMethod, async ({ tx, site, body }) => {
    await setSetting(tx, site.code, 'valuation', body.method);
    return { done: say.methodSet(body.method) };
  });
}

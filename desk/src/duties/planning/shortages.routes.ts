/** The material plan by weeks. */
import type { FastifyInstance } from 'fastify';
import { type HttpContext, serve } from '../../server/http.ts';
import { standingVersion } from './planning.store.ts';
import { shortages } from './shortages.contract.ts';
import { helpingMost, shortagesOf } from './shortages.store.ts';

const mostHelps = 5;

export function shortagesRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, shortages, async ({ tx, site, query }) => {
    const version = await standingVersion(tx, site.code);
    if (!version) return { version: null, weeks: [], rows: [], total: 0, helps: [] };
    const { weeks, rows } = await shortagesOf(tx, site, version.id, query);
    const helps = await helpingMost(tx, site, version.id, mostHelps);
    return {
      version: { number: version.number, made_at: version.made_at },
      weeks: [...weeks],
      rows: rows.slice(0, query.limit).map((row) => ({ ...row, weeks: [...row.weeks] })),
      total: rows.length,
      helps,
    };
  });
}

/** Two versions of the plan side by side. */
import type { FastifyInstance } from 'fastify';
import { type HttpContext, serve } from '../../server/http.ts';
import { comparing } from './compared.store.ts';
import { compareVersions } from './comparison.contract.ts';
import { comparisonOf } from './comparison.store.ts';
import { versionCalled } from './planning.store.ts';

export function comparisonRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, compareVersions, async ({ tx, site, params, query }) => {
    const from = await versionCalled(tx, site.code, params.from);
    const to = await versionCalled(tx, site.code, params.to);
    const compared = comparing(tx, site.code);
    const comparison = await comparisonOf(tx, site, await compared(from), await compared(to), query);
    const shown = ({ number, made_at, made_by, reason, now }: typeof from) => ({
      number,
      made_at,
      made_by,
      reason,
      now,
    });
    return { from: shown(from), to: shown(to), comparison };
  });
}

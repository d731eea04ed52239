/** The morning review: inputs I disbelieve, and since yesterday. */
import type { FastifyInstance } from 'fastify';
import { nowAt, wallClock } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { setSetting } from '../../server/settings.ts';
import { stepActuals } from '../floor/actuals.store.ts';
import { finishedNowhere } from '../floor/finished.store.ts';
import { readInputs } from '../planning/planning.store.ts';
import { disbeliefs, disbelieved } from './disbelief.ts';
import { disbelievedInputs, setSinceHour, sinceYesterday } from './review.contract.ts';
import { sinceOf } from './since.store.ts';

/** Customer lines named beside a finding; the rest are counted. */
const named = 20;

export function reviewRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, disbelievedInputs, async ({ tx, site }) => {
    const { rows } = await readInputs(tx, site.code);
    const workers = await tx.selectFrom('workers').select(['code', 'crew']).where('site', '=', site.code).execute();
    const now = nowAt(site);
    const beside = new Map<string, readonly Row[]>([
      ['workers', workers],
      ['finished_nowhere', await finishedNowhere(tx, site.code)],
      ['step_actuals', (await stepActuals(tx, site.code, now)).map((row) => ({ ...row }))],
    ]);
    const dayOf = (instant: string): string => wallClock(site.zone, instant).slice(0, 10);
    const found = disbelieved({
      of: (kind) => beside.get(kind) ?? rows.get(kind) ?? [],
      now,
      today: dayOf(now),
      dayOf,
    });
    return {
      rows: found.map(({ hurts, items, ...one }) => ({
        ...one,
        items: [...items],
        hurts: hurts.length,
        lines: hurts.slice(0, named),
      })),
      rules: disbeliefs.map(({ name, words }) => ({
        name,
        words,
        found: found.filter((one) => one.rule === name).length,
      })),
      records: [...rows.values()].reduce((sum, some) => sum + some.length, 0),
    };
  });

  serve(app, context, sinceYesterday, ({ tx, site, query }) => sinceOf(tx, site, query.from));

  serve(app, context, setSinceHour, async ({ tx, site, body }) => {
    await setSetting(tx, site.code, 'since_hour', body.hour);
    return { hour: body.hour };
  });
}

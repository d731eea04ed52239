/** Periods over HTTP. */
import type { FastifyInstance } from 'fastify';
import { dayNumber, dayOfNumber, endOfDay, later, present, todayAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import * as contract from './periods.contract.ts';
import * as say from './periods.messages.ts';
import {
  checklistOf,
  holdMovements,
  keepOpening,
  keepPeriod,
  lastPeriod,
  openedUntil,
  periodsOf,
} from './periods.store.ts';
import { closing } from './periods.ts';

export function periodsRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listPeriods, async ({ tx, site, query, permissions }) => {
    const lastDay = query.last_day ?? dayOfNumber(dayNumber(todayAt(site)) - 1);
    const before = await lastPeriod(tx, site.code);
    const rows = await periodsOf(tx, site.code);
    return {
      last_day: lastDay,
      checklist: await checklistOf(tx, site.code, before?.ends ?? null, endOfDay(site.zone, lastDay)),
      opened_until: await openedUntil(tx, site.code),
      // A storekeeper counts pieces, not money.
      rows: rows.map((row) => (permissions.has('site.see') ? row : { ...row, value: null })),
    };
  });

  serve(app, context, contract.closePeriod, async ({ tx, site, body, confirmed }) => {
    await holdMovements(tx);
    const before = await lastPeriod(tx, site.code);
    const ends = endOfDay(site.zone, body.last_day);
    const decision = closing({
      lastDay: body.last_day,
      today: todayAt(site),
      before: before?.last_day ?? null,
      open: await checklistOf(tx, site.code, before?.ends ?? null, ends),
      reason: body.reason,
      sure: confirmed.has('open-points'),
    });
    if (decision.kind === 'refuse')
      throw new Refusal(422, decision.code, say.closeRefusals[decision.code](decision.values), {
        faults: [
          {
            field: decision.code === 'reason-missing' ? 'reason' : 'last_day',
            text: say.closeRefusals[decision.code](decision.values),
          },
        ],
      });
    if (decision.kind === 'confirm')
      throw new Refusal(409, decision.code, say.closeRefusals[decision.code](decision.values), {
        values: { confirm: decision.code },
      });
    await keepPeriod(tx, site.code, { lastDay: body.last_day, ends, reason: body.reason || null });
    return { done: say.closedWords(body.last_day) };
  });

  serve(app, context, contract.openPeriods, async ({ tx, site, body }) => {
    if (!(await lastPeriod(tx, site.code))) throw new Refusal(422, 'nothing-closed', say.nothingClosed);
    await keepOpening(tx, site.code, later(present(), body.hours * 3600), body.reason);
    return { done: say.openedWords(body.hours) };
  });
}

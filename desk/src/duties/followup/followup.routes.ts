/** The day's calls to vendors. */
import type { FastifyInstance } from 'fastify';
import { todayAt } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { setSetting } from '../../server/settings.ts';
import { namesOf } from '../hotlist/listing.ts';
import * as contract from './followup.contract.ts';
import { cadenceKept, putOffWords, takenUpWords } from './followup.messages.ts';
import { followUpsOf } from './followup.store.ts';
import { endPause, pause } from './pauses.store.ts';

export function followUpRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.followUps, ({ tx, site, person }) =>
    followUpsOf(tx, site, { names: namesOf(person), email: person.email }),
  );

  serve(app, context, contract.putOff, async ({ tx, site, body }) => {
    const until = body.until && dayWords(body.until, todayAt(site));
    return { id: await pause(tx, site, body), done: putOffWords(body.ref, body.vendor, until) };
  });

  serve(app, context, contract.takeUp, async ({ tx, site, params }) => {
    await endPause(tx, site.code, params.id);
    return { done: takenUpWords };
  });

  serve(app, context, contract.setCadence, async ({ tx, site, body }) => {
    await setSetting(tx, site.code, 'cadence', body);
    return { cadence: body, done: cadenceKept };
  });
}

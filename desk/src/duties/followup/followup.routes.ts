/** The day's calls to vendors. */
import type { FastifyInstance } from 'fastify';
import { type HttpContext, serve } from '../../server/http.ts';
import { setSetting } from '../../server/settings.ts';
import { namesOf } from '../hotlist/listing.ts';
import * as contract from './followup.contract.ts';
import { cadenceKept } from './followup.messages.ts';
import { followUpsOf } from './followup.store.ts';

export function followUpRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.followUps, ({ tx, site, person }) =>
    followUpsOf(tx, site, { names: namesOf(person), email: person.email }),
  );

  serve(app, context, contract.setCadence, async ({ tx, site, body }) => {
    await setSetting(tx, site.code, 'cadence', body);
    return { cadence: body, done: cadenceKept };
  });
}

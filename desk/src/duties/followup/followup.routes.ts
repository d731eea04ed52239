/** The day's calls to vendors. */
import type { FastifyInstance } from 'fastify';
import { todayAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { namesOf } from '../hotlist/listing.ts';
import { keepCadence } from './cadence.store.ts';
import * as contract from './followup.contract.ts';
import { cadenceKept, endedWords, endRefusals, pausedWords, pauseRefusals } from './followup.messages.ts';
import { followUpsOf } from './followup.store.ts';
import { keepEnd, keepPause, knownOf, pauseCalled, pausesOf } from './pauses.store.ts';
import { endPause, pause, stillHolding } from './pauses.ts';

export function followUpRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.followUps, ({ tx, site, person }) =>
    followUpsOf(tx, site, { names: namesOf(person), email: person.email }),
  );

  serve(app, context, contract.pauseFollowUp, async ({ tx, site, body }) => {
    const decision = pause(body, await knownOf(tx, site, body));
    if (decision.kind === 'refuse')
      throw new Refusal(422, decision.code, pauseRefusals[decision.code](decision.values));
    const [made] = decision.facts;
    if (!made) throw new Error('a pause that is taken is a fact');
    const id = await keepPause(tx, site.code, made);
    const { vendor, vendor_name, ref } = await pauseCalled(tx, site.code, id);
    return { id, done: pausedWords({ vendor, vendor_name, ref, until: body.until }, todayAt(site)) };
  });

  serve(app, context, contract.endPause, async ({ tx, site, params }) => {
    const found = await pauseCalled(tx, site.code, params.id);
    const standing = await pausesOf(tx, site);
    const today = todayAt(site);
    const decision = endPause(found, found.ended, standing);
    if (decision.kind === 'refuse')
      throw new Refusal(422, decision.code, endRefusals[decision.code](decision.values, today));
    for (const end of decision.facts) await keepEnd(tx, site.code, end.pause, found.vendor);
    return { done: endedWords(found, stillHolding(found, standing), today) };
  });

  serve(app, context, contract.setCadence, async ({ tx, site, body, version }) => ({
    cadence: body,
    cadence_version: await keepCadence(tx, site.code, body, version),
    done: cadenceKept,
  }));
}

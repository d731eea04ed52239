/** Releasing work from the frozen zone over HTTP. */
import type { FastifyInstance } from 'fastify';
import { readDay } from '../../house/cells.ts';
import { instantOf, nowAt, todayAt } from '../../house/clock.ts';
import { malformed, Refusal } from '../../house/errors.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { lockSite } from '../../server/site-lock.ts';
import { decidingNames, departmentsOfCentres } from '../deputies/scope.store.ts';
import * as contract from './zonereleases.contract.ts';
import { releasedWords, releaseRefusals, takeBackRefusals, takenBackWords } from './zonereleases.messages.ts';
import { keepRelease, keepTakenBack, releaseOf, releasesAt, workToRelease } from './zonereleases.store.ts';
import { centresReleased, releaseFromZone, stillReleased, takeBackRelease } from './zonereleases.ts';

export function zoneReleasesRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listZoneReleases, async ({ tx, site }) => ({
    rows: await releasesAt(tx, site.code, nowAt(site)),
  }));

  serve(app, context, contract.releaseFromZone, async ({ tx, site, person, body }) => {
    await lockSite(tx, site.code);
    const { work_order: order, seq, reason } = body;
    const day = readDay('The day', body.until, { today: todayAt(site) });
    if ('fault' in day) throw malformed([{ field: 'until', value: body.until, text: day.fault }]);
    const until = instantOf(site.zone, day.value, '24:00');
    const wished = { order, seq, until, now: nowAt(site), day: day.value, today: todayAt(site) };
    const work = await workToRelease(tx, site, order);
    const answer = releaseFromZone(wished, work);
    if (answer.kind !== 'accept')
      throw new Refusal(
        answer.code === 'no-such-step' ? 404 : 409,
        answer.code,
        releaseRefusals[answer.code](answer.values, site.zone),
        {
          values: answer.values,
        },
      );
    const touched = await departmentsOfCentres(tx, site.code, centresReleased(work, seq));
    const names = await decidingNames(tx, site.code, person, touched);
    const id = await keepRelease(tx, site.code, wished, names, reason);
    return { id, done: releasedWords(order, seq, until, site.zone) };
  });

  serve(app, context, contract.takeBackRelease, async ({ tx, site, person, params, body }) => {
    await lockSite(tx, site.code);
    const given = await releaseOf(tx, site.code, params.id);
    const answer = takeBackRelease(given, nowAt(site));
    if (answer.kind !== 'accept')
      throw new Refusal(409, answer.code, takeBackRefusals[answer.code](answer.values, site.zone), {
        values: answer.values,
      });
    const work = await workToRelease(tx, site, given.order);
    const touched = await departmentsOfCentres(tx, site.code, centresReleased(work, given.seq));
    const names = await decidingNames(tx, site.code, person, touched);
    await keepTakenBack(tx, site.code, params.id, given, names, body.reason);
    const still = stillReleased(params.id, given.seq, work.released);
    return { done: takenBackWords(given.order, given.seq, still, site.zone) };
  });
}

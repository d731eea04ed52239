/** The published schedule against what was done. */
import type { FastifyInstance } from 'fastify';
import { nowAt, secondsOf } from '../../house/clock.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { publishedVersion } from '../planning/planning.store.ts';
import * as contract from './attainment.contract.ts';
import { proposalFor } from './attainment.messages.ts';
import {
  daysUntilNow,
  dueOperations,
  type PublishedStep,
  publicationMoves,
  stepsToFollow,
} from './attainment.store.ts';
import { attained, departureOf, shareKept } from './attainment.ts';

/** So many publications are looked back at. */
const mostPublications = 10;

export function attainmentRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.attainment, async ({ tx, site, query }) => {
    const days = await daysUntilNow(tx, site, query.days);
    const byDay = attained(days, await dueOperations(tx, site, days));
    const departed = (await stepsToFollow(tx, site))
      .flatMap((step) => departedAs(step, secondsOf(nowAt(site))))
      .sort((a, b) => b.seconds - a.seconds);
    return {
      published: (await publishedVersion(tx, site.code))?.number ?? null,
      days: [...byDay],
      share: shareKept(byDay.slice(0, -1)) ?? null,
      departed,
      publications: await publicationMoves(tx, site, mostPublications),
    };
  });
}

function departedAs({ state, begun, finished, behind, next, ...step }: PublishedStep, now: number) {
  const followed = {
    state,
    behind,
    start: secondsOf(step.starts),
    end: secondsOf(step.ends),
    begun: begun === null ? null : secondsOf(begun),
    finished: finished === null ? null : secondsOf(finished),
  };
  const departure = departureOf(followed, now);
  return departure ? [{ ...step, ...departure, proposal: proposalFor(departure.kind, followed, next) }] : [];
}

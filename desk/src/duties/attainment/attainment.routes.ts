/** The published schedule against what was done. */
import type { FastifyInstance } from 'fastify';
import type { Transaction } from 'kysely';
import { nowAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import { type HttpContext, type Site, serve } from '../../server/http.ts';
import { workedOf } from '../planning/openhours.store.ts';
import type { Worked } from '../planning/openhours.ts';
import { publishedVersion } from '../planning/planning.store.ts';
import * as contract from './attainment.contract.ts';
import { proposalFor } from './attainment.messages.ts';
import {
  daysUntilNow,
  dueOperations,
  type PublishedStep,
  publicationMoves,
  saidSince,
  stepsToFollow,
} from './attainment.store.ts';
import { attained, departureOf, shareKept } from './attainment.ts';

/** So many publications are looked back at. */
const mostPublications = 10;

export function attainmentRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.attainment, async ({ tx, site, query }) => {
    const days = await daysUntilNow(tx, site, query.days);
    const byDay = attained(days, await dueOperations(tx, site, days));
    const published = await publishedVersion(tx, site.code);
    const departed = (await departedNow(tx, site, published)).sort((a, b) => b.seconds - a.seconds);
    return {
      published: published?.number ?? null,
      days: [...byDay],
      share: shareKept(byDay.slice(0, -1)) ?? null,
      departed,
      publications: await publicationMoves(tx, site, mostPublications),
    };
  });
}

async function departedNow(
  tx: Transaction<Tables>,
  site: Site,
  published: Awaited<ReturnType<typeof publishedVersion>>,
) {
  if (published === undefined) return [];
  const [steps, now] = [await stepsToFollow(tx, site, published.id), secondsOf(nowAt(site))];
  const moments = steps.flatMap(({ starts, ends }) => [secondsOf(starts), secondsOf(ends)]);
  const within = {
    from: moments.reduce((least, at) => Math.min(least, at), now),
    to: moments.reduce((most, at) => Math.max(most, at), now),
  };
  const worked = await workedOf(tx, site, published.id, within);
  const said = await saidSince(tx, site, published);
  return steps.flatMap((step) => departedAs(step, said(step.order, step.seq), now, worked(step.machine)));
}

function departedAs(
  { state, begun, finished, behind, draws, next, ...step }: PublishedStep,
  said: number,
  now: number,
  worked: Worked,
) {
  const followed = {
    state,
    behind,
    draws,
    said,
    start: secondsOf(step.starts),
    end: secondsOf(step.ends),
    begun: begun === null ? null : secondsOf(begun),
    finished: finished === null ? null : secondsOf(finished),
  };
  const departure = departureOf(followed, now, worked);
  return departure ? [{ ...step, ...departure, proposal: proposalFor(departure.kind, followed, next) }] : [];
}

/** The standing plan asked: ship dates and rescues. The plan is made ready once a version and kept in memory. */
import { type Delayed, type Offer, type Prepared, prepare, promise, rescue } from '@hotlist/engine';
import type { FastifyInstance } from 'fastify';
import type { Transaction } from 'kysely';
import { instantAt, secondsOf } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { rescues, shipDate } from './answers.contract.ts';
import { answerRefusals } from './answers.messages.ts';
import { type AsMade, readAsMade, standingOf } from './asmade.store.ts';
import { spoken } from './planning.messages.ts';
import { plantDaysOf } from './plantdays.store.ts';
import { lateDays } from './workingdays.ts';

interface Asked extends AsMade {
  readonly prepared: Prepared;
}

export function answersRoutes(app: FastifyInstance, context: HttpContext): void {
  const kept = new Map<string, Asked>();

  const standing = async (tx: Transaction<Tables>, site: string, line: string): Promise<Asked> => {
    const version = await standingOf(tx, site);
    if (!version) throw new Refusal(409, 'nothing-planned', answerRefusals.nothingPlanned());
    if (version.stale) throw new Refusal(409, 'plan-stale', answerRefusals.stale(version.number));
    let found = kept.get(site);
    if (found?.version.id !== version.id) {
      const made = await readAsMade(tx, site, version);
      found = { ...made, prepared: prepare(made.problem, made.plan) };
      kept.set(site, found);
    }
    if (!found.problem.demands.some((demand) => demand.id === line))
      throw new Refusal(404, 'line-not-planned', answerRefusals.unknownLine(line, version.number));
    return found;
  };

  serve(app, context, shipDate, async ({ tx, site, query }) => {
    const { problem, plan, prepared, version } = await standing(tx, site.code, query.line);
    const demand = problem.demands.find((row) => row.id === query.line)!;
    const { item, qty } = demand;
    const { kept: own, first, why } = promise(problem, plan, { item, qty, demand: demand.id }, { prepared });
    const told = (offer: Offer | undefined) =>
      offer
        ? {
            date: instants(problem.epoch)(offer.date),
            delayed: others(problem.epoch, offer.delayed),
            sets: offer.sets.map((one) => ({ ...one, text: spoken(one.text) })),
            until: instants(problem.epoch)(offer.until),
            text: offer.text,
          }
        : null;
    return { version: shown(version), kept: told(own), first: told(first), why: why ?? null };
  });

  serve(app, context, rescues, async ({ tx, site, query }) => {
    const { problem, plan, prepared, version } = await standing(tx, site.code, query.line);
    const at = instants(problem.epoch);
    const days = await plantDaysOf(tx, site);
    const base = secondsOf(problem.epoch);
    const rows = rescue(problem, plan, query.line, { prepared }).map((row) => ({
      kind: row.kind,
      what: row.what,
      date: at(row.date),
      before: at(row.before),
      gained: row.gained,
      late_days: row.late > 0 ? lateDays(days, base + row.date - row.late, base + row.date) : 0,
      cost: row.cost ?? null,
      delayed: others(problem.epoch, row.delayed),
      agree: [...row.agree],
      text: spoken(row.text),
    }));
    return { version: shown(version), rows };
  });
}

const shown = ({ number, made_at }: AsMade['version']) => ({ number, made_at });

const instants = (epoch: string) => {
  const base = secondsOf(epoch);
  return (seconds: number): string => instantAt(base + seconds);
};

const others = (epoch: string, delayed: readonly Delayed[]) => {
  const at = instants(epoch);
  return delayed.map((row) => ({
    line: row.demand,
    priority: row.priority,
    before: at(row.before),
    after: at(row.after),
    seconds: row.seconds,
  }));
};

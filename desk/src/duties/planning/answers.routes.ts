/** The standing plan asked: ship dates and rescues. The plan is made ready once a version and kept in a thread of its own. */
import { type Delayed, type Offer, type Problem, shipping, worded } from '@hotlist/engine';
import type { FastifyInstance } from 'fastify';
import type { Transaction } from 'kysely';
import { instantAt, secondsOf } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { lateDaysText } from '../../house/lengths.ts';
import type { Tables } from '../../server/database/tables.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { lockOpenCustomerLine, promiseCustomerLine } from '../orders/orders.store.ts';
import { promiseLine, promisesMade, readyPlan, rescues, shipDate } from './answers.contract.ts';
import type { StandingPlan, StandingPlans } from './answers.jobs.ts';
import { answerRefusals } from './answers.messages.ts';
import { type AsMade, staleRefusal, standingOf } from './asmade.store.ts';
import { spoken } from './planning.messages.ts';
import { plantDaysOf } from './plantdays.store.ts';
import { isPromised, keepPromise, promisesOf } from './promises.store.ts';
import { lateDays, type WorkingDays } from './workingdays.ts';

export function answersRoutes(app: FastifyInstance, context: HttpContext, plans: StandingPlans): void {
  const standing = async (tx: Transaction<Tables>, site: string, line: string): Promise<StandingPlan> => {
    const found = await plans.of(tx, site);
    if (!found.made.problem.demands.some((demand) => demand.id === line))
      throw new Refusal(404, 'line-not-planned', answerRefusals.unknownLine(line, found.made.version.number));
    return found;
  };

  serve(app, context, readyPlan, async ({ tx, site }) => shown((await plans.of(tx, site.code)).made.version));

  serve(app, context, shipDate, async ({ tx, site, query }) => {
    const plan = await standing(tx, site.code, query.line);
    const { problem, version } = plan.made;
    const { kept: own, first, why } = await plan.ask('ship-date', query.line);
    const days = daysOf(problem, await plantDaysOf(tx, site));
    const told = (offer: Offer | undefined) =>
      offer
        ? {
            date: instants(problem.epoch)(offer.ships),
            delayed: others(problem.epoch, offer.delayed, days),
            sets: offer.sets.map((one) => ({ ...one, text: spoken(one.text) })),
            until: instants(problem.epoch)(offer.until),
            text: worded(offer.wording, () => lateDaysText(worst(offer.delayed, days))),
          }
        : null;
    const asked = problem.demands.find((row) => row.id === query.line)!;
    const alone = plan.made.plan.deliveries.find((row) => row.demand === query.line)?.soonest;
    const soonest = alone === undefined ? -Infinity : shipping(problem)(asked, alone);
    return {
      version: shown(version),
      kept: told(own),
      first: told(first),
      why: why ?? null,
      soonest: soonest > asked.due ? instants(problem.epoch)(soonest) : null,
    };
  });

  serve(app, context, promiseLine, async ({ tx, site, body }) => {
    if (await isPromised(tx, site.code, body)) return { line: body.line, promised: body.date };
    const plan = await standing(tx, site.code, body.line);
    const { problem, version } = plan.made;
    const { kept: offer } = await plan.ask('ship-date', body.line);
    if (!offer) throw new Refusal(409, 'no-date', answerRefusals.noDate(body.line));
    const at = instants(problem.epoch);
    const date = at(offer.ships);
    if (Date.parse(date) !== Date.parse(body.date))
      throw new Refusal(409, 'other-date', answerRefusals.otherDate(body.line));
    const line = await lockOpenCustomerLine(tx, site.code, body.line);
    if (!line) throw new Refusal(409, 'line-closed', answerRefusals.closedLine(body.line));
    // While this one waited for the answer and the line: pressed twice at once, or an input was written.
    if (await isPromised(tx, site.code, body)) return { line: body.line, promised: body.date };
    const now = await standingOf(tx, site.code);
    if (now?.id !== version.id || now.stale) throw await staleRefusal(tx, site.code, version.number);
    const sets = offer.sets.map((one) => spoken(one.text));
    await keepPromise(tx, site.code, { line: body.line, date, sets, until: at(offer.until), plan: version.number });
    await promiseCustomerLine(tx, site.code, line, date);
    return { line: body.line, promised: date };
  });

  serve(app, context, promisesMade, async ({ tx, site, query }) => ({
    rows: await promisesOf(tx, site.code, query.line, await plantDaysOf(tx, site)),
  }));

  serve(app, context, rescues, async ({ tx, site, query }) => {
    const plan = await standing(tx, site.code, query.line);
    const { problem, version } = plan.made;
    const at = instants(problem.epoch);
    const days = daysOf(problem, await plantDaysOf(tx, site));
    const offers = await plan.ask('rescues', query.line);
    const rows = offers.map((row) => ({
      kind: row.kind,
      what: row.what,
      date: at(row.date),
      before: at(row.before),
      gained: row.gained,
      gained_days: days(row.date, row.before),
      late_days: row.late > 0 ? days(row.date - row.late, row.date) : 0,
      cost: row.cost ?? null,
      delayed: others(problem.epoch, row.delayed, days),
      agree: [...row.agree],
      text: spoken(
        worded(row.wording, ({ of }) =>
          lateDaysText(of === 'gained' ? days(row.date, row.before) : worst(row.delayed, days)),
        ),
      ),
    }));
    return { version: shown(version), rows };
  });
}

const shown = ({ number, made_at }: AsMade['version']) => ({ number, made_at });

const instants = (epoch: string) => {
  const base = secondsOf(epoch);
  return (seconds: number): string => instantAt(base + seconds);
};

/** Working days from one second of a problem to a later one. */
type Between = (before: number, after: number) => number;
const daysOf = ({ epoch }: Pick<Problem, 'epoch'>, days: WorkingDays): Between => {
  const base = secondsOf(epoch);
  return (before, after) => lateDays(days, base + before, base + after);
};

/** Working days by which an answer delays whom it delays most, who is named in its sentence. */
const worst = ([most]: readonly Delayed[], days: Between): number => (most ? days(most.before, most.after) : 0);

const others = (epoch: string, delayed: readonly Delayed[], days: Between) => {
  const at = instants(epoch);
  return delayed.map((row) => ({
    line: row.demand,
    priority: row.priority,
    before: at(row.before),
    after: at(row.after),
    seconds: row.seconds,
    days: days(row.before, row.after),
  }));
};

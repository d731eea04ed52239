/** A rush order: asked of the standing plan, asked of a supervisor, made and planned with, its tickets printed. */
import { type Offer, second } from '@hotlist/engine';
import type { FastifyInstance } from 'fastify';
import { steps } from '../../house/amounts.ts';
import { instantAt, instantOf, nowAt, secondsOf, todayAt } from '../../house/clock.ts';
import { malformed, Refusal } from '../../house/errors.ts';
import { refuseUndecidable } from '../../house/requests.ts';
import { type Asked, type HttpContext, type Site, serve } from '../../server/http.ts';
import type { Job, Jobs } from '../../server/jobs.ts';
import { lockSite } from '../../server/site-lock.ts';
import { releaseClear } from '../cleartobuild/cleartobuild.store.ts';
import { approvingNames, refusingNames } from '../deputies/scope.store.ts';
import { papersToPrint, printTickets } from '../floor/tickets.store.ts';
import { addCustomerLine, comingOrder } from '../orders/orders.store.ts';
import type { StandingPlan, StandingPlans } from '../planning/answers.jobs.ts';
import { answerRefusals } from '../planning/answers.messages.ts';
import { staleRefusal, standingOf } from '../planning/asmade.store.ts';
import { firmedOf } from '../planning/firm.store.ts';
import { asRun, type PlanInput } from '../planning/planning.jobs.ts';
import { spoken } from '../planning/planning.messages.ts';
import { askForRun, publishedVersion, readInputs, standingVersion, versionAtWork } from '../planning/planning.store.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import { keepPledges, lastPledges } from '../planning/pledges.store.ts';
import { readNewest, readPublished } from '../planning/published.store.ts';
import { ordersServing } from '../planning/serves.store.ts';
import { lateDays } from '../planning/workingdays.ts';
import { inactiveAmong } from '../users/scope.store.ts';
import { whatBecame } from './became.store.ts';
import { lineOf, putOffIn } from './effect.ts';
import { Effects } from './effects.ts';
import * as contract from './rush.contract.ts';
import { faultWords, noteOf, offerRefusals, rushRefusals, rushWords, twinQuestions } from './rush.messages.ts';
import {
  departmentsMaking,
  keepAnswer,
  keepRequest,
  knownOf,
  requestOf,
  requestsOf,
  ships,
  twinOf,
} from './rush.store.ts';
import { besideTwin, faultsOf, type Option, promisedOf, stillHolds, type Twin, type Wanted } from './rush.ts';

type Tx = Asked['tx'];

export interface RushContext extends HttpContext {
  readonly jobs: Jobs;
  readonly planJob: Job<PlanInput>;
  readonly plans: StandingPlans;
}

export function rushRoutes(app: FastifyInstance, context: RushContext): void {
  const { jobs, planJob, plans, aside } = context;
  const effects = new Effects();

  /** What a run would make of what is asked for as it is offered; read of one moment, which who writes does not. */
  async function effectOf(tx: Tx, site: Site, plan: StandingPlan, asked: AsOffered, delays: Told['delays']) {
    const { option, customer, item, qty, date } = asked;
    const offered = { option, customer, item, qty, wished: wishOf(site, asked), date };
    const read = async (tx: Tx, now: string) => {
      const inputs = await readInputs(tx, site.code);
      const [published, newest] = [await readPublished(tx, site.code), await readNewest(tx, site.code)];
      const of = (rows: typeof inputs.rows) => {
        const { problem, published: atWork, newest: stood } = asRun({ ...inputs, rows }, published, now, newest);
        return { problem, published: atWork, newest: stood };
      };
      const [order, days] = [await comingOrder(tx, site.code), await plantDaysOf(tx, site)];
      return { rows: inputs.rows, of, order, days };
    };
    const moment = aside.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
    const runs = (now: string) => moment.execute((tx) => read(tx, now));
    const published = (await publishedVersion(tx, site.code))?.id ?? null;
    return effects.of(plan, offered, { now: nowAt(site), published, delays, runs });
  }

  /** Refused where the plan offers nothing, or another date than `date`. */
  async function effectOn(tx: Tx, site: Site, wanted: Wanted, option: Option, date?: string) {
    const asked = await askPlan(tx, site, plans, wanted);
    const offer = asked[option];
    if (!offer) throw new Refusal(409, 'no-offer', rushRefusals.noOffer(asked.why ?? undefined, option));
    if (date !== undefined && Date.parse(offer.shown.date) !== Date.parse(date))
      throw new Refusal(409, 'other-date', answerRefusals.otherDate(wanted.item));
    return {
      ...asked,
      offer,
      effect: await effectOf(tx, site, asked.plan, { ...wanted, ...offer.shown }, offer.delays),
    };
  }

  serve(app, context, contract.rushOffers, async ({ tx, site, query }) => {
    const { plan, kept, first, why } = await askPlan(tx, site, plans, query);
    return { plan: plan.made.version.number, kept: kept?.shown ?? null, first: first?.shown ?? null, why };
  });

  serve(app, context, contract.rushEffects, async ({ tx, site, query: { option, date: offered, ...wanted } }) => {
    const { plan, offer, effect } = await effectOn(tx, site, wanted, option, offered);
    const { ships, hurts, fromNothing } = effect;
    const value = hurts.reduce((sum, one) => sum + (one.value ?? 0), 0);
    const { date } = offer.shown;
    return { plan: plan.made.version.number, date, ships, from_nothing: fromNothing, hurts: [...hurts], value };
  });

  serve(app, context, contract.listRush, async ({ tx, site, person, query }) => {
    const rows = await requestsOf(tx, site.code, query.waiting);
    const named = rows.filter(({ ships }) => ships !== null).flatMap(({ hurts }) => hurts.map(({ line }) => line));
    const inactive = await inactiveAmong(
      tx,
      rows.map(({ person: asking }) => asking),
    );
    const became = await whatBecame(tx, site, [...new Set(named)]);
    return {
      rows: rows.map(({ person: asking, hurts, ...row }) => ({
        ...row,
        promised: promisedOf(instantOf(site.zone, row.wish, site.dueTime), row.date),
        hurts: hurts.map((one) => ({ ...one, became: row.ships === null ? [] : [...became(one.line)] })),
        mine: asking === person.id,
        inactive: inactive.has(asking),
      })),
    };
  });

  serve(app, context, contract.askRush, async ({ tx, site, person, body, confirmed }) => {
    const { option, date, ...wanted } = body;
    const asked = await effectOn(tx, site, wanted, option, date);
    const { hurts, ships: run_ships } = asked.effect;
    const ran = { run_ships, run_tried: true };
    const plan = asked.plan.made.version.number;
    // The site first: of two who ask at once the second sees the first.
    await lockSite(tx, site.code);
    askedOnce(await twinOf(tx, site.code, wanted), 'ask', site, confirmed);
    const id = await keepRequest(tx, site.code, person, { ...wanted, option, date, hurts, ...ran, plan });
    return { id, done: rushWords.asked };
  });

  serve(app, context, contract.approveRush, async ({ tx, site, person, params, body, confirmed, because }) => {
    const seen = await requestOf(tx, site.code, params.id, false);
    const touched = await departmentsMaking(tx, site.code, seen.item);
    const names = await approvingNames(tx, site.code, person, seen, touched);
    askedOnce(await twinOf(tx, site.code, seen, seen.id), 'approve', site, confirmed);
    const asked = await askPlan(tx, site, plans, seen);
    const offer = asked[seen.option];
    const effect = offer && (await effectOf(tx, site, asked.plan, seen, offer.delays));
    // The site first, as every plan and number takes it; then the request, against a second decision.
    await lockSite(tx, site.code);
    const request = await requestOf(tx, site.code, params.id, true);
    refuseUndecidable(request, names.persons, 'approved');
    const twin = askedOnce(await twinOf(tx, site.code, request, request.id), 'approve', site, confirmed);
    const { version } = asked.plan.made;
    const now = await standingOf(tx, site.code);
    if (now?.id !== version.id || now.stale) throw await staleRefusal(tx, site.code, version.number);
    const told = { ...request, ships: request.run_tried ? request.run_ships : request.date };
    const holds = stillHolds(told, effect && { ...effect, date: offer.shown.date });
    if (holds.kind !== 'accept') {
      // The yes is to what was named: by another list it is asked again.
      const isAnswered = holds.kind === 'confirm' && confirmed.has(holds.code) && body.list === holds.values.list;
      const values = { ...holds.values, ...(holds.kind === 'confirm' ? { confirm: holds.code } : {}) };
      if (!isAnswered) throw new Refusal(409, holds.code, offerRefusals[holds.code](values, site.zone), { values });
      if (because === '') throw new Refusal(422, 'reason-needed', rushRefusals.reasonNeeded());
    }
    const reason = holds.kind === 'confirm' ? { reason: because } : {};

    const made = lineOf({ ...request, wished: wishOf(site, request) });
    const line = await addCustomerLine(tx, site.code, { ...made, note: noteOf(seen.who, request.wish, twin) });
    if (request.option === 'first') {
      const { item, qty, due, promised: ships } = made;
      const hurts = effect?.hurts ?? [];
      const before = await lastPledges(
        tx,
        site.code,
        hurts.map((one) => one.line),
      );
      await keepPledges(tx, site.code, [{ line, item, qty, due, ships }, ...putOffIn(before, hurts)]);
    }
    const wish = { site: site.code, by: person.name, reason: `rush order ${line}` };
    const run = await askForRun(tx, wish, (id) => jobs.send(planJob, { run: id }, tx));
    await keepAnswer(tx, request.id, names, { decision: 'approved', line, run: run.id, effect, ...reason });
    return { line, done: rushWords.approved(line) };
  });

  serve(app, context, contract.refuseRush, async ({ tx, site, person, params, body }) => {
    const request = await requestOf(tx, site.code, params.id, true);
    const touched = await departmentsMaking(tx, site.code, request.item);
    const names = await refusingNames(tx, site.code, person, request, touched);
    await keepAnswer(tx, request.id, names, { decision: 'refused', reason: body.reason });
    return { done: rushWords.refused };
  });

  serve(app, context, contract.takeBackRush, async ({ tx, site, person, params, body }) => {
    const request = await requestOf(tx, site.code, params.id, true);
    if (request.person !== person.id) throw new Refusal(409, 'not-yours', rushRefusals.notYours(request.who));
    refuseUndecidable(request, [person.id], 'refused');
    await keepAnswer(tx, request.id, person, { decision: 'refused', reason: body.reason });
    return { done: rushWords.takenBack };
  });

  serve(app, context, contract.printRush, async ({ tx, site, person, params }) => {
    const { line } = await requestOf(tx, site.code, params.id, false);
    if (line === null) throw new Refusal(409, 'not-approved', rushRefusals.notApproved());
    const standing = await standingVersion(tx, site.code);
    if (!standing || !(await ships(tx, standing, line)))
      throw new Refusal(409, 'not-planned', rushRefusals.notPlanned(line));
    const atWork = await versionAtWork(tx, site.code);
    if (!atWork || !(await ships(tx, atWork, line)))
      throw new Refusal(409, 'not-published', rushRefusals.notPublished(line, standing.number));
    const orders = await ordersServing(tx, standing.id, line);
    if (orders.length === 0 || (await ordersServing(tx, atWork.id, line)).length === 0)
      throw new Refusal(409, 'nothing-to-print', rushRefusals.fromStock(line));
    const { numbers } = await releaseClear(tx, site, 'now', orders);
    const firmed = await firmedOf(tx, site.code, standing.number);
    const own = orders.flatMap((id) => (id.startsWith('work/') ? id.slice(5) : (firmed(id) ?? [])));
    const papers = await papersToPrint(tx, site.code, [...new Set([...own, ...numbers])]);
    if (papers.length === 0) throw new Refusal(409, 'nothing-to-print', rushRefusals.nothingToPrint(line));
    const { print, tickets } = await printTickets(tx, site.code, person.name, papers);
    return {
      tickets: tickets.map((one) => one.order),
      pdf: `/api/v1/ticket-prints/${print}/paper?site=${encodeURIComponent(site.code)}`,
    };
  });
}

interface AsOffered extends Wanted {
  readonly option: Option;
  /** ISO. */
  readonly date: string;
}
type Told = ReturnType<Awaited<ReturnType<typeof toldBy>>>;

/** Asks whether it is another one than the same that was asked for or ordered before; answers that, where it is said. */
function askedOnce(
  twin: Twin | undefined,
  act: 'ask' | 'approve',
  { zone }: Site,
  confirmed: ReadonlySet<string>,
): Twin | undefined {
  const decision = besideTwin(twin, act);
  if (decision.kind !== 'confirm') return undefined;
  const { code, values } = decision;
  if (confirmed.has(code)) return twin;
  throw new Refusal(409, code, twinQuestions[code](values, zone), { values: { ...values, confirm: code } });
}

/** Refuses what cannot be asked for, every fault by its field; else what the standing plan offers. */
async function askPlan(tx: Tx, site: Site, plans: StandingPlans, wanted: Wanted) {
  const known = await knownOf(tx, site.code, wanted, todayAt(site));
  const faults = faultsOf(wanted, known);
  if (faults.length > 0)
    throw malformed(
      faults.map(([field, code]) => ({ field, value: String(wanted[field]), text: faultWords[code](wanted) })),
    );
  const plan = await plans.of(tx, site.code);
  const quantity = steps(wanted.qty, known.decimals, 'up');
  const { kept, first, why } = await plan.ask('new-order', {
    item: wanted.item,
    qty: quantity,
    customer: wanted.customer,
    // As the plan will have it: who may wait until the wish delays others less than who goes first for the earliest day.
    wish: second(secondsOf(wishOf(site, wanted)) - secondsOf(plan.made.problem.epoch)),
  });
  const told = await toldBy(tx, site, plan, wanted);
  return {
    plan,
    kept: kept && told('kept', kept),
    first: first && told('first', first),
    why: why === undefined ? null : spoken(why),
  };
}

const wishOf = ({ zone, dueTime }: Site, { wish }: Pick<Wanted, 'wish'>): string => instantOf(zone, wish, dueTime);

/** Offers in instants; `delays`: who ships later by them, at the latest. */
async function toldBy(tx: Tx, site: Site, { made: { problem } }: StandingPlan, wanted: Wanted) {
  const base = secondsOf(problem.epoch);
  const at = (seconds: number): string => instantAt(base + seconds);
  const days = await plantDaysOf(tx, site);
  const wished = secondsOf(wishOf(site, wanted));
  return (option: Option, offer: Offer) => ({
    shown: {
      option,
      date: at(offer.ships),
      late_days: Math.max(0, lateDays(days, wished, base + offer.ships)),
      sets: offer.sets.map((one) => spoken(one.text)),
      until: at(offer.until),
    },
    delays: offer.delayed.map(({ demand, after }) => ({ line: demand, after: at(after) })),
  });
}

/** A rush order: asked of the standing plan, asked of a supervisor, made and planned with, its tickets printed. */
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../house/errors.ts';
import { refuseUndecidable } from '../../house/requests.ts';
import { type HttpContext, type Site, serve } from '../../server/http.ts';
import type { Job, Jobs } from '../../server/jobs.ts';
import { lockSite } from '../../server/site-lock.ts';
import { approvingNames, refusingNames } from '../deputies/scope.store.ts';
import type { StandingPlans } from '../planning/answers.jobs.ts';
import { staleRefusal, standingOf } from '../planning/asmade.store.ts';
import type { PlanInput } from '../planning/planning.jobs.ts';
import { askForRun } from '../planning/planning.store.ts';
import { inactiveAmong } from '../users/scope.store.ts';
import { whatBecame } from './became.store.ts';
import { askPlan, offerOf } from './offers.jobs.ts';
import * as contract from './rush.contract.ts';
import { noteOf, offerRefusals, rushRefusals, rushWords, twinQuestions } from './rush.messages.ts';
import { departmentsMaking, keepAnswer, keepOrder, keepRequest, requestOf, requestsOf, twinOf } from './rush.store.ts';
import { besideTwin, promisedOf, stillHolds, type Told, type Twin, wishOf } from './rush.ts';
import { printTicketsOf } from './rushtickets.store.ts';
import { isSameMended, type Mends } from './triedruns.ts';
import { WouldRun } from './wouldrun.jobs.ts';
import { mendsOf } from './wouldrun.store.ts';
import type { Hurt } from './wouldrun.ts';

export interface RushContext extends HttpContext {
  readonly jobs: Jobs;
  readonly planJob: Job<PlanInput>;
  readonly printJob: Job<object>;
  readonly plans: StandingPlans;
}

export function rushRoutes(app: FastifyInstance, context: RushContext): void {
  const wouldRun = new WouldRun(context.aside);
  askingRoutes(app, context, wouldRun);
  decidingRoutes(app, context, wouldRun);
}

function askingRoutes(app: FastifyInstance, context: RushContext, wouldRun: WouldRun): void {
  const { plans } = context;

  serve(app, context, contract.rushOffers, async ({ tx, site, query }) => {
    const { plan, kept, first, why } = await askPlan(tx, site, plans, query);
    return { plan: plan.made.version.number, kept: kept?.shown ?? null, first: first?.shown ?? null, why };
  });

  serve(app, context, contract.rushEffects, async ({ tx, site, query: { option, date: offered, ...wanted } }) => {
    const { plan, offer } = await offerOf(tx, site, plans, wanted, { option, date: offered });
    const effect = await wouldRun.of(tx, site, plan, { ...wanted, ...offer.shown }, offer.delays);
    const { ships, fromNothing: from_nothing } = effect;
    const [hurts, gains] = [[...effect.hurts], [...effect.gains]];
    const value = hurts.reduce((sum, one) => sum + (one.value ?? 0), 0);
    const { date } = offer.shown;
    return { plan: plan.made.version.number, date, ships, from_nothing, hurts, value, gains };
  });

  serve(app, context, contract.listRush, async ({ tx, site, person, query }) => {
    const rows = await requestsOf(tx, site.code, query.waiting);
    const inactive = await inactiveAmong(
      tx,
      rows.map(({ person: asking }) => asking),
    );
    const fates = await whatBecame(
      tx,
      site,
      rows.flatMap(({ hurts }) => hurts),
    );
    const told = ({ line_id, ...one }: Hurt, isShipped: boolean) => {
      const { called, became } = fates({ line: one.line, line_id: line_id ?? null });
      return { ...one, line: called, became: isShipped ? [...became] : [] };
    };
    return {
      rows: rows.map(({ person: asking, hurts, ...row }) => ({
        ...row,
        promised: promisedOf(wishOf(site, row), row.date),
        hurts: hurts.map((one) => told(one, row.ships !== null)),
        mine: asking === person.id,
        inactive: inactive.has(asking),
      })),
    };
  });

  serve(app, context, contract.askRush, async ({ tx, site, person, body, confirmed }) => {
    const { option, date, ...wanted } = body;
    const { plan: standing, offer } = await offerOf(tx, site, plans, wanted, { option, date });
    const effect = await wouldRun.of(tx, site, standing, { ...wanted, ...offer.shown }, offer.delays);
    const { hurts, gains, ships: run_ships, fromNothing: from_nothing } = effect;
    const ran = { hurts, gains, from_nothing, run_ships, run_tried: true };
    const plan = standing.made.version.number;
    // The site first: of two who ask at once the second sees the first.
    await lockSite(tx, site.code);
    askedOnce(await twinOf(tx, site.code, wanted), 'ask', site, confirmed);
    const id = await keepRequest(tx, site.code, person, { ...wanted, option, date, ...ran, plan });
    return { id, done: rushWords.asked };
  });
}

function decidingRoutes(app: FastifyInstance, context: RushContext, wouldRun: WouldRun): void {
  const { jobs, planJob, plans } = context;

  serve(app, context, contract.approveRush, async ({ tx, site, person, params, body, confirmed, because }) => {
    const seen = await requestOf(tx, site.code, params.id, false);
    const touched = await departmentsMaking(tx, site.code, seen.item);
    const names = await approvingNames(tx, site.code, person, seen, touched);
    askedOnce(await twinOf(tx, site.code, seen, seen.id), 'approve', site, confirmed);
    const asked = await askPlan(tx, site, plans, seen, 'decision');
    const offer = asked[seen.option];
    const effect = offer && (await wouldRun.of(tx, site, asked.plan, seen, offer.delays, 'decision'));
    // The site first, as every plan and number takes it; then the request, against a second decision.
    await lockSite(tx, site.code);
    const request = await requestOf(tx, site.code, params.id, true);
    refuseUndecidable(request, names.persons, 'approved');
    const twin = askedOnce(await twinOf(tx, site.code, request, request.id), 'approve', site, confirmed);
    const { version } = asked.plan.made;
    const now = await standingOf(tx, site.code);
    if (now?.id !== version.id || now.stale) throw await staleRefusal(tx, site.code, version.number);
    // A publication, or a release from the zone, may have had the site meanwhile, and the same plan stand after it.
    const published = await mendsOf(tx, site);
    if (effect) refuseOther(effect.mends, published);
    const told = { ...request, ships: request.run_tried ? request.run_ships : request.date };
    const answered = { confirmed, because, list: body.list };
    const reason = askedWorse(told, effect && { ...effect, date: offer.shown.date }, site, answered);

    const note = noteOf(seen.who, request.wish, twin);
    const line = await keepOrder(tx, site, request, note, effect?.hurts ?? []);
    const wish = { site: site.code, by: person.name, reason: `rush order ${line}` };
    const run = await askForRun(tx, wish, (id) => jobs.send(planJob, { run: id }, tx));
    await keepAnswer(tx, request.id, names, { decision: 'approved', line, run: run.id, effect, ...reason });
    return { line, done: rushWords.approved(line, published !== undefined) };
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
    const asked = await requestOf(tx, site.code, params.id, false);
    const { orders, sent, print } = await printTicketsOf(tx, site, person, asked);
    if (sent.length > 0) await context.jobs.send(context.printJob, {}, tx);
    return {
      tickets: [...orders],
      sent: sent.map(({ printer, tickets, said }) => ({ printer, tickets, said })),
      pdf: print === null ? null : `/api/v1/ticket-prints/${print}/paper?site=${encodeURIComponent(site.code)}`,
    };
  });
}

/** Whom it hurts was planned of what a run would not mend any more. */
function refuseOther(tried: Mends, now: Mends): void {
  if (!now || isSameMended(tried, now)) return;
  const { number } = now;
  throw tried?.number === number
    ? new Refusal(409, 'released-meanwhile', rushRefusals.releasedMeanwhile())
    : new Refusal(409, 'published-meanwhile', rushRefusals.publishedMeanwhile(number));
}

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

interface Answered {
  readonly confirmed: ReadonlySet<string>;
  /** Why it is approved all the same. */
  readonly because: string;
  /** Of the question that is answered. */
  readonly list: string | undefined;
}

/** Refused where the offer holds no more; asked, with a reason, where it hurts more than was told. Answers the reason. */
function askedWorse(told: Told, now: Told | undefined, { zone }: Site, { confirmed, because, list }: Answered) {
  const holds = stillHolds(told, now);
  if (holds.kind === 'accept') return {};
  const { code } = holds;
  // The yes is to what was named: by another list it is asked again.
  const isAnswered = holds.kind === 'confirm' && confirmed.has(code) && list === holds.values.list;
  const values = { ...holds.values, ...(holds.kind === 'confirm' ? { confirm: code } : {}) };
  if (!isAnswered) throw new Refusal(409, code, offerRefusals[code](values, zone), { values });
  if (because === '') throw new Refusal(422, 'reason-needed', rushRefusals.reasonNeeded());
  return { reason: because };
}

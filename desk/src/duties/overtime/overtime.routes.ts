/** Overtime: tried on the standing plan, asked of a supervisor, opened for the next plan, taken away again. */
import { minor, type OvertimeWindow, second } from '@hotlist/engine';
import type { FastifyInstance } from 'fastify';
import { lineValue } from '../../house/amounts.ts';
import { dayNumber, dayOfNumber, instantOf, nowAt, secondsOf, todayAt, wallClock } from '../../house/clock.ts';
import { malformed, Refusal } from '../../house/errors.ts';
import { type Asked as Asking, type HttpContext, type Site, serve } from '../../server/http.ts';
import { lockSite } from '../../server/site-lock.ts';
import { clockText } from '../calendars/calendars.ts';
import { nightsAnew } from '../calendars/longnights.ts';
import { approvingNames, decidingNames, refusingNames } from '../deputies/scope.store.ts';
import type { StandingPlans } from '../planning/answers.jobs.ts';
import { comparedPlan } from '../planning/compared.store.ts';
import { comparisonOf } from '../planning/comparison.store.ts';
import { costOfHours } from '../planning/handhours.ts';
import { asRun } from '../planning/planning.jobs.ts';
import { triedBeside } from '../planning/tried.store.ts';
import { ofNights, refuseUnasked } from '../records/questions.ts';
import { inactiveAmong } from '../users/scope.store.ts';
import * as contract from './overtime.contract.ts';
import { askRefusals, overtimeWords, placeFaults, revokeRefusals } from './overtime.messages.ts';
import {
  calendarRowsOf,
  departmentsOf,
  keepDecision,
  keepRequest,
  keepRevocation,
  openHours,
  othersAfter,
  placesOf,
  requestOf,
  requestsOf,
  unknownCrews,
} from './overtime.store.ts';
import { type Asked, effectOf, mayAsk, mayRevoke, type Place, readSpan, stateOf } from './overtime.ts';

type Tx = Asking['tx'];
const day = 86_400;

interface Wanted {
  readonly work_centre: string;
  readonly machine?: string | null | undefined;
  readonly crews?: readonly string[] | null | undefined;
  readonly day: string;
  readonly hours: string;
  readonly hour_price: number;
}

export function overtimeRoutes(app: FastifyInstance, context: HttpContext, plans: StandingPlans): void {
  serve(app, context, contract.overtimeEffects, async ({ tx, site, query, confirmed }) => {
    const named = query.crews?.split(',').map((one) => one.trim());
    const tried = await tryOut(tx, site, plans, { ...query, crews: named?.filter((one) => one !== '') }, confirmed);
    const { from, to, crews, cost, version, comparison, beside, effect } = tried;
    return {
      version: { number: version.number, made_at: version.made_at },
      from,
      to,
      crews: [...crews],
      cost,
      ...told(effect),
      comparison,
      beside,
    };
  });

  serve(app, context, contract.listOvertime, async ({ tx, site, person, query }) => {
    const now = nowAt(site);
    const rows = await requestsOf(tx, site.code, now, query);
    const inactive = await inactiveAmong(
      tx,
      rows.map(({ person: asking }) => asking),
    );
    return {
      rows: rows.map(({ person: asking, decision, effect, crews, ...row }) => ({
        ...row,
        ...told(effect),
        crews: codesIn(crews),
        mine: asking === person.id,
        inactive: inactive.has(asking),
        cost: costOf(row, site),
        begun: Date.parse(row.from) <= Date.parse(now),
        state: stateOf({
          decision: decision === null ? undefined : { decision, who: row.decided_by ?? '' },
          revoked: row.revoked_by === null ? undefined : { who: row.revoked_by },
        }),
      })),
    };
  });

  serve(app, context, contract.askOvertime, async ({ tx, site, person, body, confirmed }) => {
    const { asked, from, to, crews, version, effect } = await tryOut(tx, site, plans, body, confirmed);
    // The site first: of two who ask for the same hours at once the second sees the first.
    await lockSite(tx, site.code);
    await refuseUnfit(tx, site, asked, confirmed, {});
    const { work_centre, hour_price, reason } = body;
    const machine = body.machine ?? null;
    const id = await keepRequest(tx, site.code, person, {
      work_centre,
      machine,
      crews,
      from,
      to,
      hour_price,
      reason,
      plan: version.number,
      effect,
    });
    return { id, done: overtimeWords.asked };
  });

  serve(app, context, contract.approveOvertime, async ({ tx, site, person, params }) => {
    // The site first: two approvals of the same hours do not pass each other.
    await lockSite(tx, site.code);
    const request = await requestOf(tx, site.code, params.id);
    const names = await approvingNames(tx, site.code, person, request, await departmentsOf(tx, site.code, request));
    const places = await placesOf(tx, site.code, request.work_centre);
    const machines = (places?.machines ?? []).filter(
      (one) => request.machine === null || one.machine === request.machine,
    );
    // A holiday was confirmed when it was asked for.
    await refuseUnfit(tx, site, onClock(site, request, machines), new Set(['closed-day']), { but: request.id });
    const crews = codesIn(request.crews);
    const opened = await openHours(tx, site.code, `OT-${request.id}`, { ...request, crews });
    await keepDecision(tx, request.id, names, { decision: 'approved', ...opened });
    return { code: opened.code, done: overtimeWords.approved };
  });

  serve(app, context, contract.refuseOvertime, async ({ tx, site, person, params, body }) => {
    const request = await requestOf(tx, site.code, params.id);
    const names = await refusingNames(tx, site.code, person, request, await departmentsOf(tx, site.code, request));
    await keepDecision(tx, request.id, names, { decision: 'refused', reason: body.reason });
    return { done: overtimeWords.refused };
  });

  serve(app, context, contract.revokeOvertime, async ({ tx, site, person, params, body }) => {
    const request = await requestOf(tx, site.code, params.id);
    const names = await decidingNames(tx, site.code, person, await departmentsOf(tx, site.code, request));
    const decision = mayRevoke(request, nowAt(site));
    if (decision.kind === 'refuse')
      throw new Refusal(409, decision.code, revokeRefusals[decision.code](decision.values));
    const taken = await keepRevocation(tx, site.code, request, names, body.reason);
    return { done: taken ? overtimeWords.revoked : overtimeWords.revokedGone };
  });
}

const codesIn = (text: string): string[] => text.split(', ').filter((one) => one !== '');
const told = <T>({ verdict, saves, hurts }: { verdict: string; saves: readonly T[]; hurts: readonly T[] }) => ({
  verdict,
  saves: [...saves],
  hurts: [...hurts],
});

const costOf = ({ from, to, hour_price }: { from: string; to: string; hour_price: number }, site: Site): number =>
  costOfHours(hour_price, secondsOf(to) - secondsOf(from), site.currency);

/** The same hours as they were asked for, on the plant's clock. */
function onClock(site: Site, { from, to }: { from: string; to: string }, places: readonly Place[]): Asked {
  const [begins, ends] = [wallClock(site.zone, from), wallClock(site.zone, to)];
  const on = begins.slice(0, 10);
  const since = (wall: string) => secondsOf(`${wall}Z`) - secondsOf(`${on}T00:00:00Z`);
  return { day: on, span: { from: since(begins), to: since(ends) }, from, to, places };
}

/** Refuses what nobody can ask for; else what the standing plan makes of it. */
async function tryOut(tx: Tx, site: Site, plans: StandingPlans, wanted: Wanted, confirmed: ReadonlySet<string>) {
  const places = await placesOf(tx, site.code, wanted.work_centre);
  if (!places) throw faulty('work_centre', wanted.work_centre, placeFaults.centre(wanted.work_centre));
  const machines = places.machines.filter((one) => !wanted.machine || one.machine === wanted.machine);
  if (wanted.machine && machines.length === 0)
    throw faulty('machine', wanted.machine, placeFaults.machine(wanted.machine, wanted.work_centre));
  const crews = wanted.crews ?? places.crews;
  const twice = crews.find((one, n) => crews.indexOf(one) < n);
  if (twice !== undefined) throw faulty('crews', twice, placeFaults.twice(twice));
  const [stranger] = await unknownCrews(tx, site.code, crews);
  if (stranger !== undefined) throw faulty('crews', stranger, placeFaults.crew(stranger));
  const read = readSpan(wanted.hours);
  if ('fault' in read) throw faulty('hours', wanted.hours, read.fault);
  const { span } = read;
  const at = (seconds: number) =>
    instantOf(site.zone, dayOfNumber(dayNumber(wanted.day) + Math.floor(seconds / day)), clockText(seconds % day));
  const asked: Asked = { day: wanted.day, span, from: at(span.from), to: at(span.to), places: machines };
  await refuseUnfit(tx, site, asked, confirmed, {});
  const where = { calendar: wanted.work_centre, day: wanted.day };
  refuseUnasked(ofNights(nightsAnew(where, wanted.hours, ''), todayAt(site)), confirmed);

  const standing = await plans.of(tx, site.code);
  const { version } = standing.made;
  const { inputs, stood } = await plans.toRun(site.code, standing);
  const { run: unchanged } = asRun(inputs, stood, nowAt(site));
  const { problem: planned } = unchanged;
  const epoch = secondsOf(planned.epoch);
  const window: OvertimeWindow = {
    id: 'asked for',
    machines: machines.map((one) => one.machine),
    crews,
    from: second(secondsOf(asked.from) - epoch),
    to: second(secondsOf(asked.to) - epoch),
    perHour: lineValue(wanted.hour_price, '1', site.currency) ?? minor(0),
    opened: true,
  };
  const problem = { ...planned, overtime: [...(planned.overtime ?? []), window] };
  const { stands, before, next, beside } = await triedBeside(tx, site.code, standing, {
    run: { ...unchanged, problem },
    unchanged,
  });
  const comparison = await comparisonOf(tx, site, before, comparedPlan(problem, next, stands), { operations: 200 });
  const { from, to } = asked;
  const cost = costOf({ ...asked, hour_price: wanted.hour_price }, site);
  const effect = effectOf(comparison.verdict, comparison.orders);
  return { asked, from, to, crews, cost, version, comparison, beside, effect };
}

const faulty = (field: string, value: string, text: string): Refusal => malformed([{ field, value, text }]);

async function refuseUnfit(
  tx: Tx,
  site: Site,
  asked: Asked,
  confirmed: ReadonlySet<string>,
  { but }: { readonly but?: number },
): Promise<void> {
  const now = nowAt(site);
  const others = await othersAfter(tx, site.code, now, but);
  // Who approves looks at what is approved alone: of two that ask for the same hours he takes one.
  const against = but === undefined ? others : others.filter((one) => one.approved);
  const decision = mayAsk(asked, await calendarRowsOf(tx, site.code), against, now);
  if (decision.kind === 'accept' || (decision.kind === 'confirm' && confirmed.has(decision.code))) return;
  const text = askRefusals[decision.code](decision.values, todayAt(site));
  if (decision.kind === 'confirm')
    throw new Refusal(409, decision.code, text, { values: { ...decision.values, confirm: decision.code } });
  throw new Refusal(422, decision.code, text, { values: decision.values, faults: [{ field: 'hours', text }] });
}

/** What changes of calendars would move, and saving them. */
import type { Plan, Problem } from '@hotlist/engine';
import type { FastifyInstance } from 'fastify';
import { instantOf, nowAt, secondsOf, todayAt, wallClock } from '../../house/clock.ts';
import { malformed, Refusal } from '../../house/errors.ts';
import { shapeFault } from '../../house/shapefaults.ts';
import { noFile } from '../../server/files.ts';
import { Answer, type HttpContext, type Site, serve } from '../../server/http.ts';
import { type CalendarRows, isOver } from '../calendars/calendars.ts';
import { readIcs, yearsFrom } from '../calendars/ics.import.ts';
import type { StandingPlans } from '../planning/answers.jobs.ts';
import { standingOf } from '../planning/asmade.store.ts';
import { type Compared, comparedPlan } from '../planning/compared.store.ts';
import { comparisonOf } from '../planning/comparison.store.ts';
import { asRun } from '../planning/planning.jobs.ts';
import { versionCalled } from '../planning/planning.store.ts';
import { readToRun } from '../planning/torun.store.ts';
import { triedBeside } from '../planning/tried.store.ts';
import { askingOf } from '../records/asking.store.ts';
import { ofNights, ofUnshown, refuseUnasked } from '../records/questions.ts';
import { apart } from './asked.ts';
import {
  askedShape,
  calendarEffects,
  mostDays,
  readHolidays,
  saveCalendarChanges,
  workingTimes,
} from './calendarchanges.contract.ts';
import {
  changeRefusals,
  faultWords,
  interruptedWords,
  meanwhileWords,
  savedWords,
  soAlready,
} from './calendarchanges.messages.ts';
import { calendarRows, calendarUsers, lockCalendars, runningSteps, saveChanges } from './calendarchanges.store.ts';
import {
  type CalendarChanges,
  changed,
  faultsOf,
  interrupted,
  longNightsOf,
  meanwhileOf,
  unshownIn,
} from './calendarchanges.ts';

export function calendarChangesRoutes(app: FastifyInstance, context: HttpContext, plans: StandingPlans): void {
  serve(app, context, workingTimes, async ({ tx, site }) => {
    const rows = await calendarRows(tx, site.code);
    const users = await calendarUsers(tx, site.code);
    return {
      today: todayAt(site),
      calendars: rows.calendars.map(({ code, name, week }) => ({
        code: String(code),
        name: name === null ? null : String(name),
        week: String(week),
        used_by: [...(users.get(String(code)) ?? [])],
      })),
      days: rows.days.map(({ calendar, day, hours, name }) => ({
        calendar: String(calendar),
        day: String(day),
        hours: String(hours ?? ''),
        name: name === null ? null : String(name),
      })),
    };
  });

  serve(app, context, readHolidays, async ({ files, site }) => {
    const { name, bytes } = files[0] ?? noFile;
    const read = readIcs(bytes, name, yearsFrom(todayAt(site)));
    if ('fault' in read) throw new Refusal(422, 'calendar-file', read.fault);
    return new Answer(200, { days: read.days.map((one) => ({ ...one })), notes: [...read.notes] });
  });

  serve(app, context, calendarEffects, async ({ tx, site, query }) => {
    const changes = readChanges(query.changes);
    const rows = await calendarRows(tx, site.code);
    refuseFaulty(changes, rows, site);
    const standing = await plans.of(tx, site.code);
    const { version, problem, sliding } = standing.made;
    const after = changed(rows, changes);
    const { inputs, stood } = await readToRun(tx, site.code);
    const { run, days } = asRun(
      { ...inputs, rows: new Map([...inputs.rows, ['calendars', after.calendars], ['calendar_days', after.days]]) },
      stood,
      nowAt(site),
    );
    const { stands, before, next, least, beside } = await triedBeside(tx, site.code, standing, {
      run,
      unchanged: asRun(inputs, stood, nowAt(site)).run,
      hit: { problem: sliding, calendars: run.problem.calendars },
    });
    const epoch = secondsOf(run.problem.epoch);
    const running = interrupted(
      await runningSteps(tx, site, version.id),
      rows,
      changes,
      wallClock(site.zone, nowAt(site)),
    );
    const against = (from: Compared, of: Problem, plan: Plan) =>
      comparisonOf(tx, site, from, comparedPlan(of, plan, stands, after), {
        operations: 200,
        days: (second) => days(second - epoch),
        near: changedFrom(changes, site),
      });
    return {
      version: { number: version.number, made_at: version.made_at },
      running: running.map((one) => ({ ...one, days: [...one.days], text: interruptedWords(one, todayAt(site)) })),
      comparison: await against(before, run.problem, next),
      beside,
      least: await against(stands, least?.problem ?? problem, least?.plan ?? next),
    };
  });

  serve(app, context, saveCalendarChanges, async (asked) => {
    const { tx, site, body, confirmed } = asked;
    await lockCalendars(tx, site.code);
    const rows = await calendarRows(tx, site.code);
    refuseFaulty(body, rows, site);
    const meanwhile = meanwhileOf(body, rows);
    if (meanwhile.length > 0) throw new Refusal(409, 'changed', meanwhileWords(meanwhile, todayAt(site)));
    refuseUnasked(ofNights(longNightsOf(body, rows), todayAt(site)), confirmed);
    const { couldSee, today } = await askingOf(asked);
    if (body.plan !== null) await versionCalled(tx, site.code, body.plan);
    else if (couldSee) refuseUnasked(ofUnshown(unshownIn(body, today), today), confirmed);
    const standing = body.plan === null ? undefined : await standingOf(tx, site.code);
    if (standing && (standing.stale || standing.number !== body.plan) && !confirmed.has('not-as-shown'))
      throw new Refusal(409, 'not-as-shown', changeRefusals.notAsShown(body.plan ?? 0), {
        values: { confirm: 'not-as-shown' },
      });
    const saved = await saveChanges(tx, site.code, body, rows);
    return { saved, done: saved === 0 ? soAlready : savedWords(body, todayAt(site)) };
  });
}

/** When the first of the days begins that are changed and not over; undefined: a week is changed too. */
function changedFrom({ days, weeks }: CalendarChanges, site: Site): string | undefined {
  const today = todayAt(site);
  const [first] = days.flatMap(({ day }) => (isOver(day, today) ? [] : [day])).sort();
  return first === undefined || weeks.length > 0 ? undefined : instantOf(site.zone, first, '00:00');
}

function readChanges(text: string): CalendarChanges {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw malformed([{ field: 'changes', text: changeRefusals.unreadable() }]);
  }
  const read = askedShape.safeParse(found);
  if (!read.success) throw malformed(read.error.issues.map((issue) => shapeFault(issue, found, 'changes')));
  const days = apart(read.data.days);
  if (days.length > mostDays) throw malformed([{ field: 'days', text: changeRefusals.tooMany(days.length, mostDays) }]);
  return { weeks: read.data.weeks, days };
}

function refuseFaulty(changes: CalendarChanges, rows: CalendarRows, site: Site): void {
  if (changes.days.length + changes.weeks.length === 0)
    throw malformed([{ field: 'days', text: changeRefusals.nothing() }]);
  const today = todayAt(site);
  const faults = faultsOf(changes, rows, today).map((fault) => ({ field: 'days', text: faultWords(fault, today) }));
  if (faults.length > 0) throw new Refusal(422, 'calendar-changes', faults[0]?.text ?? '', { faults });
}

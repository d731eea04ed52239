/** Exceptions of the published version, and proposals tried on the plan that stands. */
import type { FastifyInstance } from 'fastify';
import { clockShown, instantAt, nowAt, secondsOf } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, type Site, serve } from '../../server/http.ts';
import { consequenceWords } from '../board/hand.messages.ts';
import { type StandingPlans, standingFresh } from '../planning/answers.jobs.ts';
import { groupedBy } from '../planning/rows.ts';
import { lateDays } from '../planning/workingdays.ts';
import * as contract from './exceptions.contract.ts';
import {
  closedTriedWords,
  closedWords,
  exceptionWords,
  exceptionWordsOf,
  insteadWords,
  proposalWords,
  triedWords,
} from './exceptions.messages.ts';
import { lateOf, readReality } from './exceptions.store.ts';
import {
  beyondTrouble,
  type ClosedHours,
  type Exception,
  exceptionsOf,
  hoursADay,
  lastEnd,
  madeLater,
} from './exceptions.ts';
import { attemptsOf, best, cameOf, stuckOf } from './proposals.ts';

/** A plan made longer ago puts things where time has gone by: seconds. */
const freshFor = 3600;
const mostProposals = 3;

export function exceptionsRoutes(app: FastifyInstance, context: HttpContext, plans: StandingPlans): void {
  serve(app, context, contract.listExceptions, async ({ tx, site }) => {
    const read = await readReality(tx, site);
    if (!read) return { published: null, planned: null, rows: [] };
    const until = lastEnd(read.reality);
    const rows = exceptionsOf(read.reality).map((one) => shown(one, read, until, site.zone));
    rows.sort(
      (a, b) => (b.days ?? 0) - (a.days ?? 0) || b.lines.length - a.lines.length || b.holds.length - a.holds.length,
    );
    return { published: read.published, planned: read.since?.number ?? null, rows };
  });

  serve(app, context, contract.exceptionProposals, async ({ tx, site, query }) => {
    const read = await readReality(tx, site);
    const one = read && exceptionsOf(read.reality).find(({ key }) => key === query.key);
    if (!read || !one) throw new Refusal(404, 'no-exception', exceptionWordsOf.gone());
    if (one.kind === 'closed') {
      // The plan that stands was made with the hours closed, by all its moves: waking it to try eight more takes seconds.
      const version = await standingFresh(tx, site.code);
      refuseOld(site, secondsOf(version.now), version.number);
      return {
        version: version.number,
        tried: closedTriedWords(version.number, await lateOf(tx, version.id, madeLater(one.lines, read.later))),
        rows: [],
      };
    }
    const plan = await plans.of(tx, site.code);
    const { problem, version, plan: stands } = plan.made;
    refuseOld(site, secondsOf(problem.epoch) + problem.now, version.number);
    const named = (step: Exception['step']) => {
      const { number, seq, pinned } = read.steps.get(step)!;
      const on = step.machine ?? undefined;
      return {
        order: `work/${number}`,
        seq,
        pinned: pinned !== null,
        begun: step.state === 'started',
        ...(on ? { on } : {}),
      };
    };
    const rest = read.instead.get(one.what)?.planned?.rest.map(({ supply }) => supply);
    const about = [
      one.kind,
      named(one.step),
      one.holds.map(named),
      { now: problem.now, operations: stands.operations, machines: problem.machines },
    ] as const;
    const attempts = attemptsOf(...about, rest);
    const base = secondsOf(problem.epoch);
    const [untouched, ...answers] = await plan.ask('attempts', [[], ...attempts.map(({ edits }) => edits)]);
    const came = answers.map((answer) => cameOf(answer, untouched));
    const helping = attempts.flatMap((attempt, n) => {
      const [answer, one] = [answers[n], came[n]];
      return answer && one?.kind === 'gains'
        ? [
            {
              attempt,
              gain: one.gain,
              consequence: consequenceWords(answer, { days: (second) => read.days(base + second) }),
            },
          ]
        : [];
    });
    return {
      version: version.number,
      tried: triedWords(came, stuckOf(...about), version.number),
      rows: best(helping, mostProposals).map(({ attempt, consequence }) => ({
        text: proposalWords(attempt),
        consequence,
        edits: attempt.edits,
      })),
    };
  });
}

/** `from`: seconds since 1970. */
function refuseOld(site: Site, from: number, number: number): void {
  if (secondsOf(nowAt(site)) - from > freshFor) throw new Refusal(409, 'plan-old', exceptionWordsOf.planAgain(number));
}

type Read = NonNullable<Awaited<ReturnType<typeof readReality>>>;

function shown(exception: Exception, read: Read, ends: number, zone: string) {
  const { kind, key, what, step, seconds, holds, lines } = exception;
  const { steps, later, sinceKnows, days } = read;
  const { now, worked } = read.reality;
  const called = (one: Exception['step']) => {
    const { number: order, seq, item, name } = steps.get(one)!;
    return { order, seq, item, name };
  };
  const own = called(step);
  const hours = hoursADay(worked(step.machine), days, now, ends);
  const known = sinceKnows(exception);
  const put = lines
    .map((line) => ({ line, days: known ? (later?.get(line) ?? null) : null }))
    .map((one) => ({ ...one, beyond: one.days !== null && beyondTrouble(one.days, { kind, seconds }, hours) }))
    .sort((a, b) => (b.days ?? 0) - (a.days ?? 0) || (a.line < b.line ? -1 : 1));
  return {
    key,
    kind,
    text:
      exception.kind === 'closed' ? closedWords(closedSaid(exception, read, put, zone)) : said(exception, read, zone),
    ...own,
    machine: step.machine,
    starts: instantAt(step.start),
    seconds: Number.isFinite(seconds) ? seconds : null,
    holds: holds.map(called),
    lines: put,
    closed:
      exception.kind === 'closed'
        ? {
            calendar: what,
            from: exception.closed.closing.days?.from ?? null,
            to: exception.closed.closing.days?.to ?? null,
            work_centres: centresOf(exception.closed, read),
            stands: exception.closed.stands.length,
            late: [...exception.closed.late],
          }
        : null,
    instead: kind === 'order-short' ? insteadTold(read, what, own.item, put, zone) : [],
    days: put[0]?.days ?? null,
    beyond: put[0]?.beyond ?? false,
    known,
  };
}

/** In one sentence. */
function said(exception: Exclude<Exception, { kind: 'closed' }>, read: Read, zone: string): string {
  const { kind, key, what, step, seconds, from, until, why, holds } = exception;
  const { steps, reasons, days, short, numbers, reality } = read;
  const { number, seq, item, name } = steps.get(step)!;
  return exceptionWords({
    kind,
    step: `${number}/${seq}${name ? ` ${name}` : ''}`,
    item,
    machine: step.machine,
    what: numbers.get(what) ?? what,
    reason: reasons.get(key) ?? null,
    missing: short.get(what) ?? 0,
    seconds,
    goesDown:
      kind === 'machine-down' && from !== undefined && from > reality.now ? momentWords(zone, from, reality.now) : null,
    days: from === undefined || until === undefined ? null : lateDays(days, from, until),
    holds: holds.length,
    why: why ?? null,
  });
}

function closedSaid(
  exception: Extract<Exception, { kind: 'closed' }>,
  read: Read,
  lines: readonly { readonly line: string; readonly days: number | null }[],
  zone: string,
) {
  const { closed, holds } = exception;
  const { closing, stands, late } = closed;
  const { days, calendar, names } = closing;
  const { now } = read.reality;
  const moment = (day: string, at: number | null): string =>
    at === null ? dayWords(day, clockShown(zone, instantAt(now)).slice(0, 10)) : momentWords(zone, at, now);
  const ofOneDay = days?.from === days?.to && days?.closes !== null;
  return {
    who: read.calledIn(calendar),
    calendar,
    days: days && {
      from: moment(days.from, days.opens),
      to: ofOneDay ? clockShown(zone, instantAt(days.closes!)).slice(11) : moment(days.to, days.closes),
    },
    names,
    stands: stands.length,
    workCentres: centresOf(closed, read),
    waits: holds.length - stands.length,
    late,
    later: read.sinceKnows(exception)
      ? lines.flatMap(({ line, days: by }) => (by !== null && by > 0 ? [line] : []))
      : null,
  };
}

/** Where operations stand in closed hours, most of them first. */
function centresOf({ stands }: ClosedHours, { centreOf }: Read): string[] {
  const counts = groupedBy(stands, ({ machine }) => centreOf(machine) ?? '');
  return [...counts]
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .map(([code]) => code);
}

/** So many customers are named. */
const mostCustomers = 5;

/** Where what an order does not deliver may come from, and who must be told. */
function insteadTold(
  { instead, customers, short, reality }: Read,
  order: string,
  item: string,
  lines: readonly { readonly line: string; readonly days: number | null }[],
  zone: string,
) {
  const known = instead.get(order);
  if (!known) return [];
  const { available, unit, planned } = known;
  const missing = short.get(order) ?? 0;
  const today = clockShown(zone, instantAt(reality.now)).slice(0, 10);
  const day = (ends: string) => dayWords(clockShown(zone, ends).slice(0, 10), today);
  const none = { item: null, line: null, version: null };
  const made = planned
    ? insteadWords.planned({
        version: planned.number,
        stock: planned.stock,
        unit,
        rest: planned.rest.map(({ supply, qty, ends }) => ({ supply, qty, day: day(ends) })),
      })
    : insteadWords.unplanned();
  return [
    ...(available > 0 && !planned
      ? [{ ...none, text: insteadWords.stock(Math.min(available, missing), item, available, unit), item }]
      : []),
    ...(planned || available < missing ? [{ ...none, text: made, version: planned?.number ?? null }] : []),
    ...lines.slice(0, mostCustomers).map(({ line, days }) => ({
      ...none,
      text: insteadWords.customer(line, customers.get(line) ?? 'the customer', planned ? days : null),
      line,
    })),
  ];
}

/** "Mon 30 Nov, 06:00". */
function momentWords(zone: string, second: number, now: number): string {
  const [at, today] = [second, now].map((one) => clockShown(zone, instantAt(one)));
  return `${dayWords(at!.slice(0, 10), today!.slice(0, 10))}, ${at!.slice(11)}`;
}

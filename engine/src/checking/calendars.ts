/** Calendars: work happens in the working time that machine and crew share, less downtime. */
import { OLDEST, type Part } from './attendance.ts';
import type { Facts, StepFact } from './facts.ts';
import { named } from './facts.ts';
import { frozenSpan } from './frozen.ts';
import type { Rule, Rules } from './rule.ts';
import { isWorking, workBetween, worksUntil } from './working-time.ts';

/**
 * A step starts and ends while machine and crew work, and has between exactly the working seconds of its set-up and run;
 * where they are attended differently, each in the time of those who attend it.
 */
const workOnlyInWorkingTime: Rule = (facts, report) => {
  for (const [it, parts] of attended(facts)) {
    const say = facts.clock.say.bind(facts.clock);
    parts.forEach(({ from, to, needed, time }, i) => {
      const worked = workBetween(time, from, to);
      // The run of a step may have to wait for those who attend it.
      const begins = i === 0 || parts[i - 1].needed === 0;
      if (worked !== needed) {
        report(
          named(it),
          () => `${named(it)} needs ${needed} s and has ${worked} working seconds from ${say(from)} to ${say(to)}`,
        );
      } else if (needed > 0 && begins && !isWorking(time, from) && it.open?.startedAt === undefined) {
        report(named(it), () => `${named(it)} starts at ${say(from)}, when nobody works`);
      } else if (needed > 0 && !isWorking(time, to - 1)) {
        report(named(it), () => `${named(it)} ends at ${say(to)}, when nobody works`);
      } else if (needed === 0 && parts.length > 1 && to > from) {
        report(named(it), () => `${named(it)} is over at ${say(from)} and ends at ${say(to)}`);
      }
    });
    const setupEnd = parts.length > 1 ? parts[0].to : undefined;
    if (it.row.setupEnd !== undefined && it.row.setupEnd !== setupEnd)
      report(named(it), () => `${named(it)} does not have its set-up made at ${say(it.row.setupEnd ?? 0)}`);
  }
};

/** A step that must not pause runs from start to end inside one span of working time of those who attend it. */
const unpausableStepsRunThrough: Rule = (facts, report) => {
  for (const [it, parts] of attended(facts)) {
    // What is already running may have to pause: it cannot be started again.
    if (it.step?.pausable !== false || it.open?.startedAt !== undefined) continue;
    for (const { from, to, time } of parts) {
      if (to > from && worksUntil(time, from) < to)
        report(
          named(it),
          () => `${named(it)} must run through, and pauses at ${facts.clock.say(worksUntil(time, from))}`,
        );
    }
  }
};

/** Nothing is planned past the end of the horizon. */
const workEndsInsideTheHorizon: Rule = (facts, report) => {
  const end = facts.problem.horizonEnd;
  const late = (what: string, at: number) => {
    if (at > end)
      report(what, () => `${what} ends at ${facts.clock.say(at)}, past the horizon's end ${facts.clock.say(end)}`);
  };
  for (const it of facts.steps) if (!it.frozen) late(named(it), it.row.end);
  for (const it of facts.orders.values()) if (it.rows.length === 0) late(it.row.id, it.row.end);
};

/** Frozen work when people put it, for whose hours they answer. */
const staysFrozen = (it: StepFact, facts: Facts): boolean => it.frozen && it.row.start === frozenSpan(it, facts)?.from;

/** The steps that work on a calendar, each with its parts. */
function* attended(facts: Facts): Generator<readonly [StepFact, readonly Part[]]> {
  const oldest = facts.problem.now - OLDEST;
  for (const it of facts.steps) {
    if (!it.step || it.step.outside !== undefined || staysFrozen(it, facts)) continue;
    if (it.from < oldest || it.row.end > facts.problem.horizonEnd || it.row.end < it.from) continue;
    yield [it, facts.partsOf(it)];
  }
}

export const calendars: Rules = { workOnlyInWorkingTime, unpausableStepsRunThrough, workEndsInsideTheHorizon };

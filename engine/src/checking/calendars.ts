/** Calendars: work happens in the working time that machine and crew share, less downtime. */
import { OLDEST } from './attendance.ts';
import type { Facts, StepFact } from './facts.ts';
import { named } from './facts.ts';
import type { Rule, Rules } from './rule.ts';
import { isWorking, type WorkingTime, workBetween, worksUntil } from './working-time.ts';

/** A step starts and ends while machine and crew work, and has between exactly the working seconds of its set-up and run. */
const workOnlyInWorkingTime: Rule = (facts, report) => {
  for (const [it, time] of attended(facts)) {
    const { row, from } = it;
    const needed = row.setup + row.run;
    const worked = workBetween(time, from, row.end);
    const say = facts.clock.say.bind(facts.clock);
    if (worked !== needed) {
      report(
        named(it),
        () => `${named(it)} needs ${needed} s and has ${worked} working seconds from ${say(from)} to ${say(row.end)}`,
      );
    } else if (needed > 0 && !isWorking(time, from) && it.open?.startedAt === undefined) {
      report(named(it), () => `${named(it)} starts at ${say(from)}, when nobody works`);
    } else if (needed > 0 && !isWorking(time, row.end - 1)) {
      report(named(it), () => `${named(it)} ends at ${say(row.end)}, when nobody works`);
    }
  }
};

/** A step that must not pause runs from start to end inside one span of working time. */
const unpausableStepsRunThrough: Rule = (facts, report) => {
  for (const [it, time] of attended(facts)) {
    // What is already running may have to pause: it cannot be started again.
    if (it.step?.pausable !== false || it.open?.startedAt !== undefined) continue;
    if (it.row.end > it.from && worksUntil(time, it.from) < it.row.end) {
      report(
        named(it),
        () => `${named(it)} must run through, and pauses at ${facts.clock.say(worksUntil(time, it.from))}`,
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

/** The steps that work on a calendar, each with its working time; frozen ones stay where people put them. */
function* attended(facts: Facts): Generator<readonly [StepFact, WorkingTime]> {
  const oldest = facts.problem.now - OLDEST;
  for (const it of facts.steps) {
    if (!it.step || it.step.outside !== undefined || it.frozen) continue;
    if (it.from < oldest || it.row.end > facts.problem.horizonEnd || it.row.end < it.from) continue;
    const time = facts.workingTimeOf(it);
    if (time) yield [it, time];
  }
}

export const calendars: Rules = { workOnlyInWorkingTime, unpausableStepsRunThrough, workEndsInsideTheHorizon };

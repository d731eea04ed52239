/** When a step can be worked on, and by whom: its machine's calendar less downtime, and that of the crew that attends. */
import type { Crew, OvertimeWindow } from '../planning/problem.ts';
import type { Facts, StepFact } from './facts.ts';
import { besides, both, instantAfter, type WorkingTime, without } from './working-time.ts';

/** A step before that is nonsense, and compiling calendars for a thousand years would not help to say so. */
export const OLDEST = 10 * 366 * 86_400;

/** A stretch of a step that one crew attends, or nobody. */
export interface Part {
  readonly from: number;
  readonly to: number;
  /** Working seconds that must lie in it, and the time that machine and crew share. */
  readonly needed: number;
  readonly time: WorkingTime;
  readonly crew?: Crew;
  readonly people: number;
}

/** Set-up and run are attended differently. */
const isParted = ({ step }: StepFact): boolean => step?.attends === 'setup' || step?.setupCrew !== undefined;

/** Each pair of machine and crew is compiled once, when the first step asks for it. */
export function parts(
  facts: Pick<Facts, 'problem' | 'steps' | 'clock' | 'calendars' | 'workCentres'>,
  overtime: readonly OvertimeWindow[],
): (step: StepFact) => readonly Part[] {
  const timeOf = workingTimes(facts, overtime);
  return (it) => {
    const { row, step, crew, from } = it;
    const needed = row.setup + row.run;
    const people = step?.crewSize ?? 1;
    if (!isParted(it)) {
      const time = timeOf(it, crew);
      return time ? [{ from, to: row.end, needed, time, crew, people }] : [];
    }
    const setter = step?.setupCrew === undefined ? crew : it.setupCrew;
    const runner = step?.attends === 'setup' ? undefined : crew;
    const [first, then] = [timeOf(it, setter), timeOf(it, runner)];
    if (!first || !then) return [];
    const mid = row.setup === 0 ? from : Math.min(row.end, instantAfter(first, from, row.setup) ?? row.end);
    const setters = step?.setupCrew === undefined ? people : (step.setupCrewSize ?? 1);
    return [
      { from, to: mid, needed: row.setup, time: first, crew: setter, people: setters },
      { from: mid, to: row.end, needed: row.run, time: then, crew: runner, people },
    ];
  };
}

function workingTimes(
  facts: Pick<Facts, 'problem' | 'steps' | 'clock' | 'calendars' | 'workCentres'>,
  overtime: readonly OvertimeWindow[],
): (step: StepFact, crew: Crew | undefined) => WorkingTime | undefined {
  const oldest = facts.problem.now - OLDEST;
  let from: number = facts.problem.now;
  let to: number = facts.problem.now;
  for (const it of facts.steps) {
    if (it.from >= oldest && it.from < from) from = it.from;
    if (it.row.end <= facts.problem.horizonEnd && it.row.end > to) to = it.row.end;
  }
  const compiled = new Map<string, WorkingTime | undefined>();
  const remember = (key: string, make: () => WorkingTime | undefined) => {
    if (!compiled.has(key)) compiled.set(key, make());
    return compiled.get(key);
  };
  const plain = (id: string | undefined) =>
    remember(`calendar ${id}`, () => {
      const calendar = facts.calendars.get(id ?? '');
      return calendar && facts.clock.compile(calendar, from, to);
    });
  return ({ machine, step }, crew) => {
    const centre = machine?.workCentre ?? step?.workCentre ?? '';
    return remember(`machine ${machine?.id}\ncentre ${centre}\ncrew ${crew?.id}`, () => {
      const usual = plain(machine?.calendar ?? facts.workCentres.get(centre)?.calendar);
      const base =
        usual &&
        besides(
          usual,
          overtime.filter((it) => it.machines?.includes(machine?.id ?? '')),
        );
      const open = base && without(base, machine?.downtime ?? []);
      const shift = crew && plain(crew.calendar);
      const people =
        shift &&
        besides(
          shift,
          overtime.filter((it) => it.crews?.includes(crew.id)),
        );
      const nobody = crew?.away?.filter((span) => (span.people ?? crew.size) >= crew.size) ?? [];
      return open && people ? both(open, without(people, nobody)) : open;
    });
  };
}

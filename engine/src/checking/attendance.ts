/** When a step can be worked on: its machine's calendar less downtime, and its crew's. */
import type { Facts, StepFact } from './facts.ts';
import { both, type WorkingTime, without } from './working-time.ts';

/** A step before that is nonsense, and compiling calendars for a thousand years would not help to say so. */
export const OLDEST = 10 * 366 * 86_400;

/** Each pair of machine and crew is compiled once, when the first step asks for it. */
export function workingTimes(
  facts: Pick<Facts, 'problem' | 'steps' | 'clock' | 'calendars' | 'workCentres'>,
): (step: StepFact) => WorkingTime | undefined {
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
  return ({ machine, crew, step }) => {
    const centre = machine?.workCentre ?? step?.workCentre ?? '';
    return remember(`machine ${machine?.id}\ncentre ${centre}\ncrew ${crew?.id}`, () => {
      const base = plain(machine?.calendar ?? facts.workCentres.get(centre)?.calendar);
      const open = base && without(base, machine?.downtime ?? []);
      const people = crew && plain(crew.calendar);
      const nobody = crew?.away?.filter((span) => (span.people ?? crew.size) >= crew.size) ?? [];
      return open && people ? both(open, without(people, nobody)) : open;
    });
  };
}

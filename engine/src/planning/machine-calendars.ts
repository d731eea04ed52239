import type { Machine, Problem } from './problem.ts';

/** Which calendar a machine keeps: its own, else its work centre's; '' where that is not known. */
export function machineCalendars({
  workCentres,
}: Pick<Problem, 'workCentres'>): (machine: Pick<Machine, 'calendar' | 'workCentre'>) => string {
  const centres = new Map(workCentres.map(({ id, calendar }) => [id, calendar]));
  return ({ calendar, workCentre }) => calendar ?? centres.get(workCentre) ?? '';
}

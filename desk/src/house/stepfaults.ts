/** What times and crews of a step must satisfy together, whether it stands in a routing or in a work order. */
import type { Fault } from './errors.ts';
import type { Row } from './kind.ts';

/** A run per batch needs the size of the batch. `what` names the step. */
export const batchFaults = (row: Row, what: string): Fault[] =>
  Number(row.batch_minutes ?? 0) > 0 && Number(row.batch_qty ?? 0) === 0
    ? [
        {
          column: 'Batch',
          value: String(row.batch_qty ?? ''),
          text: `${what} runs ${row.batch_minutes} min per batch and does not say how much a batch is. Maybe a batch is 1.`,
        },
      ]
    : [];

/** It is done at a work centre or outside. `what` names the step. */
export const placeFaults = ({ work_centre, outside_days }: Row, what: string): Fault[] =>
  (work_centre ?? outside_days ?? null) === null
    ? [
        {
          column: 'Work centre',
          text: `${what} names no work centre. Maybe it is done outside: then give the days.`,
        },
      ]
    : [];

/** What is to lie longest may not be less than what is to lie at least: a plan refuses it, with all else. `what` names the step. */
export const gapFaults = ({ gap_hours, max_gap_hours }: Row, what: string): Fault[] =>
  max_gap_hours !== null && max_gap_hours !== undefined && Number(max_gap_hours) < Number(gap_hours ?? 0)
    ? [
        {
          column: 'Longest gap',
          value: String(max_gap_hours),
          text: `${what} is followed within ${max_gap_hours} h, and not before ${gap_hours} h are over. Maybe the longest gap is longer.`,
        },
      ]
    : [];

/** Who attends the set-up alone must be somebody, and the only one who makes it. `what` names the step. */
export function attendanceFaults({ attends, crew, setup_crew }: Row, what: string): Fault[] {
  if (attends !== 'setup') return [];
  const fault = (text: string): Fault[] => [{ column: 'Crew attends', value: 'setup', text }];
  if (!crew) return fault(`${what} is attended for the set-up alone, by nobody. Maybe name the crew.`);
  return setup_crew
    ? fault(`Crew ${setup_crew} sets up ${what}, and ${crew} attends nothing else. Maybe leave one of them out.`)
    : [];
}

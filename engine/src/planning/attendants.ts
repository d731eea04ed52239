/** Who attends an operation when: one crew from start to end, or one the set-up and another, or nobody, the run. */
import type { PlannedOperation } from './plan.ts';

export interface Attendance {
  /** Absent: nobody. */
  readonly crew?: string | undefined;
  readonly from: number;
  readonly to: number;
  /** It is the set-up alone. */
  readonly ofSetup: boolean;
}

type Attended = Pick<PlannedOperation, 'crew' | 'setupCrew' | 'setupEnd' | 'start' | 'end'>;

export function attendanceOf({ crew, setupCrew, setupEnd, start, end }: Attended): readonly Attendance[] {
  if (setupEnd === undefined) return [{ crew, from: start, to: end, ofSetup: false }];
  const setup = { crew: setupCrew ?? crew, from: start, to: setupEnd, ofSetup: true };
  const run = { crew: setupCrew === undefined ? undefined : crew, from: setupEnd, to: end, ofSetup: false };
  return [setup, run].filter(({ from, to }) => to > from);
}

/** Who must be there for it to begin; undefined: nobody. */
export const crewAtStart = (operation: PlannedOperation): string | undefined => attendanceOf(operation)[0]?.crew;

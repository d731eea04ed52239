/** Writes the master schedule of a version, as part of the planning job. */
import { roughCut } from '@hotlist/engine';
import type { Transaction } from 'kysely';
import { instantAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { MadeVersion } from '../planning/planning.jobs.ts';
import { masterScheduleOf } from './masterschedule.ts';

/** Load is told by day for so long. */
const daysKept = 28;

export async function masterSchedule(tx: Transaction<Tables>, { version, problem, plan }: MadeVersion): Promise<void> {
  const epoch = secondsOf(problem.epoch);
  const body = masterScheduleOf(
    problem,
    roughCut(problem, plan),
    roughCut(problem, plan, { days: daysKept }),
    (second) => instantAt(epoch + second),
  );
  await tx
    .insertInto('master_schedules')
    .values({ version, body: JSON.stringify(body) })
    .execute();
}

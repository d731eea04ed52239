/** Writes the master schedule of a version, as part of the planning job. */
import { roughCut } from '@hotlist/engine';
import type { Transaction } from 'kysely';
import { instantAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { MadeVersion } from '../planning/planning.jobs.ts';
import { loadPartsOf, masterScheduleOf } from './masterschedule.ts';

/** Load is told by day for so long. */
const daysKept = 28;

export async function masterSchedule(tx: Transaction<Tables>, { version, problem, plan }: MadeVersion): Promise<void> {
  const epoch = secondsOf(problem.epoch);
  const at = (second: number) => instantAt(epoch + second);
  const weeks = roughCut(problem, plan, { operations: true });
  const days = roughCut(problem, plan, { days: daysKept, operations: true });
  const body = masterScheduleOf(problem, weeks, days, at);
  await tx
    .insertInto('master_schedules')
    .values({ version, body: JSON.stringify(body), parts: JSON.stringify(loadPartsOf([weeks, days], at)) })
    .execute();
}

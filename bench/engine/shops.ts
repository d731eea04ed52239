/**
 * The first schedule of shops of our own, with set-ups: what a search starts from, before any of it. What is measured is all of
 * `schedule`: from the shop as a caller has it, rows that name each other by id, to the rows of its answer, read, sorted out,
 * scheduled and written, with what the collector takes. Warm: as a server or a worker does it again and again; cold: the first call of a process.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { atMost, type Figure } from '../figure.ts';
import type { FirstSchedule } from './first-schedule.ts';

const measurer = fileURLToPath(new URL('first-schedule.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

/** Milliseconds by operations: what a list schedule with every feature should take (`instances/README.md`). */
const goals: readonly (readonly [operations: number, goal: number])[] = [
  [10_000, 15],
  [100_000, 100],
  [1_000_000, 1000],
];

export const shops = (): Figure[] =>
  goals.flatMap(([operations, goal]) => {
    const out = execFileSync(process.execPath, ['--import', tsx, measurer, String(operations)], { encoding: 'utf8' });
    const { cold, warm }: FirstSchedule = JSON.parse(out);
    const what = `first schedule of ${operations} operations with set-ups`;
    return [atMost(`${what}, warm`, warm, 'ms', goal), atMost(`${what}, cold`, cold, 'ms', Infinity)];
  });

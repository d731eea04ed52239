/**
 * Which begun operations run at this moment. People report a start and then put the work aside for another; the plant can
 * run only as many at once as it has machines, crew and tools. So the latest started run, as far as there is room, and the
 * others have begun and wait: their set-up is made, their machine is theirs, but the plan may say when they go on. So does
 * one that began before the operation ahead of it was over (pieces went on one by one, or a report was taken back).
 */
import { numberOf } from '../../house/amounts.ts';
import type { Row } from '../../house/kind.ts';
import { toolUses } from './capacity.ts';
import { grouped, groupedBy, type RowsByKind, text } from './rows.ts';

export const stepName = (row: Row): string => `${text(row.work_order)}/${text(row.seq)}`;

/** Names of the steps that run, "MO-7/10". Ties of the clock go by name. */
export function runningSteps(rows: RowsByKind): ReadonlySet<string> {
  const open = new Set(rows('work_orders').map((row) => text(row.number)));
  const ownSteps = grouped(rows('work_steps'), 'work_order');
  const isFirst = (row: Row): boolean =>
    (ownSteps.get(text(row.work_order)) ?? []).every(
      (one) => numberOf(one.seq) >= numberOf(row.seq) || one.state === 'done',
    );
  const begun = rows('work_steps')
    .filter(
      (row) => row.state === 'started' && row.started_at !== null && open.has(text(row.work_order)) && isFirst(row),
    )
    .toSorted((a, b) => order(text(b.started_at), text(a.started_at)) || order(stepName(a), stepName(b)));
  const room = new Map<string, number>();
  for (const machine of rows('machines')) room.set(`machine ${text(machine.code)}`, roomOf(machine));
  for (const [centre, machines] of grouped(rows('machines'), 'work_centre'))
    room.set(
      `centre ${centre}`,
      machines.reduce((sum, machine) => sum + roomOf(machine), 0),
    );
  for (const crew of rows('crews')) room.set(`crew ${text(crew.code)}`, numberOf(crew.size));
  for (const tool of rows('tools')) room.set(`tool ${text(tool.code)}`, numberOf(tool.pieces));
  const running = new Set<string>();
  // One that names its machine knows where it runs; the others take what is left.
  const [placed, free] = parted(begun, (row) => text(row.machine) !== '');
  for (const row of [...placed, ...free]) {
    const takes: [string, number][] = [];
    if (text(row.machine) !== '') takes.push([`machine ${text(row.machine)}`, 1]);
    if (text(row.work_centre) !== '') takes.push([`centre ${text(row.work_centre)}`, 1]);
    // Who attends the set-up alone is gone when it runs.
    if (text(row.crew) !== '' && row.attends !== 'setup')
      takes.push([`crew ${text(row.crew)}`, numberOf(row.crew_size)]);
    for (const { tool, qty = 1 } of toolUses(row.tools) ?? []) takes.push([`tool ${tool}`, qty]);
    if (takes.some(([what, amount]) => (room.get(what) ?? Number.POSITIVE_INFINITY) < amount)) continue;
    for (const [what, amount] of takes) room.set(what, (room.get(what) ?? Number.POSITIVE_INFINITY) - amount);
    running.add(stepName(row));
  }
  return running;
}

/** What is in an oven together runs together. */
const roomOf = ({ capacity, batch_steps, batch_units }: Row): number =>
  numberOf(batch_units ?? 0) > 0 ? Number.POSITIVE_INFINITY : numberOf(batch_steps ?? 0) || numberOf(capacity);

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function parted<T>(list: readonly T[], first: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  const parts = groupedBy(list, (one) => (first(one) ? 'first' : 'rest'));
  return [parts.get('first') ?? [], parts.get('rest') ?? []];
}

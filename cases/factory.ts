/**
 * The given tables as a factory, read as every import reads them: a table's name is a kind's, its heads are the
 * columns that a spreadsheet may have.
 *
 * What a story names in passing need not have a table: a unit, vendor, customer or location whose code alone makes a
 * record is there, and items are counted in pieces. Anything else that cannot be read throws, with the import's words.
 */
import type { Problem } from '@hotlist/engine';
import { checkedRows } from '../desk/src/duties/imports/checked.ts';
import { kindOfSheet, matchHeads } from '../desk/src/duties/imports/imports.ts';
import { type Readback, readback } from '../desk/src/duties/planning/clockwork.ts';
import { problemOf } from '../desk/src/duties/planning/problem.ts';
import { kinds } from '../desk/src/duties/records/records.ts';
import type { Cell } from '../desk/src/house/cells.ts';
import { instantOf, offsetsOf } from '../desk/src/house/clock.ts';
import type { Kind } from '../desk/src/house/kind.ts';
import type { GivenTable, Story } from './story.ts';

type Records = Map<string, Record<string, Cell>[]>;

export interface Factory {
  readonly problem: Problem;
  readonly clock: Readback;
}

export function factoryOf(story: Story): Factory {
  const [, day, time, zone] = /on (\d{4}-\d\d-\d\d) at (\d\d:\d\d) in ([\w/]+)/.exec(story.when) ?? [];
  if (!day || !time || !zone)
    throw new Error(`"${story.when}" does not say when. Maybe write "The plan is made on 2026-01-05 at 06:00 in UTC".`);
  const site = { code: 'CASE', zone, currency: 'EUR', dueTime: '16:00' };
  const records: Records = new Map();
  for (const table of story.given) addTable(records, table);
  addNamedInPassing(records);
  const { rows, faults } = checkedRows({ tables: records, origins: new Map(), site });
  if (faults.length > 0) throw new Error(`${story.title}: ${faults.map((fault) => fault.text).join(' ')}`);
  const offsets = offsetsOf(zone);
  const order = story.when.includes('by priority') ? 'priority-then-due' : 'due-then-priority';
  const problem = problemOf({ site, now: instantOf(zone, day, time), rows, offsets, rules: { order } });
  return { problem, clock: readback(problem.epoch, offsets) };
}

function addTable(records: Records, { name, heads, rows }: GivenTable): void {
  const kind = kindOfSheet({ name, head: heads }, kinds);
  if (!kind) throw new Error(`nothing of the house is called "${name}"`);
  const fields = matchHeads(kind, heads).columns.map(({ head, field }) => {
    if (!field) throw new Error(`${kind.many} have no column "${head}"`);
    return field;
  });
  const usual: Record<string, Cell> = kind.name === 'items' ? { unit: 'PCS' } : {};
  const read = rows.map((row) => ({
    ...usual,
    ...Object.fromEntries(fields.map((field, at) => [field, row[at] ?? ''])),
  }));
  records.set(kind.name, [...(records.get(kind.name) ?? []), ...read]);
}

/** Kinds of which a code alone makes a record. */
const byCodeAlone = (kind: Kind): boolean =>
  kind.key.join() === 'code' && kind.fields.every((field) => !field.required || field.name === 'code');

function addNamedInPassing(records: Records): void {
  for (const target of kinds.filter(byCodeAlone)) {
    const known = new Set((records.get(target.name) ?? []).map((row) => row.code));
    for (const kind of kinds)
      for (const field of kind.fields) {
        if (field.type !== 'reference' || field.to !== target.name) continue;
        for (const row of records.get(kind.name) ?? []) if (row[field.name]) known.add(row[field.name]);
      }
    const given = new Map((records.get(target.name) ?? []).map((row) => [row.code, row]));
    if (known.size > 0)
      records.set(
        target.name,
        [...known].map((code) => given.get(code) ?? { code }),
      );
  }
}

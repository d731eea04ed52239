/** Writes the hot list of a version, as part of the planning job. */
import { sql, type Transaction } from 'kysely';
import { instantAt, secondsOf } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { MadeVersion } from '../planning/planning.jobs.ts';
import type { SiteInputs } from '../planning/planning.store.ts';
import { type HotWords, hotRowsOf } from './hotlist.ts';

export async function hotRows(
  tx: Transaction<Tables>,
  { version, inputs, problem, plan, days, lateness }: MadeVersion,
): Promise<void> {
  const epoch = secondsOf(problem.epoch);
  const at = (second: number | null): string | null => (second === null ? null : instantAt(epoch + second));
  const rows = hotRowsOf(problem, plan, wordsOf(inputs, epoch), days, lateness).map((row, rank) => ({
    ...row,
    version,
    rank,
    need: at(row.need),
    promised: at(row.promised),
    estimated: at(row.estimated),
    chain: row.chain.map((reason) => ({ ...reason, until: reason.until === undefined ? undefined : at(reason.until) })),
  }));
  for (let from = 0; from < rows.length; from += 10_000)
    await sql`insert into hot_rows select (jsonb_populate_record(null::hot_rows, one)).* from jsonb_array_elements(${JSON.stringify(rows.slice(from, from + 10_000))}::jsonb) as one`.execute(
      tx,
    );
}

const text = (value: Row[string] | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

function wordsOf({ rows }: SiteInputs, epoch: number): HotWords {
  const kind = (name: string): readonly Row[] => rows.get(name) ?? [];
  const contacts = (name: string) =>
    new Map(kind(name).map((row) => [String(row.code), { name: text(row.name), phone: text(row.phone) }]));
  const promised = new Map<string, number>();
  const customerOf = new Map<string, string>();
  for (const row of kind('customer_lines')) {
    const ref = `${row.order_no}/${row.line}`;
    if (typeof row.promised === 'string') promised.set(ref, secondsOf(row.promised) - epoch);
    customerOf.set(ref, String(row.customer));
  }
  return {
    items: new Map(
      kind('items').map((row) => [
        String(row.code),
        { name: text(row.name), unit: String(row.unit), planner: text(row.planner) },
      ]),
    ),
    customers: contacts('customers'),
    vendors: contacts('vendors'),
    promised,
    customerOf,
  };
}

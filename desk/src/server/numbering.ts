/** Running numbers per site and prefix, without gap or twin: the row is locked until the caller's transaction ends. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from './database/tables.ts';

/** "MO-00042". Numbers that came from outside and are higher count on from there: `taken` asks whether one stands already. */
export async function nextNumber(
  tx: Transaction<Tables>,
  site: string,
  prefix: string,
  taken: (number: string) => Promise<boolean>,
): Promise<string> {
  for (;;) {
    const found = await sql<{
      last: number;
    }>`insert into numbers (site, prefix, last) values (${site}, ${prefix}, 1) on conflict (site, prefix) do update set last = numbers.last + 1 returning last`.execute(
      tx,
    );
    const number = `${prefix}-${String(found.rows[0]?.last ?? 0).padStart(5, '0')}`;
    if (!(await taken(number))) return number;
  }
}

/** Running numbers per site and prefix, without gap or twin: the row is locked until the caller's transaction ends. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from './database/tables.ts';

/**
 * So many numbers in their order, "MO-00042" …. Numbers that came from outside and are higher count on from there: `taken` says
 * which of some stand already.
 */
export async function nextNumbers(
  tx: Transaction<Tables>,
  site: string,
  prefix: string,
  count: number,
  taken: (numbers: readonly string[]) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const free: string[] = [];
  while (free.length < count) {
    const more = count - free.length;
    const found = await sql<{
      last: number;
    }>`insert into numbers (site, prefix, last) values (${site}, ${prefix}, ${more}) on conflict (site, prefix) do update set last = numbers.last + ${more} returning last`.execute(
      tx,
    );
    const last = found.rows[0]?.last ?? 0;
    const some = numbersFrom(prefix, last - more + 1, more);
    const gone = new Set(await taken(some));
    free.push(...some.filter((one) => !gone.has(one)));
  }
  return free;
}

const numbersFrom = (prefix: string, first: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `${prefix}-${String(first + n).padStart(5, '0')}`);

/** The number that would be next: nobody has it yet, and nothing is locked. */
export async function comingNumber(
  tx: Transaction<Tables>,
  site: string,
  prefix: string,
  taken: (numbers: readonly string[]) => Promise<readonly string[]>,
): Promise<string> {
  const { rows } = await sql<{ last: number }>`
    select last from numbers where site = ${site} and prefix = ${prefix}`.execute(tx);
  for (let first = (rows[0]?.last ?? 0) + 1; ; first += 100) {
    const some = numbersFrom(prefix, first, 100);
    const gone = new Set(await taken(some));
    const free = some.find((one) => !gone.has(one));
    if (free !== undefined) return free;
  }
}

/** One number. */
export async function nextNumber(
  tx: Transaction<Tables>,
  site: string,
  prefix: string,
  taken: (number: string) => Promise<boolean>,
): Promise<string> {
  const [number] = await nextNumbers(tx, site, prefix, 1, async ([one = '']) => ((await taken(one)) ? [one] : []));
  return number!;
}

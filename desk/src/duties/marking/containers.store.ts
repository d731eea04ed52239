/** Numbers for containers (SSCC): each is given once, however many ask at the same moment. */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { setSetting, settingOf } from '../../server/settings.ts';
import { printRefusals } from './labels.messages.ts';
import { isCompanyPrefix, ssccOf } from './labels.ts';

type Tx = Transaction<Tables>;

export interface Numbering {
  readonly company_prefix: string | null;
  readonly extension: number;
}

export async function numberingOf(tx: Tx, site: string): Promise<Numbering> {
  const [prefix, extension] = [
    await settingOf(tx, site, 'company_prefix'),
    await settingOf(tx, site, 'sscc_extension'),
  ];
  return {
    company_prefix: typeof prefix === 'string' && isCompanyPrefix(prefix) ? prefix : null,
    extension: typeof extension === 'number' ? extension : 0,
  };
}

export async function setNumbering(tx: Tx, site: string, { company_prefix, extension }: Numbering): Promise<void> {
  await setSetting(tx, site, 'company_prefix', company_prefix);
  await setSetting(tx, site, 'sscc_extension', extension);
}

export interface Contained {
  readonly item: string | null;
  readonly lot: string | null;
  readonly qty: string | null;
}

/**
 * A number for each, in their order. The counter's row is locked until the caller's transaction ends: two sites that share a prefix count on
 * one counter, and what a transaction gave that failed is given again, as nobody has seen it.
 */
export async function numberContainers(
  tx: Tx,
  site: string,
  by: string,
  containers: readonly Contained[],
): Promise<readonly string[]> {
  const { company_prefix: prefix, extension } = await numberingOf(tx, site);
  if (prefix === null) throw new Refusal(422, 'no-prefix', printRefusals.noPrefix());
  const given: string[] = [];
  while (given.length < containers.length) {
    const more = containers.length - given.length;
    const { rows } = await sql<{ last: number }>`
      insert into container_counters (company_prefix, extension, last) values (${prefix}, ${extension}, ${more})
      on conflict (company_prefix, extension) do update set last = container_counters.last + ${more} returning last`.execute(
      tx,
    );
    const last = Number(rows[0]?.last ?? 0);
    for (let serial = last - more + 1; serial <= last; serial += 1) {
      const sscc = ssccOf(prefix, extension, serial);
      if (sscc === undefined) throw new Refusal(409, 'used-up', printRefusals.usedUp(prefix, extension));
      const holds = containers[given.length]!;
      // Of a shorter prefix that begins alike somebody may have it.
      const fresh = await tx
        .insertInto('container_numbers')
        .values({ sscc, site, given_by: by, ...holds })
        .onConflict((conflict) => conflict.doNothing())
        .returning('sscc')
        .executeTakeFirst();
      if (fresh) given.push(fresh.sscc);
    }
  }
  return given;
}

export const containerNumbered = (tx: Tx, site: string, sscc: string) =>
  tx
    .selectFrom('container_numbers')
    .select(['sscc', 'item', 'lot', 'qty'])
    .where('site', '=', site)
    .where('sscc', '=', sscc)
    .executeTakeFirst();

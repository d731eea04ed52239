/** Loads what a dry run compares with: the records of the kinds that come in, and the codes they may refer to. */
import { sql, type Transaction } from 'kysely';
import { instantsOf } from '../../house/clock.ts';
import type { Kind, Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { UnitsKnown } from '../records/countedunits.ts';
import { allRecords } from '../records/records.store.ts';
import { kinds } from '../records/records.ts';
import { type Known, keyOf } from './dryrun.ts';

type Tx = Transaction<Tables>;

export interface ImportSite {
  readonly code: string;
  readonly zone: string;
  readonly dueTime: string;
}

export async function knownFor(tx: Tx, site: ImportSite, coming: readonly Kind[]): Promise<Known> {
  const records = new Map<string, ReadonlyMap<string, Row>>();
  for (const kind of coming)
    records.set(kind.name, new Map((await allRecords(tx, site.code, kind)).map((row) => [keyOf(kind, row), row])));
  const referred = new Set(coming.flatMap((kind) => kind.fields.flatMap((field) => ('to' in field ? [field.to] : []))));
  const codes = new Map<string, ReadonlySet<string>>();
  for (const name of referred) {
    const kind = kinds.find((one) => one.name === name);
    const key = kind?.key[0];
    if (!key) throw new Error(`a field refers to ${name}, which is no kind`);
    const found = await sql<{
      code: string;
    }>`select ${sql.ref(key)} as code from ${sql.table(name)} where site = ${site.code}`.execute(tx);
    codes.set(name, new Set(found.rows.map((row) => row.code)));
  }
  const owners = await tx
    .selectFrom('field_owners')
    .select(['kind', 'field'])
    .where('site', '=', site.code)
    .where('owner', '=', 'hotlist')
    .execute();
  return {
    context: { instant: instantsOf(site.zone), dueTime: site.dueTime },
    records,
    codes,
    units: UnitsKnown.of({
      units: await tx.selectFrom('units').select(['code', 'decimals']).where('site', '=', site.code).execute(),
      items: await tx.selectFrom('items').select(['code', 'unit', 'supply']).where('site', '=', site.code).execute(),
      work_orders: referred.has('work_orders')
        ? await tx.selectFrom('work_orders').select(['number', 'item']).where('site', '=', site.code).execute()
        : [],
    }),
    owned: new Set(owners.map((one) => `${one.kind}.${one.field}`)),
  };
}

/** The units that the quantities of one record are counted in: only what its items and work orders name is read. */
import type { Transaction } from 'kysely';
import type { Kind, Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { UnitsKnown } from './countedunits.ts';

export async function unitsFor(tx: Transaction<Tables>, site: string, kind: Kind, row: Row): Promise<UnitsKnown> {
  const named = kind.fields.flatMap((field) =>
    field.type === 'quantity' && field.item !== undefined ? [String(row[field.item])] : [],
  );
  const work_orders =
    named.length === 0
      ? []
      : await tx
          .selectFrom('work_orders')
          .select(['number', 'item'])
          .where('site', '=', site)
          .where('number', 'in', named)
          .execute();
  const codes = [...named, ...work_orders.map(({ item }) => item)];
  const items =
    codes.length === 0
      ? []
      : await tx
          .selectFrom('items')
          .select(['code', 'unit', 'supply'])
          .where('site', '=', site)
          .where('code', 'in', codes)
          .execute();
  const wanted = [String(row.unit), ...items.map(({ unit }) => unit)];
  const units = await tx
    .selectFrom('units')
    .select(['code', 'decimals'])
    .where('site', '=', site)
    .where('code', 'in', wanted)
    .execute();
  return UnitsKnown.of({ units, items, work_orders });
}

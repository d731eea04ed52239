/** What stands behind a by-product or a line of a bill: items, steps, and what goes into what. */
import { sql, type Transaction } from 'kysely';
import type { Fault } from '../../house/errors.ts';
import type { Kind, Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { circleWords, yieldFaults } from '../structures/yields.ts';

type Tx = Transaction<Tables>;

/** Of a record that is written already, in its transaction. */
export async function faultsOfYield(tx: Tx, site: string, kind: Kind, row: Row): Promise<readonly Fault[]> {
  if (kind.name === 'components') {
    const [parent, component] = [String(row.parent), String(row.component)];
    const [one] = await yieldedAlong(tx, site, parent, component);
    return one ? [{ column: 'Component', value: component, text: circleWords(one.parent, one.item) }] : [];
  }
  if (kind.name !== 'outputs') return [];
  const [parent, item, seq] = [String(row.parent), String(row.item), Number(row.seq)];
  const items = await tx
    .selectFrom('items')
    .select(['code', 'supply', 'make_to_order'])
    .where('site', '=', site)
    .where('code', 'in', [parent, item])
    .execute();
  const [made, yields] = [parent, item].map((code) => items.find((one) => one.code === code));
  if (!made || !yields) throw new Error(`${parent} yields ${item}, of which one is no item`);
  const step = await tx
    .selectFrom('routing_steps')
    .select('seq')
    .where('site', '=', site)
    .where('item', '=', parent)
    .where('seq', '=', seq)
    .executeTakeFirst();
  const goesIn = (await below(tx, site, parent)).has(item);
  return yieldFaults({ parent, item, seq, supply: made.supply, yields, hasStep: step !== undefined, goesIn });
}

/** All that goes into an item: components, and what yields them, which is ordered for their sake. */
async function below(tx: Tx, site: string, item: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ code: string }>`
    with recursive led (code) as (
      select ${item}::text
      union
      select edge.lower from led join (
        select parent as upper, component as lower from components where site = ${site}
        union all select item, parent from outputs where site = ${site}
      ) edge on edge.upper = led.code
    )
    select code from led`.execute(tx);
  return new Set(rows.map((row) => row.code));
}

/** By-products on a circle that the line from `parent` to `component` closes. */
async function yieldedAlong(tx: Tx, site: string, parent: string, component: string) {
  const under = await below(tx, site, component);
  if (!under.has(parent)) return [];
  const rows = await tx.selectFrom('outputs').select(['parent', 'item']).where('site', '=', site).execute();
  const found: { readonly parent: string; readonly item: string }[] = [];
  for (const row of rows) if (under.has(row.item) && (await below(tx, site, row.parent)).has(row.item)) found.push(row);
  return found;
}

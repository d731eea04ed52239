/** Where two versions need the same step of a work order at different moments. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { workOrdersIn } from './called.store.ts';
import type { OtherNeed } from './otherneed.ts';

interface Version {
  readonly id: number;
  readonly number: number;
}

const none: ReadonlyMap<string, OtherNeed> = new Map();

/** By "MO-1/10": what `other` says where that is not the minute that `told` says. Both versions of one site. */
export async function needsOtherwise(
  tx: Transaction<Tables>,
  told: Pick<Version, 'id'>,
  other: Version | undefined,
): Promise<ReadonlyMap<string, OtherNeed>> {
  if (!other || other.id === told.id) return none;
  const { rows } = await sql<{ step: string; need: string }>`
    with called as materialized (${workOrdersIn(sql`${told.id}, ${other.id}`)}), needs as (
      select p.version, o.number, p.seq, max(p.need) as need
      from plan_steps p join called o on o.version = p.version and o.id = p.order_id
      group by p.version, o.number, p.seq
    )
    select concat(number, '/', seq) as step, o.need from needs t join needs o using (number, seq)
    where t.version = ${told.id} and o.version = ${other.id} and date_trunc('minute', o.need) <> date_trunc('minute', t.need)`.execute(
    tx,
  );
  return new Map(rows.map(({ step, need }) => [step, { version: other.number, need }]));
}

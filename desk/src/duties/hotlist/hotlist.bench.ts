/** Makes a long hot list for measuring. */
import { sql } from 'kysely';
import type { Database } from '../../server/database/database.ts';

/** The standing version's rows are taken many times over, each with a name and a rank of its own. */
export async function fillHotList(db: Database, rows: number): Promise<void> {
  const standing = await db
    .selectFrom('plan_versions')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const columns = await sql<{
    name: string;
  }>`select column_name as name from information_schema.columns where table_name = 'hot_rows' and column_name not in ('rank', 'ref', 'version')`.execute(
    db,
  );
  const others = sql.join(columns.rows.map((one) => sql.ref(one.name)));
  await sql`
    insert into hot_rows (version, rank, ref, ${others})
    select version, 1000000 + row_number() over (order by late_days desc, copy, rank), concat(ref, '-', copy), ${others}
    from hot_rows cross join generate_series(1, 100) as copy where version = ${standing.id}
    limit ${rows}`.execute(db);
  await sql`analyze hot_rows`.execute(db);
}

/** The hot list of 20,000 rows: ten clients each asking once a second, and the first paint in a browser. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../desk/src/server/database/database.ts';
import { openBrowser, openPage } from '../../e2e/browser.ts';
import { atMost, type Figure, median, percentile95 } from '../figure.ts';
import { password } from './server.ts';

const rows = 20_000;
const clients = 10;
const rounds = 20;

/** The standing version's rows are taken many times over, each with a name and a rank of its own. */
export async function fill(db: Database): Promise<void> {
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

export async function answers(url: string, token: string): Promise<Figure> {
  const times: number[] = [];
  const ask = async (query: string): Promise<string | null> => {
    const began = performance.now();
    const answer = await fetch(`${url}/api/v1/hot-list${query}`, { headers: { authorization: `Bearer ${token}` } });
    const body = (await answer.json()) as { next?: string | null };
    if (!answer.ok) throw new Error(`/hot-list${query}: ${answer.status} ${JSON.stringify(body)}`);
    times.push(performance.now() - began);
    return body.next ?? null;
  };
  await ask('');
  times.length = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      await sleep((client * 1000) / clients);
      let next: string | null = null;
      for (let round = 0; round < rounds; round += 1) {
        const began = performance.now();
        next = await ask(next ? `?cursor=${encodeURIComponent(next)}` : '');
        await sleep(Math.max(0, 1000 - (performance.now() - began)));
      }
    }),
  );
  return atMost(`hot list of ${rows} rows, API page, 10 clients a second, p95`, percentile95(times), 'ms', 50);
}

export async function firstPaint(url: string): Promise<Figure> {
  const browser = await openBrowser();
  try {
    const page = await openPage(browser);
    await page.request.post(`${url}/api/auth/sign-in/email`, {
      data: { email: 'planner@example.com', password },
      headers: { origin: url },
    });
    const paints: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await page.goto(`${url}/hot-list`);
      await page.getByRole('row').nth(5).waitFor();
      // Painted for a person is not the empty frame: the time at which rows of the list stand there.
      paints.push(await page.evaluate(() => performance.now() / 1000));
    }
    return atMost(`hot list of ${rows} rows, rows painted`, median(paints), 's', 1);
  } finally {
    await browser.close();
  }
}

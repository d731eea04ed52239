/** What a server that was killed has left at work in the database: the next one waits for what it has locked. */
import pg from 'pg';

/** The longest that is at work, in a sentence; undefined while nobody else is. */
export async function leftAtWork(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query<{ seconds: number; query: string; others: number }>(
      `select extract(epoch from clock_timestamp() - xact_start)::int as seconds, left(query, 60) as query,
        (count(*) over () - 1)::int as others
      from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
        and state <> 'idle' and xact_start is not null
      order by xact_start limit 1`,
    );
    const [first] = rows;
    if (!first) return undefined;
    const others = first.others === 0 ? '' : `, and ${first.others} more`;
    return `Waiting for what is still at work in the database since a server was killed: "${first.query.replaceAll(/\s+/g, ' ').trim()}" for ${first.seconds} s${others}. It ends by itself, where the system can tell within five seconds.`;
  } finally {
    await client.end();
  }
}

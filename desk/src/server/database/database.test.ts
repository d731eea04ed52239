import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instant, preparedLast, wholeNumber } from './database.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

type Asking = Kysely<Tables>;
let mine: TestDatabase;
beforeAll(async () => {
  mine = await testDatabase();
});
afterAll(() => mine.close());

async function one(expression: string, on = mine): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(on.db);
  return rows[0]?.value;
}

test('a statement that says so is prepared once a connection, another is not', async () => {
  await mine.db.connection().execute(async (tx) => {
    for (const n of [1, 2]) await sql`/* prepared */ select ${n}::int as asked`.execute(tx);
    await sql`select ${3}::int as asked`.execute(tx);
    const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(tx);
    expect(rows).toEqual([{ statement: '/* prepared */ select $1::int as asked' }]);
  });
});

describe('a transaction', () => {
  const insideOne = async () => (await one(`pg_current_xact_id_if_assigned() is not null`)) as boolean;

  beforeAll(async () => {
    await sql`create table kept (n integer, unique (n) deferrable initially deferred)`.execute(mine.db);
  });
  const keep = (n: number, sign = '') => sql`${sql.raw(sign)} insert into kept values (${n}) returning n`;
  const kept = async (n: number) => one(`(select count(*)::int from kept where n = ${n})`);

  test('in which nothing was asked is none', async () => {
    await mine.db.transaction().execute(async () => undefined);
    expect(await insideOne()).toBe(false);
  });

  test('is committed along with the last statement, whose rows are answered', async () => {
    const { rows } = await mine.db.transaction().execute(async (tx) => {
      await keep(1).execute(tx);
      return keep(2, preparedLast).execute(tx);
    });
    expect([rows, await kept(1), await kept(2)]).toEqual([[{ n: 2 }], 1, 1]);
  });

  test('has nothing asked behind its last statement', async () => {
    const asked = mine.db.transaction().execute(async (tx) => {
      await keep(3, preparedLast).execute(tx);
      await keep(4).execute(tx);
    });
    await expect(asked).rejects.toThrow('asked after the last statement');
    expect(await kept(4)).toBe(0);
  });

  test.each([
    ['first', async (tx: Asking) => void (await sql`select 1 / 0`.execute(tx))],
    [
      'second',
      async (tx: Asking) => {
        await keep(5).execute(tx);
        await sql`select 1 / 0`.execute(tx);
      },
    ],
    [
      'last',
      async (tx: Asking) => {
        await keep(5).execute(tx);
        await sql`${sql.raw(preparedLast)} select 1 / 0`.execute(tx);
      },
    ],
  ])('of which the %s statement fails leaves nothing behind', async (_, asking) => {
    await expect(mine.db.transaction().execute(asking)).rejects.toThrow('division by zero');
    expect([await kept(5), await insideOne()]).toEqual([0, false]);
  });

  test('that the database does not commit says so', async () => {
    const twice = mine.db.transaction().execute(async (tx) => {
      await keep(6).execute(tx);
      await keep(6, preparedLast).execute(tx);
    });
    await expect(twice).rejects.toThrow('duplicate key');
    expect(await kept(6)).toBe(0);
  });

  test('that only reads is over for whoever asks next', async () => {
    const read = mine.db.transaction().setAccessMode('read only');
    await read.execute((tx) => sql`select 1`.execute(tx));
    await keep(7).execute(mine.db);
    await expect(read.execute((tx) => keep(8).execute(tx))).rejects.toThrow('read-only');
    expect([await kept(7), await kept(8)]).toEqual([1, 0]);
  });
});

describe('values as they leave the database', () => {
  test.each([
    { expression: '9007199254740991::bigint', value: 9007199254740991 },
    { expression: '-3::bigint', value: -3 },
    { expression: "date '2026-02-28'", value: '2026-02-28' },
    { expression: "timestamptz '2026-03-29 02:30:00+01'", value: '2026-03-29T01:30:00.000Z' },
    { expression: "timestamptz '2026-11-24 02:07:37.5+00'", value: '2026-11-24T02:07:37.500Z' },
    { expression: '0.10::numeric', value: 0.1 },
    { expression: '-123456789012.345::numeric', value: -123456789012.345 },
    { expression: 'true', value: true },
    { expression: 'null::bigint', value: null },
  ])('$expression reads as $value', async ({ expression, value }) => {
    expect(await one(expression)).toBe(value);
  });

  test('a whole number past 2^53 is a bug that is thrown, never a number nearby', async () => {
    await expect(one('9007199254740993::bigint')).rejects.toThrow('9007199254740993');
    expect(() => wholeNumber('-9007199254740993')).toThrow(RangeError);
  });

  test.each(['12345678901234567890.5', '0.1234567890123456'])(
    'a decimal of %s is thrown too, it would be rounded',
    async (digits) => {
      await expect(one(`${digits}::numeric`)).rejects.toThrow(digits);
    },
  );

  test('an instant is the same whatever zone the session shows', async () => {
    await sql`set time zone 'Asia/Kathmandu'`.execute(mine.db);
    expect(instant('2026-11-24 07:52:37+05:45')).toBe('2026-11-24T02:07:37.000Z');
    expect(instant('2026-11-24 07:52:37+00')).toBe('2026-11-24T07:52:37.000Z');
    expect(instant('2026-11-24 07:52:37.5+00')).toBe('2026-11-24T07:52:37.500Z');
    expect(instant('2026-11-24 07:52:37.123987+00')).toBe('2026-11-24T07:52:37.123Z');
    expect(instant('2026-11-24 07:52:37.123987+01')).toBe('2026-11-24T06:52:37.123Z');
  });
});

describe('every test file has a database of its own', () => {
  test('what one writes, another does not see', async () => {
    const other = await testDatabase();
    try {
      await sql`create table seen (n int)`.execute(mine.db);
      expect(await one("to_regclass('seen')::text")).toBe('seen');
      expect(await one("to_regclass('seen')::text", other)).toBeNull();
    } finally {
      await other.close();
    }
  });

  test('it has every migration already', async () => {
    expect(await migrate(mine.url)).toEqual([]);
  });
});

describe('migrations', () => {
  const table = (name: string) => ({
    up: (db: TestDatabase['db']) => db.schema.createTable(name).addColumn('n', 'integer').execute(),
  });

  test('are listed once each: a second place would give all after it other numbers', () => {
    const names = Object.keys(migrations).map((name) => name.slice('001-'.length));
    expect(names.filter((name, n) => names.indexOf(name) !== n)).toEqual([]);
  });

  test('run in the order of their names, each once, a late arrival too', async () => {
    const other = await testDatabase();
    try {
      const known = { '2000-01-03-c': table('c'), '2000-01-01-a': table('a') };
      const before = { ...(await appliedIn(other)) };
      expect(await migrate(other.url, { ...before, ...known })).toEqual(['2000-01-01-a', '2000-01-03-c']);
      const late = { ...before, ...known, '2000-01-02-b': table('b') };
      expect(await migrate(other.url, late)).toEqual(['2000-01-02-b']);
      expect(await migrate(other.url, late)).toEqual([]);
    } finally {
      await other.close();
    }
  });

  test('one that fails is named, and nothing of it stays', async () => {
    const other = await testDatabase();
    try {
      const broken = {
        up: async (db: TestDatabase['db']) => {
          await db.schema.createTable('half').addColumn('n', 'integer').execute();
          await sql`select 1/0`.execute(db);
        },
      };
      const before = await appliedIn(other);
      await expect(migrate(other.url, { ...before, '2000-01-01-broken': broken })).rejects.toThrow(
        '2000-01-01-broken failed: division by zero',
      );
      expect(await one("to_regclass('half')::text", other)).toBeNull();
    } finally {
      await other.close();
    }
  });

  test('data of a version that knows more are told with the way back, and left as they are', async () => {
    const other = await testDatabase();
    try {
      const known = await appliedIn(other);
      await migrate(other.url, { ...known, '2000-01-01-newer': table('newer') });
      await expect(migrate(other.url, { ...known, '2000-01-02-own': table('own') })).rejects.toThrow(
        /another version of Hotlist, which made "2000-01-01-newer" in them.* Nothing was changed\. Maybe start that version/,
      );
      expect(await one("to_regclass('own')::text", other)).toBeNull();
    } finally {
      await other.close();
    }
  });

  test('two that start at once do the work once', async () => {
    const other = await testDatabase();
    try {
      const known = { ...(await appliedIn(other)), '2000-01-01-a': table('a') };
      const ran = await Promise.all([migrate(other.url, known), migrate(other.url, known)]);
      expect(ran.flat()).toEqual(['2000-01-01-a']);
    } finally {
      await other.close();
    }
  });

  /** Those the template already had: the migrator insists on knowing all that were run. */
  async function appliedIn(database: TestDatabase) {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database.db);
    return Object.fromEntries(rows.map(({ name }) => [name, { up: () => Promise.resolve() }]));
  }
});

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seenOf } from '../../house/kind.ts';
import { granted, roles } from '../../house/permission.ts';
import { type Ask, makeSite, type TestApp, testApp } from '../../server/test-app.ts';
import { kinds } from './records.ts';

let test: TestApp;
let planner: Ask;
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  await planner('POST', '/units', { code: 'pcs' });
});
afterAll(() => test.close());

const sqlTypes: Record<string, string> = {
  integer: 'integer',
  decimal: 'numeric',
  quantity: 'numeric',
  date: 'date',
  instant: 'timestamp with time zone',
  boolean: 'boolean',
};

describe('every kind of record', () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    '%s has a column of its type for each field',
    async (_, kind) => {
      const columns = await sql<{
        column_name: string;
        data_type: string;
        is_nullable: string;
      }>`select column_name, data_type, is_nullable from information_schema.columns where table_name = ${kind.name}`.execute(
        test.db,
      );
      const found = Object.fromEntries(
        columns.rows.map((one) => [one.column_name, `${one.data_type} ${one.is_nullable}`]),
      );
      const wanted = Object.fromEntries(
        kind.fields.map((field) => [
          field.name,
          `${sqlTypes[field.type] ?? 'text'} ${field.required || field.default !== undefined ? 'NO' : 'YES'}`,
        ]),
      );
      expect(found).toMatchObject(wanted);
    },
  );
});

describe('a field that not everybody may read', () => {
  it.each(roles)('is in list, record, filter, order and file for a %s who may, and else is not there', async (role) => {
    const code = `COST-${role}`;
    const { id } = (await planner('POST', '/items', { code, supply: 'buy', unit: 'pcs', unit_cost: 7.25 })).body;
    const ask = await test.as([role]);
    const [sees, reads] = [granted[role].includes('site.see'), granted[role].includes('stock.see')];
    const list = await ask('GET', `/items?filter=code:eq:${code}`);
    const one = await ask('GET', `/items/${id}`);
    const file = await ask('GET', `/exports/items?format=csv&filter=code:eq:${code}`);
    expect([list.status, one.status, file.status]).toEqual(reads ? [200, 200, 200] : [403, 403, 403]);
    const all = JSON.stringify([list, one, file].map(({ body }) => body));
    expect([all.includes('7.25'), all.includes('unit_cost')]).toEqual([sees, sees]);
    for (const by of ['filter=unit_cost:gt:7', 'sort=unit_cost'])
      expect((await ask('GET', `/items?${by}`)).status).toBe(sees ? 200 : reads ? 400 : 403);
    expect((await ask('GET', `/audit?kind=items&record=${id}`)).status).toBe(sees ? 200 : 403);
  });

  it('is read by whoever writes its records', () => {
    const hidden = roles.flatMap((role) =>
      kinds.filter(
        (kind) => granted[role].includes(kind.write) && seenOf(kind, (one) => granted[role].includes(one)) !== kind,
      ),
    );
    expect(hidden).toEqual([]);
  });
});

describe('a record', () => {
  it('is added, changed and deleted, and each is in the audit log with who, before and after', async () => {
    const added = await planner('POST', '/items', { code: 'A1', supply: 'buy', unit: 'pcs', safety_stock: '=12*12' });
    expect(added).toMatchObject({ status: 201, body: { code: 'A1', safety_stock: 144, version: 1 } });
    const changed = await planner('PATCH', `/items/${added.body.id}`, { name: 'Axle' }, { version: 1 });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Axle', version: 2 } });
    // Who says what is so already changes nothing.
    const same = await planner('PATCH', `/items/${added.body.id}`, { name: 'Axle', safety_stock: 144 }, { version: 2 });
    expect(same).toMatchObject({ status: 200, body: { name: 'Axle', version: 2 } });
    expect((await planner('DELETE', `/items/${added.body.id}`, undefined, { version: 2 })).status).toBe(200);
    const log = await test.db
      .selectFrom('audit')
      .select(['action', 'who', 'via', 'called'])
      .where('kind', '=', 'items')
      .where('record', '=', added.body.id)
      .orderBy('id')
      .execute();
    expect(log.map((one) => one.action)).toEqual(['insert', 'update', 'delete']);
    expect(log[0]).toMatchObject({ via: 'api', called: 'A1' });
  });

  it.each([
    ['added with', (ask: Ask) => ask('POST', '/items', { code: 'D1', supply: 'buy', unit: 'pcs', lot_min: '2.5' })],
    [
      'changed to',
      async (ask: Ask) => {
        const { body } = await ask('POST', '/items', { code: 'D2', supply: 'buy', unit: 'pcs' });
        return ask('PATCH', `/items/${body.id}`, { lot_min: '2.5' }, { version: 1 });
      },
    ],
  ])('%s more decimals than its unit counts is refused at that field', async (_, write) => {
    expect(await write(planner)).toMatchObject({
      status: 422,
      body: { faults: [{ field: 'lot_min', value: '2.5', text: expect.stringContaining('whole numbers only') }] },
    });
  });

  it('that names its item is counted in the unit of that item', async () => {
    await planner('POST', '/units', { code: 'kg', decimals: 3 });
    await planner('POST', '/items', { code: 'PAINT', supply: 'buy', unit: 'kg' });
    await planner('POST', '/items', { code: 'BOLT', supply: 'buy', unit: 'pcs' });
    const storekeeper = await test.as(['storekeeper']);
    const stock = (item: string, qty: string) => storekeeper('POST', '/stock', { item, location: 'MAIN', qty });
    await storekeeper('POST', '/locations', { code: 'MAIN' });
    expect(await stock('PAINT', '2.125')).toMatchObject({ status: 201, body: { qty: 2.125 } });
    expect(await stock('PAINT', '2.0625')).toMatchObject({ status: 422 });
    expect(await stock('BOLT', '1.5')).toMatchObject({ status: 422, body: { faults: [{ field: 'qty' }] } });
  });

  it('changed by another since it was read is refused, and what it is now is shown', async () => {
    const { body } = await planner('POST', '/items', { code: 'A2', supply: 'buy', unit: 'pcs' });
    await planner('PATCH', `/items/${body.id}`, { name: 'first' }, { version: 1 });
    const second = await planner('PATCH', `/items/${body.id}`, { name: 'second' }, { version: 1 });
    expect(second).toMatchObject({ status: 409, body: { code: 'changed', current: { name: 'first' } } });
  });

  it('asked for twice with one key is written once and answered twice', async () => {
    const key = 'pressed-twice';
    const both = await Promise.all(
      [1, 2].map(() => planner('POST', '/items', { code: 'A3', supply: 'buy', unit: 'pcs' }, { key })),
    );
    expect(both.map((one) => one.status)).toEqual([201, 201]);
    expect(both[0]?.body).toEqual(both[1]?.body);
    expect(await planner('POST', '/items', { code: 'A4', supply: 'buy', unit: 'pcs' }, { key })).toMatchObject({
      status: 422,
      body: { code: 'key-used' },
    });
  });

  it.each([
    ['an unknown unit', { code: 'B1', supply: 'buy', unit: 'furlong' }, 422, /Unit "furlong" does not exist/],
    ['a code in two lines', { code: 'B\n1', supply: 'buy', unit: 'pcs' }, 422, /more than one line/],
    ['a quantity of 1e99', { code: 'B1', supply: 'buy', unit: 'pcs', safety_stock: '1e99' }, 422, /far beyond/],
    ['a negative lot', { code: 'B1', supply: 'buy', unit: 'pcs', lot_min: -3 }, 422, /below 0/],
    ['a novel in the name', { code: 'B1', supply: 'buy', unit: 'pcs', name: 'x'.repeat(5000) }, 422, /5000 characters/],
    ['an unknown field', { code: 'B1', supply: 'buy', unit: 'pcs', colour: 'red' }, 400, /no field "colour"/],
  ])('with %s is refused in a clear sentence', async (_, body, status, sentence) => {
    const answer = await planner('POST', '/items', body);
    expect(answer.status).toBe(status);
    expect(answer.body.detail).toMatch(sentence);
  });

  it('of another site is not found, and a site without a role is refused', async () => {
    await makeSite(test.db, 'OTHER');
    const { body } = await planner('POST', '/items', { code: 'A5', supply: 'buy', unit: 'pcs' });
    const stranger = await test.as(['planner'], 'OTHER');
    expect((await stranger('GET', `/items/${body.id}`)).status).toBe(404);
    expect((await stranger('GET', `/items/${body.id}?site=PLANT`)).status).toBe(403);
  });

  it('that closes a circle of components is refused with the circle named', async () => {
    for (const code of ['C1', 'C2']) await planner('POST', '/items', { code, supply: 'make', unit: 'pcs' });
    expect((await planner('POST', '/components', { parent: 'C1', component: 'C2', qty_per: 1 })).status).toBe(201);
    const circle = await planner('POST', '/components', { parent: 'C2', component: 'C1', qty_per: 1 });
    expect(circle).toMatchObject({ status: 422 });
    expect(circle.body.detail).toMatch(/C1 → C2 → C1|C2 → C1 → C2/);
  });
});

describe('a list', () => {
  it('is paged by a cursor that neither loses nor doubles a row, whichever way it is sorted', async () => {
    for (let i = 0; i < 25; i += 1)
      await planner('POST', '/customers', {
        code: `K${i}`,
        class: (i % 5) + 1,
        ...(i % 3 ? { name: `Name ${i % 7}` } : {}),
      });
    for (const sort of ['code', '-code', 'class', '-class', 'name', '-name']) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: { body: { rows: { code: string }[]; next: string | null; total: number } } = await planner(
          'GET',
          `/customers?limit=7&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`,
        );
        seen.push(...page.body.rows.map((row) => row.code));
        cursor = page.body.next;
        expect(page.body.total).toBe(25);
      } while (cursor);
      expect([sort, seen.length, new Set(seen).size]).toEqual([sort, 25, 25]);
    }
  });
});

describe('a list filtered', () => {
  beforeAll(async () => {
    await planner('POST', '/items', { code: 'F1', supply: 'buy', unit: 'pcs', name: 'Frame tube', safety_stock: '0' });
    await planner('POST', '/items', { code: 'F2', supply: 'make', unit: 'pcs', name: 'Tube clamp', safety_stock: '5' });
    await planner('POST', '/items', { code: 'F3', supply: 'buy', unit: 'pcs', safety_stock: '12' });
    await planner('POST', '/customers', { code: 'FILTER' });
    for (const [line, due] of [
      [1, '-40 12:00'],
      [2, 'today 12:00'],
      [3, '+3 12:00'],
    ] as const)
      await planner('POST', '/customer-lines', { order_no: 'F', line, customer: 'FILTER', item: 'F1', qty: 1, due });
  });
  it.each([
    ['items', 'safety_stock:> 4', ['F2', 'F3']],
    ['items', 'safety_stock:5..10', ['F2']],
    ['items', 'safety_stock:>= 4.5', ['F2', 'F3']],
    ['items', 'safety_stock:= 0', ['F1']],
    ['items', 'safety_stock:!= 0', ['F2', 'F3']],
    ['items', 'name:empty', ['F3']],
    ['items', 'name:not empty', ['F1', 'F2']],
    ['items', 'name:tube', ['F1', 'F2']],
    ['items', 'name:starts TUBE', ['F2']],
    ['items', 'name:is frame tube', ['F1']],
    ['items', 'name:is not frame tube', ['F2', 'F3']],
    ['items', 'supply:make', ['F2']],
    ['items', 'supply:eq:buy|safety_stock:gt:0', ['F3']],
    ['customer-lines', 'due:today', ['2']],
    ['customer-lines', 'due:< today', ['1']],
    ['customer-lines', 'due:next 7 days', ['2', '3']],
    ['customer-lines', 'due:-41..-39', ['1']],
    ['customer-lines', 'line:> 1.5', ['2', '3']],
  ])('%s by %j shows %j', async (path, filter, expected) => {
    const only = path === 'items' ? 'code:starts F' : 'order_no:eq:F';
    const { body } = await planner('GET', `/${path}?filter=${encodeURIComponent(`${only}|${filter}`)}`);
    expect(body.rows.map((row: { code?: string; line?: number }) => row.code ?? String(row.line))).toEqual(expected);
  });
  it('by what means nothing is refused with the column, the value and the way out', async () => {
    const answer = await planner('GET', `/items?filter=${encodeURIComponent('safety_stock:> many')}`);
    expect(answer).toMatchObject({
      status: 400,
      body: {
        detail: 'Safety stock "> many" is not a filter. Maybe write > 5, <= 3, 5..10, = 0, != 0, empty or not empty.',
        faults: [{ field: 'filter', column: 'Safety stock', value: '> many' }],
      },
    });
  });
});

describe('the database itself', () => {
  it('refuses a write that names nobody', async () => {
    await expect(sql`insert into units (site, code) values ('PLANT', 'kg')`.execute(test.db)).rejects.toThrow(
      /hotlist.who is not set/,
    );
  });
  it('refuses a change of the audit log', async () => {
    await expect(sql`delete from audit`.execute(test.db)).rejects.toThrow(/append-only/);
  });
});

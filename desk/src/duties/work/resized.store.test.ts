import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;

const orders = async () =>
  (
    await sql<{ said: string }>`select concat_ws(' ', number, state, qty::float, revision, order_no) as said
      from work_orders order by number`.execute(test.db)
  ).rows.map(({ said }) => said);
const drawn = async (of: string) =>
  (
    await sql<{ said: string }>`select concat_ws(' ', item, qty::float) as said
      from work_materials where work_order = ${of} order by item`.execute(test.db)
  ).rows.map(({ said }) => said);
const resize = (number: string, from: number, to: number, item = 'FRAME') =>
  planner('POST', `/work-orders/by-number/${number}/quantity`, { item, from, to });
const split = (number: string, from: number, to: number, item = 'FRAME') =>
  planner('POST', `/work-orders/by-number/${number}/split`, { item, from, to });

/** A frame of two tubes and a plate, with one plate for each order to try the weld on. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'supervisor']);
  const put = async (path: string, rows: readonly object[]) => {
    for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
  };
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'ALL', week: 'Mon-Sun 00:00-24:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'ALL' }]);
  await put('/items', [
    { code: 'FRAME', supply: 'make', unit: 'pcs', revision: 'B' },
    { code: 'TUBE', supply: 'buy', unit: 'pcs' },
    { code: 'PLATE', supply: 'buy', unit: 'pcs' },
  ]);
  await put('/components', [
    { parent: 'FRAME', component: 'TUBE', qty_per: '2' },
    { parent: 'FRAME', component: 'PLATE', qty_per: '1', per_order: 1 },
  ]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 1 }]);
  const order = { item: 'FRAME', qty: 10, due: plantDay(3), revision: 'A', order_no: 'SO-1', line: 1 };
  await put(
    '/work-orders',
    ['MO-1', 'MO-2', 'MO-3', 'MO-4'].map((number) => ({ number, ...order })),
  );
  for (const number of ['MO-2', 'MO-3', 'MO-4'])
    expect((await planner('POST', `/work-orders/by-number/${number}/release`, {})).status).toBe(201);
});
afterAll(() => test.close());

describe('the quantity of a work order', () => {
  it('is another by hand, and says who wrote it', async () => {
    const { status, body } = await resize('MO-1', 10, 6);
    expect([status, body]).toEqual([
      201,
      {
        number: 'MO-1',
        qty: 6,
        done: 'Work order MO-1 is for 6, no more for 10. The plan knows it once you plan again.',
      },
    ]);
    expect((await orders())[0]).toBe('MO-1 firm 6 A SO-1');
    const { rows } = await sql<{
      said: string;
    }>`select concat_ws(' ', action, (before ->> 'qty')::float, (after ->> 'qty')::float) as said
      from audit where kind = 'work_orders' order by id desc limit 1`.execute(test.db);
    expect(rows).toEqual([{ said: 'update 10 6' }]);
  });

  it('is no larger than a quantity may be', async () => {
    const large = await resize('MO-1', 6, 1e300);
    expect([large.status, large.body.faults[0].field]).toEqual([400, 'to']);
    expect((await orders())[0]).toBe('MO-1 firm 6 A SO-1');
  });

  it('is of the order that was looked at, not of who has its number now', async () => {
    const { status, body } = await resize('MO-1', 6, 4, 'TUBE');
    expect([status, body.code]).toEqual([409, 'order-another']);
    expect(body.detail).toMatch(/^Work order MO-1 makes FRAME now, not TUBE: another order has that number\. Maybe /);
  });

  it('is not overwritten where it was changed since it was looked at', async () => {
    const { status, body } = await resize('MO-1', 10, 4);
    expect([status, body.code, body.detail]).toEqual([
      409,
      'order-resized',
      'Work order MO-1 is for 6 by now, not for 10. Maybe plan again and look at it once more.',
    ]);
  });

  it('takes the material of a released order with it: what each piece needs, not what the order needs once', async () => {
    expect(await drawn('MO-2')).toEqual(['PLATE 11', 'TUBE 20']);
    expect((await resize('MO-2', 10, 6)).status).toBe(201);
    expect(await drawn('MO-2')).toEqual(['PLATE 7', 'TUBE 12']);
  });

  it('is not less than what was issued for it', async () => {
    await test.db.transaction().execute(async (tx) => {
      await sql`select set_config('hotlist.who', 'test', true)`.execute(tx);
      await sql`update work_materials set issued = 14 where work_order = 'MO-3' and item = 'TUBE'`.execute(tx);
    });
    const { status, body } = await resize('MO-3', 10, 6);
    expect([status, body.code, body.detail]).toEqual([
      409,
      'issued-beyond',
      '14 TUBE are issued to work order MO-3, and 6 of it need 12. Maybe take back what is too much first.',
    ]);
    expect((await resize('MO-3', 10, 7)).status).toBe(201);
    expect(await drawn('MO-3')).toEqual(['PLATE 8', 'TUBE 14']);
  });

  it('is not guessed at where its material is no more what the bill says', async () => {
    const [line] = (await planner('GET', '/work-materials?search=MO-4')).body.rows.filter(
      ({ item }: { item: string }) => item === 'TUBE',
    );
    const { id, version } = line;
    expect((await planner('PATCH', `/work-materials/${id}`, { qty: 25 }, { version })).status).toBe(200);
    const { status, body } = await resize('MO-4', 10, 6);
    expect([status, body.code]).toEqual([409, 'material-own']);
    expect(body.detail).toMatch(/^Work order MO-4 draws other material than the bill .* Maybe /);
    expect(await drawn('MO-4')).toEqual(['PLATE 11', 'TUBE 25']);
  });

  it('is whole in its unit', async () => {
    expect((await resize('MO-1', 6, 2.5)).body).toMatchObject({ code: 'too-fine' });
  });

  it('is that of nobody who may not write orders', async () => {
    const clerk = await test.as(['viewer']);
    expect(
      (await clerk('POST', '/work-orders/by-number/MO-1/quantity', { item: 'FRAME', from: 6, to: 5 })).status,
    ).toBe(403);
  });
});

describe('a work order that is split', () => {
  it('leaves the rest to a firm order of its own: the same item, revision, date and customer order', async () => {
    const { status, body } = await split('MO-2', 6, 4);
    expect([status, body.done]).toEqual([
      201,
      `Work order MO-2 is for 4, and ${body.rest} for the other 2. The plan knows it once you plan again.`,
    ]);
    expect(await orders()).toContain('MO-2 released 4 A SO-1');
    expect(await orders()).toContain(`${body.rest} firm 2 A SO-1`);
    expect(await drawn('MO-2')).toEqual(['PLATE 5', 'TUBE 8']);
    const { rows } = await sql`select distinct due from work_orders where number in ('MO-2', ${body.rest})`.execute(
      test.db,
    );
    expect(rows).toHaveLength(1);
    // Again it is another order, though it is split off the same one.
    expect((await split('MO-2', 4, 3)).body.rest).not.toBe(body.rest);
  });

  it('of an order that took the number of another that was split is an order of its own', async () => {
    const order = { item: 'FRAME', qty: 10, due: plantDay(3), state: 'firm' };
    await planner('POST', '/work-orders', { number: 'X-1', ...order });
    const first = (await split('X-1', 10, 4)).body.rest;
    const [{ id, version }] = (await planner('GET', '/work-orders?filter=number:eq:X-1')).body.rows;
    await planner('PATCH', `/work-orders/${id}`, { number: 'X-2' }, { version });
    await planner('POST', '/work-orders', { number: 'X-1', ...order });
    const { rest } = (await split('X-1', 10, 3)).body;
    expect(rest).not.toBe(first);
    const { rows } = await sql<{ number: string; qty: number }>`
      select number, qty::float from work_orders where number = any(${[first, rest, 'X-1', 'X-2']}::text[])`.execute(
      test.db,
    );
    expect(Object.fromEntries(rows.map(({ number, qty }) => [number, qty]))).toEqual({
      [first]: 6,
      [rest]: 7,
      'X-1': 3,
      'X-2': 4,
    });
    await sql`select set_config('hotlist.who', 'test', false)`.execute(test.db);
    await sql`delete from work_orders where number = any(${[first, rest, 'X-1', 'X-2']}::text[])`.execute(test.db);
  });

  it('keeps some, and leaves some', async () => {
    const { status, body } = await split('MO-1', 6, 6);
    expect([status, body.code]).toEqual([409, 'nothing-left']);
  });

  it('is not split once work has begun', async () => {
    await test.db.transaction().execute(async (tx) => {
      await sql`select set_config('hotlist.who', 'test', true)`.execute(tx);
      await sql`update work_steps set state = 'started' where work_order = 'MO-3'`.execute(tx);
      await sql`update work_orders set good = 1 where number = 'MO-1'`.execute(tx);
    });
    const before = await orders();
    for (const act of [split, resize]) {
      const { status, body } = await act('MO-3', 7, 5);
      expect([status, body.code]).toEqual([409, 'order-begun']);
      expect(body.detail).toMatch(/^Work on order MO-3 has begun.* Maybe /);
    }
    expect((await resize('MO-1', 6, 5)).body.code).toBe('order-begun');
    expect(await orders()).toEqual(before);
  });
});

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planJob } from '../../server/all-jobs.ts';
import { type Ask, plantDay as days, makeSite, type TestApp, testApp } from '../../server/test-app.ts';
import { planByItself } from '../planning/automatic.jobs.ts';

let test: TestApp;
let planner: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}
async function plan(): Promise<void> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
}
const sheet = async (path = 'SO-1/1') => (await planner('GET', `/production-sheets/${path}`)).body;
type Row = Readonly<Record<string, unknown>>;

/** A frame is welded from two metres of tube; the tube comes on a purchase line that is ten days late. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'expediter', 'storekeeper', 'supervisor']);
  await put('/units', [{ code: 'pcs' }, { code: 'm', decimals: 3 }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Fri 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [
    { code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs', revision: 'B' },
    { code: 'TUBE', name: 'Tubing', supply: 'buy', unit: 'm', unit_cost: 3 },
    { code: 'BELL', name: 'Bell', supply: 'buy', unit: 'pcs' },
  ]);
  await put('/components', [{ parent: 'FRAME', component: 'TUBE', qty_per: 2, seq: 10 }]);
  await put('/routing-steps', [
    {
      item: 'FRAME',
      seq: 10,
      name: 'Weld',
      work_centre: 'WELD',
      setup_minutes: 30,
      run_minutes: 6,
      instructions: 'Argon',
    },
  ]);
  await put('/vendors', [{ code: 'KRAFT', name: 'Kraft Rohr', phone: '555 0100' }]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles', phone: '555 0199' }]);
  await put('/purchase-lines', [
    {
      order_no: 'PO-1',
      line: 1,
      vendor: 'KRAFT',
      item: 'TUBE',
      qty: 100,
      required: days(5),
      promised: days(5),
      estimated: days(20),
    },
  ]);
  await put('/customer-lines', [
    {
      order_no: 'SO-1',
      line: 1,
      customer: 'MILLER',
      item: 'FRAME',
      qty: 20,
      due: days(10),
      unit_price: 420,
      note: 'Matt red',
    },
    { order_no: 'SO-1', line: 2, customer: 'MILLER', item: 'FRAME', qty: 5, due: days(40), unit_price: 420 },
  ]);
  await put('/customer-inputs', [
    { order_no: 'SO-1', line: 1, name: 'decals', at_step: 10, due: days(3), expected: days(4) },
  ]);
});
afterAll(() => test.close());

describe('an order before any plan', () => {
  it('says that none has seen it, and its sheet is exploded from the structures', async () => {
    const { body } = await planner('GET', '/orders/SO-1');
    expect(body).toMatchObject({ tone: 'unknown', money: 1_050_000, customer: { phone: '555 0199' } });
    const { plan: made, rows } = await sheet();
    expect(made).toBeNull();
    // 20 frames of two metres; half an hour of set-up and 20 × 6 minutes of run.
    expect(rows.map((row: Row) => row.item ?? row.kind ?? row.seq)).toEqual([
      'FRAME',
      'nothing',
      'TUBE',
      'nothing',
      10,
    ]);
    expect(rows[2]).toMatchObject({ need: 40, short: 40, unit: 'm' });
    expect(rows[4]).toMatchObject({ setupSeconds: 1800, runSeconds: 7200, instructions: 'Argon', starts: null });
  });
});

describe('a planned order', () => {
  it('says in words when it ships, how late, and why', async () => {
    await plan();
    const { body } = await planner('GET', '/orders/SO-1');
    expect(body.tone).toBe('late');
    expect(body.verdict).toMatch(
      /^Line 1: Ships \w{3} \d+ \w{3}( \d{4})?, [\d.]+ days late, because Tubing arrives \w{3} \d+ \w{3}( \d{4})?\.$/,
    );
    expect(body.lines.map((line: Row) => [line.line, line.tone])).toEqual([
      [1, 'late'],
      [2, 'fine'],
    ]);
  });

  it('has a sheet down to the purchase line that holds it up, with the vendor’s dates', async () => {
    const { plan: made, rows, inputs, causes, revision } = await sheet();
    expect(made.number).toBe(1);
    expect(revision).toBe('B');
    expect(rows.map((row: Row) => row.item ?? row.kind ?? row.seq)).toEqual([
      'FRAME',
      'planned',
      'TUBE',
      'purchase',
      10,
    ]);
    expect(rows[2]).toMatchObject({ need: 40, short: 40 });
    expect(rows[3]).toMatchObject({ called: 'PO-1/1', partnerName: 'Kraft Rohr', inTime: false, critical: true });
    expect(rows[4]).toMatchObject({ machine: 'W1', workCentre: 'WELD', critical: true });
    expect(inputs).toMatchObject([{ name: 'decals', late: true }]);
    expect(causes[0]).toMatchObject({ kind: 'purchase-late' });
  });

  it('shows both of two draws that are alike in everything', async () => {
    const shown = async () =>
      (await sheet()).rows.filter((row: Row) => row.type === 'supply' && String(row.supply).startsWith('purchase/'))
        .length;
    const [before, peg] = [await shown(), 'purchase/PO-1/1'];
    const twice = sql`insert into plan_pegs select p.* from plan_pegs p
      where p.supply = ${peg} and p.consumer = (select supply from plan_pegs where consumer = 'demand/SO-1/1')`;
    await test.db.transaction().execute(async (tx) => {
      await twice.execute(tx);
    });
    expect(await shown()).toBe(before + 1);
    await sql`delete from plan_pegs where ctid in (select max(ctid) from plan_pegs where supply = ${peg})`.execute(
      test.db,
    );
  });

  it('is listed among customer lines, the late one first', async () => {
    const { body } = await planner('GET', '/orders');
    expect(body.rows.map((row: Row) => [row.line, row.tone])).toEqual([
      [1, 'late'],
      [2, 'fine'],
    ]);
  });

  it('of nobody is not found', async () => {
    expect((await planner('GET', '/orders/SO-9')).status).toBe(404);
    expect((await planner('GET', '/production-sheets/SO-1/9')).status).toBe(404);
  });

  it('of another site is not seen', async () => {
    await makeSite(test.db, 'OTHER');
    const there = await test.as(['planner'], 'OTHER');
    expect((await there('GET', '/orders/SO-1')).status).toBe(404);
    expect((await there('GET', '/orders')).body.rows).toEqual([]);
  });
});

describe('a planned order made firm and released by hand', () => {
  it('gets a number, then its own steps; each once, each with a sentence when it cannot be', async () => {
    const planned = (await sheet()).rows[1].supply;
    const wrong = await planner('POST', '/planned-orders/firm', { planned, version: 7 });
    expect([wrong.status, wrong.body.code]).toEqual([409, 'newer-plan']);
    const firm = await planner('POST', '/planned-orders/firm', { planned, version: 1 });
    expect(firm.body).toEqual({ number: 'MO-00001', done: 'Work order MO-00001 is firm.' });
    const release = () => planner('POST', '/work-orders/by-number/MO-00001/release', {});
    expect((await release()).body).toMatchObject({ state: 'released' });
    const again = await release();
    expect([again.status, again.body.detail]).toEqual([
      409,
      'Work order MO-00001 is released; only a firm order is released.',
    ]);
    expect((await planner('POST', '/work-orders/by-number/MO-9/release', {})).status).toBe(404);
    await plan();
    const after = (await sheet()).rows;
    expect(after[1]).toMatchObject({ kind: 'work', called: 'MO-00001', state: 'released' });
    expect(after.find((row: Row) => row.type === 'step')).toMatchObject({ state: 'waiting', name: 'Weld' });
  });

  it('is not for a viewer', async () => {
    const viewer = await test.as(['viewer']);
    expect((await viewer('POST', '/work-orders/by-number/MO-00001/release', {})).status).toBe(403);
    expect((await viewer('POST', '/planned-orders/firm', { planned: 'planned/1', version: 1 })).status).toBe(403);
  });
});

describe('comments on a record', () => {
  const about = { kind: 'customer_lines', ref: 'SO-1/1' };
  it('stay as they were said, oldest first, with who and when', async () => {
    await planner('POST', '/comments', { ...about, text: 'Miller asks for the red of last year.' });
    await planner('POST', '/comments', { ...about, text: 'Lack ordered.' });
    const { rows } = (await planner('GET', '/comments?kind=customer_lines&ref=SO-1/1')).body;
    expect(rows.map((row: Row) => row.text)).toEqual(['Miller asks for the red of last year.', 'Lack ordered.']);
    await expect(test.db.updateTable('comments').set({ text: 'other' }).execute()).rejects.toThrow('append-only');
  });

  it('come by pages from the latest back to the first, and say how many there are', async () => {
    await planner('POST', '/comments', { ...about, text: 'Lack is here.' });
    const read = async (more: string) =>
      (await planner('GET', `/comments?kind=customer_lines&ref=SO-1/1&limit=2${more}`)).body;
    const latest = await read('');
    expect(latest).toMatchObject({ rows: [{ text: 'Lack ordered.' }, { text: 'Lack is here.' }], total: 3 });
    expect(await read(`&cursor=${latest.next}`)).toMatchObject({
      rows: [{ text: 'Miller asks for the red of last year.' }],
      total: 3,
      next: null,
    });
  });

  it('need a record that is there, and a person who may see and write', async () => {
    expect((await planner('POST', '/comments', { ...about, ref: 'SO-9/1', text: 'x' })).status).toBe(404);
    expect((await planner('POST', '/comments', { ...about, kind: 'tokens', text: 'x' })).status).toBe(404);
    expect((await planner('POST', '/comments', { ...about, text: '  ' })).status).toBe(400);
    expect((await (await test.as(['viewer']))('POST', '/comments', { ...about, text: 'x' })).status).toBe(403);
    const operator = await test.as(['operator']);
    expect((await operator('GET', '/comments?kind=customer_lines&ref=SO-1/1')).status).toBe(403);
  });
});

describe('inputs I disbelieve', () => {
  it('are found in the records, ranked by the open orders they hurt', async () => {
    const { body } = await planner('GET', '/disbelieved-inputs');
    const found = body.rows.map((row: Row) => [row.rule, row.ref, row.hurts]);
    expect(found).toContainEqual(['buy-without-source', 'TUBE', 2]);
    expect(found).toContainEqual(['buy-without-source', 'BELL', 0]);
    expect(found[0][2]).toBe(2);
    expect(body.rules.find((rule: Row) => rule.name === 'buy-without-source').found).toBe(2);
    expect(body.records).toBeGreaterThan(10);
  });

  it('are gone once they are mended', async () => {
    await put('/sources', [{ item: 'TUBE', vendor: 'KRAFT', transit_days: 5 }]);
    const { rows } = (await planner('GET', '/disbelieved-inputs')).body;
    expect(rows.filter((row: Row) => row.rule === 'buy-without-source').map((row: Row) => row.ref)).toEqual(['BELL']);
  });
});

describe('since yesterday', () => {
  it('names the order that was saved, what had held it up, and who changed the date', async () => {
    const [line] = (await planner('GET', '/purchase-lines')).body.rows;
    await planner('PATCH', `/purchase-lines/${line.id}`, { estimated: days(3) }, { version: line.version });
    await plan();
    const { body } = await planner('GET', '/since');
    expect(body).toMatchObject({ hour: '06:30', before: { number: 1 }, verdict: expect.stringContaining('1 saved') });
    expect(body.orders[0]).toMatchObject({
      demand: 'SO-1/1',
      became: 'saved',
      customer: 'Miller Cycles',
      money: 840_000,
    });
    expect(body.orders[0].why).toMatch(/^No longer: Purchase line PO-1\/1/);
    expect(body.inputs.find((one: Row) => one.called === 'PO-1/1' && one.action === 'update').changes).toMatchObject([
      { label: 'Estimated', after: expect.stringContaining(days(3)) },
    ]);
  });

  it('counts from the hour that a supervisor sets', async () => {
    expect((await planner('PUT', '/since/hour', { hour: '05:15' })).body).toEqual({ hour: '05:15' });
    expect((await planner('GET', '/since')).body.hour).toBe('05:15');
    expect((await planner('PUT', '/since/hour', { hour: '25:00' })).status).toBe(400);
    expect((await (await test.as(['planner']))('PUT', '/since/hour', { hour: '05:00' })).status).toBe(403);
  });
});

describe('a site that plans by itself', () => {
  const later = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
  const byItself = (seconds: number) => planByItself(test.db, test.jobs, planJob, later(seconds));

  it('plans anew after a change, once, and not before it is switched on', async () => {
    await put('/customers', [{ code: 'WAGNER' }]);
    expect(await byItself(20)).toEqual([]);
    await planner('PUT', '/plan-state/automatic', { automatic: true });
    expect(await byItself(1)).toEqual([]);
    expect(await byItself(20)).toEqual(['PLANT']);
    expect(await byItself(20)).toEqual([]);
    await test.workOff();
    const { body } = await planner('GET', '/plan-state');
    expect(body).toMatchObject({ stale: false, version: { made_by: 'automatic', reason: 'WAGNER changed' } });
    expect(await byItself(20)).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, setNow, type TestApp, testApp } from '../../server/test-app.ts';

// The plant's clock stands at Tuesday 3 November 2026, 09:00.
let test: TestApp;
let buyer: Ask;
const put = async (path: string, row: object, ask = buyer) => {
  const answer = await ask('POST', path, row);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};
beforeAll(async () => {
  test = await testApp();
  const planner = await test.as(['planner']);
  buyer = await test.as(['buyer', 'expediter']);
  await put('/units', { code: 'm' }, planner);
  await put('/items', { code: 'TUBE', supply: 'buy', unit: 'm' }, planner);
  await put('/vendors', { code: 'OTHER' });
});
afterAll(() => test.close());

let made = 0;
/** Of a vendor of its own, promised for last Friday. */
async function late(more: object = {}) {
  made += 1;
  const vendor = `V-${made}`;
  await put('/vendors', { code: vendor, name: `Vendor ${made}` });
  const row = { order_no: `PO-${made}`, line: 1, vendor, item: 'TUBE', qty: 20, required: '2026-11-30' };
  const { id } = await put('/purchase-lines', { ...row, ordered_on: '2026-11-02', promised: '2026-10-30', ...more });
  return { id: id as number, vendor, ref: `PO-${made}/1` };
}
const until = '2026-11-09';
const paused = async (body: object, key?: string) => {
  const answer = await buyer(
    'POST',
    '/follow-up/pauses',
    { reason: 'waits for the mill', ...body },
    key ? { key } : {},
  );
  expect(answer).toMatchObject({ status: 201 });
  return answer.body as { id: number; done: string };
};
const end = async (id: number, status = 201) => {
  const answer = await buyer('POST', `/follow-up/pauses/${id}/end`);
  expect(answer.status).toBe(status);
  return answer.body;
};
const listed = async () => (await buyer('GET', '/follow-up')).body;
const rowOf = async (ref: string) => (await listed()).rows.find((row: { ref: string }) => row.ref === ref);
const standingOf = async (vendor: string) =>
  (await listed()).pauses.filter((pause: { vendor: string }) => pause.vendor === vendor);
const change = async (path: string, row: object) => {
  const { version } = (await buyer('GET', path)).body;
  expect(await buyer('PATCH', `${path}?confirm=promised`, row, { version })).toMatchObject({ status: 200 });
};
const facts = async () =>
  (await test.db.selectFrom('audit').select('kind').where('kind', 'like', 'follow_up%').execute()).length;

it.each([
  ['planner', 201],
  ['expediter', 201],
  ['buyer', 201],
  ['supervisor', 201],
  ['administrator', 403],
  ['viewer', 403],
  ['storekeeper', 403],
] as const)('a %s who pauses a line is answered %i', async (role, status) => {
  const { ref, vendor } = await late();
  const ask = await test.as([role]);
  expect((await ask('POST', '/follow-up/pauses', { vendor, ref, until, reason: 'the mill' })).status).toBe(status);
});

describe('a pause of a line', () => {
  it('is told with who and why, kept and logged once, and ended by hand once', async () => {
    const { ref, vendor } = await late();
    const before = await facts();
    const first = await paused({ vendor, ref, until }, 'paused-twice');
    expect(await paused({ vendor, ref, until }, 'paused-twice')).toEqual(first);
    expect(first.done).toBe(`${ref} is paused until Mon 9 Nov.`);
    expect(await facts()).toBe(before + 1);
    const pause = { id: first.id, ref, until, reason: 'waits for the mill', by: expect.stringContaining('buyer') };
    expect(await rowOf(ref)).toMatchObject({ on: until, today: false, reason: 'late', pauses: [pause] });
    expect(await standingOf(vendor)).toMatchObject([{ ...pause, holds: [ref] }]);
    const { done } = await end(first.id);
    expect(done).toBe(`The pause of ${ref} is ended. It is followed up again.`);
    await end(first.id);
    expect(await facts()).toBe(before + 2);
    expect(await rowOf(ref)).toMatchObject({ today: true, pauses: [] });
    expect(await standingOf(vendor)).toEqual([]);
  });

  it('by two at once is made by both, and the latest counts', async () => {
    const { ref, vendor } = await late();
    const both = await Promise.all([paused({ vendor, ref, until }), paused({ vendor, ref, until: '2026-11-10' })]);
    const ids = both.map(({ id }) => id);
    expect((await rowOf(ref)).pauses.map(({ id }: { id: number }) => id)).toEqual([Math.max(...ids)]);
    expect((await end(Math.min(...ids), 422)).code).toBe('replaced');
    await end(Math.max(...ids));
    expect(await rowOf(ref)).toMatchObject({ today: true });
  });

  it('stands whatever is due, until its line is here', async () => {
    const { id, ref, vendor } = await late({ promised: '2027-03-01', required: '2027-03-01' });
    await paused({ vendor, ref, until });
    expect(await rowOf(ref)).toBeUndefined();
    expect(await standingOf(vendor)).toMatchObject([{ ref, until, holds: [] }]);
    await change(`/purchase-lines/${id}`, { state: 'closed' });
    expect(await standingOf(vendor)).toEqual([]);
  });

  it('is not inherited by the vendor whom the line is given to', async () => {
    const { id, ref, vendor } = await late({ ordered_on: '2026-10-20' });
    await paused({ vendor, ref, until });
    await change(`/purchase-lines/${id}`, { vendor: 'OTHER' });
    expect(await rowOf(ref)).toMatchObject({ vendor: 'OTHER', today: true, pauses: [] });
    expect(await standingOf(vendor)).toEqual([]);
    await paused({ vendor: 'OTHER', ref, until: '2026-11-05' });
    expect(await rowOf(ref)).toMatchObject({ pauses: [{ vendor: 'OTHER', until: '2026-11-05' }] });
  });

  it('stays with the line that is renumbered, and is not of the line that gets its number', async () => {
    const { id, ref, vendor } = await late();
    const { id: pause } = await paused({ vendor, ref, until });
    await change(`/purchase-lines/${id}`, { line: 2 });
    const renumbered = ref.replace('/1', '/2');
    expect(await rowOf(renumbered)).toMatchObject({ today: false, pauses: [{ ref: renumbered, until }] });
    const other = { order_no: ref.slice(0, -2), line: 1, vendor, item: 'TUBE', qty: 20, required: '2026-11-30' };
    await put('/purchase-lines', { ...other, promised: '2026-10-30' });
    expect(await rowOf(ref)).toMatchObject({ today: true, pauses: [] });
    expect((await end(pause)).done).toBe(`The pause of ${renumbered} is ended. It is followed up again.`);
  });

  it('ends with the line that is deleted', async () => {
    const { id, ref, vendor } = await late();
    await paused({ vendor, ref, until });
    const { version } = (await buyer('GET', `/purchase-lines/${id}`)).body;
    expect(await buyer('DELETE', `/purchase-lines/${id}?confirm=promised`, undefined, { version })).toMatchObject({
      status: 200,
    });
    expect(await standingOf(vendor)).toEqual([]);
  });

  it.each([
    ['until a day that is not to come', { until: '2026-11-03' }, 'day-gone'],
    ['without a day', { until: null }, 'no-day'],
    ['of another vendor', { until, vendor: 'OTHER' }, 'no-line'],
    ['of nobody we know', { until, vendor: 'NOBODY' }, 'no-vendor'],
  ])('%s is refused', async (_, more, code) => {
    const { ref, vendor } = await late();
    const body = { vendor, ref, reason: 'waits for the mill', ...more };
    expect(await buyer('POST', '/follow-up/pauses', body)).toMatchObject({ status: 422, body: { code } });
  });

  it('is neither changed nor deleted', async () => {
    const { ref, vendor } = await late();
    await paused({ vendor, ref, until });
    const rows = test.db;
    await expect(rows.updateTable('follow_up_pauses').set({ reason: 'x' }).execute()).rejects.toThrow('never changed');
    await expect(rows.deleteFrom('follow_up_pauses').execute()).rejects.toThrow('never changed');
  });
});

describe('a pause of a vendor', () => {
  it('stands whatever is due, and is ended by hand', async () => {
    await put('/vendors', { code: 'QUIET', name: 'Quiet Ltd' });
    const { id, done } = await paused({ vendor: 'QUIET' });
    expect(done).toBe('Quiet Ltd is paused until that is ended.');
    const stands = { id, ref: null, until: null, vendor_name: 'Quiet Ltd', reason: 'waits for the mill', holds: [] };
    expect(await standingOf('QUIET')).toMatchObject([stands]);
    expect((await end(id)).done).toBe('The pause of Quiet Ltd is ended. His lines are followed up again.');
    expect(await standingOf('QUIET')).toEqual([]);
  });

  it('holds a line beside its own pause: either is ended alone, and what holds still is named', async () => {
    const { ref, vendor } = await late();
    const own = await paused({ vendor, ref, until });
    const all = await paused({ vendor });
    expect(await rowOf(ref)).toMatchObject({ today: false, pauses: [{ id: own.id }, { id: all.id }] });
    expect((await end(own.id)).done).toBe(
      `The pause of ${ref} is ended. Vendor ${made} is still paused until that is ended.`,
    );
    expect(await rowOf(ref)).toMatchObject({ today: false, pauses: [{ id: all.id }] });
    const again = await paused({ vendor, ref, until });
    expect((await end(all.id)).done).toBe(
      `The pause of Vendor ${made} is ended. ${ref} is still paused until Mon 9 Nov.`,
    );
    expect(await rowOf(ref)).toMatchObject({ on: until, today: false, pauses: [{ id: again.id }] });
    await end(again.id);
    expect(await rowOf(ref)).toMatchObject({ today: true, pauses: [] });
  });

  it('keeps him from being deleted, as all that is kept for good does, in a sentence', async () => {
    const { id, version } = await put('/vendors', { code: 'PAST', name: 'Past Ltd' });
    await end((await paused({ vendor: 'PAST' })).id);
    expect(await buyer('DELETE', `/vendors/${id}`, undefined, { version })).toMatchObject({
      status: 409,
      body: {
        code: 'in-use',
        detail: 'vendor PAST cannot be deleted: pauses of follow-up name it, and they are kept for good.',
      },
    });
  });
});

it('a paused line comes back on its day', async () => {
  const { ref, vendor } = await late();
  await paused({ vendor, ref, until: '2026-11-05' });
  await setNow(test.db, '2026-11-04T08:00:00.000Z');
  expect(await rowOf(ref)).toMatchObject({ today: false });
  await setNow(test.db, '2026-11-05T08:00:00.000Z');
  expect(await rowOf(ref)).toMatchObject({ today: true, pauses: [] });
  expect(await standingOf(vendor)).toEqual([]);
});

import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tables } from '../../server/database/tables.ts';
import { stamp } from '../../server/http.ts';
import { type Ask, type TestApp, testApp } from '../../server/test-app.ts';
import { rawly } from '../inventory/ledger.test-support.ts';
import { keepPrint, listPrint, setTicketPrinter } from './prints.store.ts';

let test: TestApp;
let planner: Ask;
let admin: Ask;
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  admin = await test.as(['administrator']);
  for (const [path, row] of [
    ['/units', { code: 'pcs' }],
    ['/items', { code: 'TUBE', unit: 'pcs' }],
  ] as const)
    expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
});
afterAll(() => test.close());

/** Until it is done, or waits for somebody's lock. */
async function settledOrWaiting(work: Promise<unknown>): Promise<void> {
  let settled = false;
  const seen = () => {
    settled = true;
  };
  work.then(seen, seen);
  for (;;) {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(test.db);
    if (settled || rows.length > 0) return;
  }
}

describe('printers', () => {
  it('are not deleted while papers of the site go there, or prints wait for them', async () => {
    const { body } = await admin('POST', '/printers', {
      code: 'SHED',
      host: '127.0.0.1',
      port: 9,
      queue: 'SHED',
      speaks: 'PDF',
    });
    const remove = () => admin('DELETE', `/printers/${body.id}`, undefined, { version: body.version });
    const set = (printer: string | null) => planner('PUT', '/labels/ticket-printer', { printer });
    expect(await set('SHED')).toMatchObject({ status: 200 });
    expect(await remove()).toMatchObject({
      status: 409,
      body: { code: 'in-use', detail: expect.stringMatching(/^The tickets of the site go to SHED\. Maybe set/) },
    });
    expect(await set(null)).toMatchObject({ status: 200 });
    await planner('POST', '/labels/prints', { subject: 'item', things: [{ item: 'TUBE' }], printer: 'SHED' });
    expect(await remove()).toMatchObject({
      status: 409,
      body: { code: 'in-use', detail: expect.stringMatching(/^1 print waits for SHED\. Maybe cancel it/) },
    });
  });

  it.each<[string, string, (tx: Transaction<Tables>, printer: string) => Promise<unknown>, RegExp]>([
    [
      'a print is queued for them',
      'QUAY',
      (tx, printer) => {
        const labels = [{ department: 'METAL' }] as const;
        return keepPrint(tx, 'PLANT', 'test', listPrint({ publication: null, labels, printer, reprint_of: null }));
      },
      /^1 print waits for QUAY/,
    ],
    [
      'the papers of the site are set to go there',
      'HALL',
      (tx, at) => setTicketPrinter(tx, 'PLANT', at),
      /^The tickets of the site go to HALL/,
    ],
  ])('are not deleted at the moment at which %s, nor that done once they are deleted', async (_, code, work, says) => {
    const to = { code, host: '127.0.0.1', port: 9, queue: code, speaks: 'PDF' };
    const made = async () => (await admin('POST', '/printers', to)).body;
    const first = await made();
    const remove = ({ id, version }: { id: number; version: number }) =>
      admin('DELETE', `/printers/${id}`, undefined, { version });
    const working = (meanwhile: () => Promise<void>) =>
      test.db.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
        await work(tx, code);
        await meanwhile();
      });
    let removal = Promise.resolve<Awaited<ReturnType<Ask>> | undefined>(undefined);
    await working(async () => {
      removal = remove(first);
      await settledOrWaiting(removal);
    });
    expect(await removal).toMatchObject({
      status: 409,
      body: { code: 'in-use', detail: expect.stringMatching(says) },
    });
    await rawly(
      test.db,
      `update label_prints set state = 'cancelled'; update sites set settings = settings - 'ticket_printer'`,
    );
    let late: Promise<unknown> = Promise.resolve();
    await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      await sql`delete from printers where id = ${first.id}`.execute(tx);
      late = working(async () => undefined);
      late.catch(() => undefined);
      await settledOrWaiting(late);
    });
    await expect(late).rejects.toMatchObject({ code: 'no-printer' });
  });
});

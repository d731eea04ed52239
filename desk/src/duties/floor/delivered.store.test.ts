import { request as ask } from 'node:http';
import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Tables } from '../../server/database/tables.ts';
import { stamp } from '../../server/http.ts';
import { type Ask, type TestApp, testApp } from '../../server/test-app.ts';
import { paperOfPrint } from './tickets.store.ts';

let test: TestApp;
let planner: Ask;
let operator: Ask;

beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  operator = await test.as(['operator']);
  for (const [path, row] of [
    ['/units', { code: 'pcs' }],
    ['/calendars', { code: 'DAY', week: 'Mon-Fri 06:00-22:00' }],
    ['/work-centres', { code: 'WELD', calendar: 'DAY' }],
    ['/items', { code: 'FRAME', supply: 'make', unit: 'pcs' }],
    ['/routing-steps', { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 6 }],
  ] as const)
    expect((await planner('POST', path, row)).status).toBe(201);
});
afterAll(() => test.close());

let made = 0;
/** The printing of one released order; nobody has its paper. */
async function printing(): Promise<{ readonly order: string; readonly print: number; readonly paper: string }> {
  made += 1;
  const order = `WO-${made}`;
  for (const [path, body] of [
    ['/work-orders', { number: order, item: 'FRAME', qty: 5 }],
    ['/tickets/release', { orders: [order] }],
  ] as const)
    expect((await planner('POST', path, body)).status).toBe(201);
  const { print } = (await planner('POST', '/tickets/print', { orders: [order] })).body;
  return { order, print, paper: `/ticket-prints/${print}/paper` };
}
const byHand = (write: (tx: Transaction<Tables>) => Promise<unknown>) =>
  test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    await write(tx);
  });
const ticketOf = (order: string) =>
  test.db.selectFrom('tickets').selectAll().where('work_order', '=', order).executeTakeFirstOrThrow();
const shown = async (order: string) =>
  (await planner('GET', `/tickets?filter=order:eq:${order}`)).body.rows[0] as { paper: string; printed_by: string };
/** What is kept of a paper is kept after it has been sent. */
const printed = (order: string) => vi.waitUntil(async () => !(await ticketOf(order)).waits, { timeout: 20_000 });
/** Of whom the history says that they printed it. */
async function printedBy(order: string): Promise<readonly string[]> {
  const { id } = await ticketOf(order);
  const { rows } = (await planner('GET', `/audit?kind=tickets&record=${id}`)).body;
  return rows.filter((row: { action: string }) => row.action === 'update').map((row: { who: string }) => row.who);
}
/** Its own paper marks it: whatever was to be kept of what came before is kept by then, and would be seen. */
async function leavesToOperator(order: string, paper: string): Promise<void> {
  await quiet();
  expect(await shown(order)).toMatchObject({ paper: 'to print', printed_by: null });
  expect((await operator('GET', paper)).status).toBe(200);
  await printed(order);
  expect((await ticketOf(order)).printed_by).toMatch(/^operator/);
  expect(await printedBy(order)).toHaveLength(1);
}
/** No request is at work in the database. */
const quiet = () =>
  vi.waitUntil(
    async () => {
      const { rows } = await sql<{ busy: number }>`select count(*)::int as busy from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and (state like 'idle in%' or state = 'active')`.execute(
        test.db,
      );
      return rows[0]?.busy === 0;
    },
    { timeout: 20_000 },
  );

describe('a ticket is printed', () => {
  it('once its paper has been sent to who reports progress, with who it was in its history', async () => {
    const { order, paper } = await printing();
    expect(await shown(order)).toMatchObject({ paper: 'to print', printed_by: null });
    expect((await operator('GET', paper)).raw.subarray(0, 5).toString()).toBe('%PDF-');
    await printed(order);
    expect(await shown(order)).toMatchObject({ paper: 'printed', printed_by: expect.stringMatching(/^operator/) });
    expect(await printedBy(order)).toHaveLength(1);
  });

  it('once, however many get its paper at the same time', async () => {
    const { order, paper } = await printing();
    const answers = await Promise.all([operator, planner, operator, planner].map((one) => one('GET', paper)));
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200, 200]);
    await printed(order);
    await quiet();
    expect(await printedBy(order)).toHaveLength(1);
  });

  it('not by who may not print, nor by a token that may only read', async () => {
    const { order, paper } = await printing();
    const viewer = await test.as(['viewer']);
    expect((await viewer('GET', paper)).status).toBe(200);
    const reader = await test.as(['operator']);
    await byHand((tx) => sql`update tokens set scopes = '{read}' where id = (select max(id) from tokens)`.execute(tx));
    expect((await reader('GET', paper)).status).toBe(200);
    expect((await reader('POST', '/progress', {})).status).toBe(403);
    await leavesToOperator(order, paper);
  });

  it.each([
    ['a browser that fetches ahead', 'GET', { 'sec-purpose': 'prefetch;prerender' }],
    ['an older one that does', 'GET', { 'x-moz': 'prefetch' }],
    ['who asks for its head alone', 'HEAD', {}],
  ])('not by %s', async (_, method, headers) => {
    const { order, paper } = await printing();
    expect((await planner(method, paper, undefined, { headers })).status).toBe(200);
    await leavesToOperator(order, paper);
  });

  it('not by a paper that fails', async () => {
    const { order, paper } = await printing();
    const { paper: whole } = await ticketOf(order);
    const write = (one: object) =>
      byHand((tx) =>
        sql`update tickets set paper = ${JSON.stringify(one)}::jsonb where work_order = ${order}`.execute(tx),
      );
    await write({ ...whole, steps: null });
    expect((await operator('GET', paper)).status).toBe(500);
    await quiet();
    expect(await shown(order)).toMatchObject({ paper: 'to print', printed_by: null });
    await write(whole);
    expect((await operator('GET', paper)).status).toBe(200);
    await printed(order);
  });

  it('not by who goes away before it came', async () => {
    const { order, paper } = await printing();
    const { cookie } = await test.person(['supervisor']);
    const address = await test.app.listen({ port: 0, host: '127.0.0.1' });
    const held = await test.db.startTransaction().execute();
    await sql`lock table ticket_prints in access exclusive mode`.execute(held);
    const gone = new Promise<void>((resolve) => {
      test.app.server.once('request', (_, answer) => answer.once('close', resolve));
    });
    const going = ask(`${address}/api/v1${paper}`, { headers: { cookie } });
    going.on('error', () => undefined);
    going.end();
    await vi.waitUntil(
      async () => {
        const { rows } = await sql<{ waits: boolean }>`select exists (select 1 from pg_locks l
          join pg_class c on c.oid = l.relation where c.relname = 'ticket_prints' and not l.granted) as waits`.execute(
          held,
        );
        return rows[0]?.waits;
      },
      { timeout: 20_000 },
    );
    going.destroy();
    await gone;
    await held.rollback().execute();
    await leavesToOperator(order, paper);
  });
});

describe('the paper of a ticket', () => {
  it('is a reprint from the second on, and says who printed the first and when', async () => {
    const { order, print, paper } = await printing();
    const papers = (by: string) => test.db.transaction().execute((tx) => paperOfPrint(tx, 'PLANT', print, by));
    expect(await papers('Ada')).toMatchObject([{ order, issue: 1, first: null, printed_by: 'Ada' }]);
    await operator('GET', paper);
    await printed(order);
    const { printed_at: at, printed_by: by } = await ticketOf(order);
    expect(await papers('Ada')).toMatchObject([{ order, issue: 1, first: { at, by }, printed_by: 'Ada' }]);
    // Another printing of it is one too, and leaves who was the first.
    const again = (await planner('POST', '/tickets/print', { orders: [order] })).body;
    expect(again.tickets).toMatchObject([{ issue: 1, reprint: true }]);
    await planner('GET', again.pdf);
    await quiet();
    expect(await ticketOf(order)).toMatchObject({ printed_at: at, printed_by: by });
  });

  it('of an order that changed meanwhile is told with the issue that nobody has yet', async () => {
    const { order, paper } = await printing();
    await operator('GET', paper);
    await printed(order);
    const [row] = (await planner('GET', `/work-orders?filter=number:eq:${order}`)).body.rows;
    await planner('PATCH', `/work-orders/${row.id}`, { qty: 8 }, { version: row.version });
    const { pdf } = (await planner('POST', '/tickets/print', { orders: [order] })).body;
    const says = async () => (await operator('GET', `/scan/T-${order}-1`)).body.says;
    expect(await says()).toBe(
      `Ticket T-${order}-1 is superseded by issue 2, which is not printed yet. Maybe have it printed, and work by that.`,
    );
    await planner('GET', pdf);
    await vi.waitFor(async () => expect(await says()).toMatch(/by issue 2, printed \d{4}-.* by planner/), {
      timeout: 20_000,
    });
  });
});

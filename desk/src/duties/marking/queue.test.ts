/** Labels handed to queues of a print server, which tells what it was sent. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, type TestApp, testApp } from '../../server/test-app.ts';
import { pauses } from './printing.ts';

let test: TestApp;
let keeper: Ask;
let admin: Ask;
let server: Server;
let port: number;
/** What came, and what it is answered with. */
const came: { readonly path: string | undefined; readonly body: Buffer }[] = [];
let answer: { readonly status: number; readonly body: string } = { status: 200, body: '' };
const taken = '010100000000000103';

beforeAll(async () => {
  test = await testApp();
  keeper = await test.as(['storekeeper', 'planner']);
  admin = await test.as(['administrator']);
  server = createServer(async (request, reply) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    came.push({ path: request.url, body: Buffer.concat(parts) });
    reply.writeHead(answer.status, { 'content-type': 'application/ipp' }).end(Buffer.from(answer.body, 'hex'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as { port: number }).port;
  expect(await keeper('POST', '/locations', { code: 'A-01' })).toMatchObject({ status: 201 });
  expect(await queue('DOCK')).toMatchObject({ status: 201 });
  expect(await queue('OFFICE', { queue: 'ipp/print', speaks: 'PDF' })).toMatchObject({ status: 201 });
});
afterAll(async () => {
  server.close();
  await test.close();
});

const queue = (code: string, more: object = {}) =>
  admin('POST', '/printers', { code, host: '127.0.0.1', port, queue: code, ...more });
async function print(printer: string, copies = 1): Promise<{ state: string; said: string }> {
  const body = { subject: 'location', things: [{ location: 'A-01' }], printer, copies };
  expect(await keeper('POST', '/labels/prints', body)).toMatchObject({ status: 201 });
  await test.workOff();
  const [row] = (await keeper('GET', '/labels/prints')).body.rows;
  if (row.state === 'waiting') await keeper('POST', `/labels/prints/${row.id}/cancel`, {});
  return row;
}

describe('a label for a queue', () => {
  it('is sent as the printer takes it, under who asked for it, and counts as sent when the server says so', async () => {
    answer = { status: 200, body: taken };
    expect(await print('DOCK', 2)).toMatchObject({ state: 'sent', said: '2 labels sent to DOCK.' });
    const [{ path, body } = { path: '', body: Buffer.alloc(0) }] = came.splice(0);
    expect(path).toBe('/printers/DOCK');
    const text = body.toString();
    expect(text).toContain(`ipp://127.0.0.1:${port}/printers/DOCK`);
    expect(text).toContain('application/vnd.cups-raw');
    expect(text.slice(text.indexOf('^XA'))).toMatch(/^\^XA[^]*\^PQ2[^]*\^XZ\s*$/);
  });

  it('is a PDF where the queue takes that, a page a copy', async () => {
    answer = { status: 200, body: taken };
    expect(await print('OFFICE', 2)).toMatchObject({ state: 'sent' });
    const [{ path, body } = { path: '', body: Buffer.alloc(0) }] = came.splice(0);
    expect(path).toBe('/ipp/print');
    const text = body.toString('latin1');
    expect(text.slice(text.indexOf('%PDF-')).match(/\/Type \/Page\b/g)).toHaveLength(2);
  });

  it.each([
    ['is not there', { status: 200, body: '010104060000000103' }, 'there is no queue DOCK at 127.0.0.1'],
    ['is not there by its path', { status: 404, body: '' }, 'there is no queue DOCK at 127.0.0.1'],
    ['wants a password', { status: 401, body: '' }, 'lets nobody in without a password'],
    ['wants TLS', { status: 426, body: '' }, 'takes jobs over TLS alone'],
    ['is busy', { status: 503, body: '' }, 'is busy'],
    ['is none', { status: 200, body: '3c68746d6c3e' }, 'is no print server'],
    ['is a page of the web', { status: 200, body: '3c21444f43545950452068746d6c3e' }, 'is no print server'],
    ['answers without end', { status: 200, body: '78'.repeat(300_000) }, 'is no print server'],
    [
      'says what cannot be kept',
      { status: 200, body: '010105000000000101 41000e7374617475732d6d6573736167650003610062 03'.replaceAll(' ', '') },
      'DOCK refuses it: a b',
    ],
    [
      'refuses it',
      {
        status: 200,
        body: '0101040a000000010141000e7374617475732d6d6573736167650007436c6f736564 2e03'.replace(' ', ''),
      },
      'DOCK refuses it: Closed.',
    ],
  ])('waits, and says why, where the queue %s', async (_, says, words) => {
    answer = says;
    expect(await print('DOCK')).toMatchObject({ state: 'waiting', said: expect.stringContaining(words) });
    came.splice(0);
  });

  const rawly = <Row>(text: string) =>
    test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'raw', email: '', via: 'cli' }, 'PLANT');
      return (await sql.raw<Row>(text).execute(tx)).rows;
    });

  it('that cannot be made says so and is given up like others, and keeps none behind it from being sent', async () => {
    answer = { status: 200, body: taken };
    const body = { subject: 'location', things: [{ location: 'A-01' }], printer: 'DOCK' };
    const made = (await keeper('POST', '/labels/prints', body)).body.print;
    await test.workOff();
    const [{ id: broken } = { id: 0 }] = await rawly<{ id: number }>(
      `insert into label_prints (site, subject, template, labels, copies, printer, skip, state, asked_by)
        select site, subject, '{}', labels, copies, printer, skip, 'waiting', asked_by from label_prints where id = ${made}
        returning id`,
    );
    const { print: behind } = (await keeper('POST', '/labels/prints', body)).body;
    await test.workOff();
    expect((await keeper('GET', '/labels/prints?limit=2')).body.rows).toMatchObject([
      { id: behind, state: 'sent' },
      { id: broken, state: 'waiting', said: expect.stringContaining('Hotlist itself failed at it') },
    ]);
    await rawly(`update label_prints set tries = ${pauses.length}, next_at = clock_timestamp() where id = ${broken}`);
    await keeper('POST', '/labels/prints', body);
    await test.workOff();
    expect((await keeper('GET', '/labels/prints?limit=3')).body.rows).toMatchObject([
      { state: 'sent' },
      { id: behind },
      { id: broken, state: 'failed', said: expect.stringContaining('its log says more') },
    ]);
    came.splice(0);
  });

  it('is refused before, where its printer is written wrong', async () => {
    const faults = async (more: object) =>
      (await queue('WRONG', more)).body.faults.map(({ text }: { text: string }) => text);
    expect(await faults({ queue: 'http://cups/printers/DOCK' })).toEqual([
      expect.stringContaining('is no name of a queue'),
    ]);
    expect(await faults({ queue: '../admin' })).toEqual([expect.stringContaining('is no name of a queue')]);
    expect(await faults({ port: 9100 })).toEqual([expect.stringContaining('Maybe 631 was meant')]);
  });
});

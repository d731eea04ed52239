/** Papers at printers: tickets and lists that are published go to the printer of their department by themselves, any batch when somebody sends it. */
import { once } from 'node:events';
import { createServer as createPrintServer, type Server as PrintServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { rawly } from '../inventory/ledger.test-support.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;
let operator: Ask;
let admin: Ask;

/** A print server takes jobs by IPP and answers; a printer on its port takes what comes and says nothing. */
const came: { readonly path: string | undefined; readonly text: string }[] = [];
let cups: PrintServer;
let printer: Server;
/** Of the printer's papers; a print server's are in `came`. */
const taken: string[] = [];
/** Of both. */
const lists: string[] = [];
const isList = (text: string): boolean => text.includes('(Dispatch list)');
let isOn = true;

const portOf = (server: { address(): unknown }) => (server.address() as { port: number }).port;
async function put(ask: Ask, path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await ask('POST', path, row)).toMatchObject({ status: 201 });
}

/** Frames are welded in one department and painted in another, at any hour and all within one, so that each is released at once. */
beforeAll(async () => {
  test = await testApp();
  cups = createPrintServer(async (request, reply) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (!isOn) return void reply.writeHead(503).end();
    const text = Buffer.concat(parts).toString('latin1');
    if (isList(text)) lists.push(text);
    else came.push({ path: request.url, text });
    reply.writeHead(200, { 'content-type': 'application/ipp' }).end(Buffer.from('010100000000000103', 'hex'));
  }).listen(0, '127.0.0.1');
  printer = createServer((socket: Socket) => {
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.on('end', () => {
      const text = Buffer.concat(parts).toString('latin1');
      (isList(text) ? lists : taken).push(text);
    });
  }).listen(0, '127.0.0.1');
  await Promise.all([once(cups, 'listening'), once(printer, 'listening')]);
  planner = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  operator = await test.as(['operator']);
  admin = await test.as(['administrator']);
  const host = '127.0.0.1';
  await put(admin, '/printers', [
    { code: 'METAL-1', host, port: portOf(cups), queue: 'METAL-1', speaks: 'PDF' },
    { code: 'HALL', host, port: portOf(printer), speaks: 'PDF' },
    { code: 'ZEBRA', host, port: portOf(printer) },
  ]);
  await put(planner, '/units', [{ code: 'pcs' }]);
  await put(planner, '/calendars', [{ code: 'DAY', week: 'Mon-Sun 00:00-24:00' }]);
  await put(planner, '/work-centres', [
    { code: 'WELD', calendar: 'DAY', department: 'Metal' },
    { code: 'PAINT', calendar: 'DAY', department: 'Finish' },
  ]);
  await put(planner, '/departments', [{ code: 'Metal' }]);
  await put(planner, '/machines', [
    { code: 'W1', work_centre: 'WELD' },
    { code: 'P1', work_centre: 'PAINT' },
  ]);
  await put(planner, '/items', [
    { code: 'FRAME', supply: 'make', unit: 'pcs' },
    { code: 'PLATE', supply: 'make', unit: 'pcs' },
  ]);
  await put(planner, '/routing-steps', [
    { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 6 },
    { item: 'FRAME', seq: 20, work_centre: 'PAINT', run_minutes: 3 },
    { item: 'PLATE', seq: 10, work_centre: 'PAINT', run_minutes: 1 },
  ]);
  await put(planner, '/customers', [{ code: 'MILLER' }]);
});
afterAll(async () => {
  cups.close();
  printer.close();
  await test.close();
});

let lines = 0;
async function ordered(item: string): Promise<void> {
  lines += 1;
  const line = { order_no: `SO-${lines}`, line: 1, customer: 'MILLER', item, qty: 1, due: days(2) };
  await put(planner, '/customer-lines', [line]);
}
async function publish(): Promise<string> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const { number } = (await planner('GET', '/plan-versions?limit=1')).body.rows[0];
  await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
  const would = await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true, dry_run: true });
  const answer = await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
  expect(answer).toMatchObject({ status: 201 });
  told = would.body.done;
  return answer.body.done;
}
/** What the question before the last publication said. */
let told = '';
const later = async () => {
  await sql`update label_prints set next_at = clock_timestamp() where state = 'waiting'`.execute(test.db);
  await planner('POST', '/planning-runs', {});
  await test.workOff();
};
const queue = async (subject = 'ticket') =>
  (await planner('GET', '/labels/prints')).body.rows.filter((one: { subject: string }) => one.subject === subject);
const sentTo = async (department: string) => {
  const { rows } = (await operator('GET', '/publications')).body;
  const { id } = rows.find((one: { department: string }) => one.department === department);
  return (await operator('GET', `/publications/${id}`)).body;
};
const papers = (text = '') => text.slice(text.indexOf('%PDF-')).match(/\/Type \/Page\b/g)?.length ?? 0;
const ticketOf = async (order: string) =>
  (await operator('GET', `/tickets?filter=order:eq:${order}`)).body.rows[0] as { paper: string; issue: number };
async function change(order: string): Promise<void> {
  const [step] = (await planner('GET', `/work-steps?filter=work_order:eq:${order}`)).body.rows;
  const changed = { run_minutes: step.run_minutes + 5 };
  expect((await planner('PATCH', `/work-steps/${step.id}`, changed, { version: step.version })).status).toBe(200);
}

describe('the tickets of a publication', () => {
  it('wait for somebody where no printer is set, who sends them to one that prints papers', async () => {
    await ordered('FRAME');
    expect(await publish()).toMatch(/1 ticket made ready to print/);
    await test.workOff();
    expect([came, await queue()]).toEqual([[], []]);
    const { id, printers, tickets, at_printers } = await sentTo('Metal');
    expect([printers, at_printers]).toEqual([['HALL', 'METAL-1'], []]);
    const print = (to: string, ask = operator) => ask('POST', `/publications/${id}/print`, { printer: to });
    expect(await print('ZEBRA')).toMatchObject({
      status: 422,
      body: { detail: expect.stringMatching(/^Printer ZEBRA prints labels alone \(ZPL\)\. Maybe/) },
    });
    expect((await print('HALL', await test.as(['viewer']))).status).toBe(403);
    expect((await print('HALL')).body.done).toBe('1 ticket waits for HALL.');
    await test.workOff();
    expect(taken.splice(0).map(papers)).toEqual([1]);
    expect(await ticketOf(tickets[0])).toMatchObject({ paper: 'printed' });
    expect(await sentTo('Metal')).toMatchObject({ to_print: [], at_printers: ['1 ticket sent to HALL.'] });
  });

  it('go to the printer of their department by themselves, no others with them, and the question says so before', async () => {
    const [metal] = (await planner('GET', '/departments')).body.rows;
    const set = await planner('PATCH', `/departments/${metal.id}`, { printer: 'METAL-1' }, { version: metal.version });
    expect(set.status).toBe(200);
    await ordered('FRAME');
    expect(await publish()).toMatch(/released, 1 ticket and 1 dispatch list on the way to METAL-1\./);
    expect(told).toMatch(/released, 1 ticket and 1 dispatch list go to METAL-1\./);
    // Nothing of the question was queued.
    expect(await queue()).toHaveLength(2);
    await test.workOff();
    const [{ path, text } = { path: '', text: '' }] = came.splice(0);
    expect([path, papers(text)]).toEqual(['/printers/METAL-1', 1]);
    expect((await queue())[0]).toMatchObject({
      subject: 'ticket',
      printer: 'METAL-1',
      state: 'sent',
      said: '1 ticket sent to METAL-1.',
      asked_by: expect.stringMatching(/^supervisor/),
    });
    const { tickets, printers } = await sentTo('Metal');
    expect(printers).toEqual(['METAL-1', 'HALL']);
    expect(await ticketOf(tickets[0])).toMatchObject({ paper: 'printed', issue: 1 });
  });

  it('of which one is superseded before its turn are printed without it, which the queue says', async () => {
    isOn = false;
    await ordered('FRAME');
    await ordered('FRAME');
    await publish();
    await test.workOff();
    const [one, other] = (await sentTo('Metal')).tickets as string[];
    expect((await queue())[0]).toMatchObject({ state: 'waiting', said: expect.stringMatching(/is busy/) });
    await change(one ?? '');
    await publish();
    isOn = true;
    await later();
    const [second, first] = await queue();
    expect(first.said).toBe(`2 tickets sent to METAL-1, but not T-${one}-1 (superseded by issue 2).`);
    expect(second).toMatchObject({ first: `T-${one}-2`, state: 'sent' });
    expect(came.splice(0).map(({ text }) => papers(text))).toEqual([1, 1]);
    expect(await ticketOf(one ?? '')).toMatchObject({ paper: 'printed', issue: 2 });
    expect(await ticketOf(other ?? '')).toMatchObject({ paper: 'printed', issue: 1 });
  });

  it('are not printed where all of them are superseded', async () => {
    isOn = false;
    const [order] = (await sentTo('Metal')).tickets as string[];
    await change(order ?? '');
    await publish();
    await change(order ?? '');
    await publish();
    isOn = true;
    await later();
    const [, superseded] = await queue();
    expect(superseded).toMatchObject({
      state: 'superseded',
      said: `1 ticket for METAL-1, not printed: T-${order}-3 (superseded by issue 4). Maybe print what stands under Tickets.`,
    });
    expect(came.splice(0)).toHaveLength(1);
  });
});

describe('the dispatch list of a department', () => {
  const send = (body: object, ask = operator) => ask('POST', '/dispatch/send', body);

  it('went to its printer by itself, where one is set', async () => {
    expect(lists.splice(0).map(papers)).toEqual(expect.arrayContaining([1, 1]));
    const [last] = await queue('dispatch list');
    expect(last).toMatchObject({ first: 'Metal', printer: 'METAL-1', state: 'sent', template: null });
    expect((await sentTo('Metal')).at_printers[0]).toBe('1 dispatch list sent to METAL-1.');
    expect((await sentTo('Finish')).at_printers).toEqual([]);
  });

  it('that is superseded before its turn is not printed, which the queue says', async () => {
    isOn = false;
    await ordered('FRAME');
    await publish();
    await ordered('FRAME');
    await publish();
    isOn = true;
    await later();
    const [second, first] = await queue('dispatch list');
    expect(second.state).toBe('sent');
    expect(first).toMatchObject({
      state: 'superseded',
      said: `1 dispatch list for METAL-1, not printed: print ${second.id} is of a later list. Maybe print the list on Dispatch.`,
    });
    expect(lists.splice(0)).toHaveLength(1);
    came.splice(0);
  }, 300_000);

  it('is printed again as a reprint, from the queue or from Publications, there none that nobody works to', async () => {
    const [last] = await queue('dispatch list');
    const again = await operator('POST', `/labels/prints/${last.id}/again`);
    expect(again.body.said).toBe(`1 dispatch list, reprint of print ${last.id} waits for METAL-1.`);
    const keeper = await test.as(['storekeeper']);
    expect((await keeper('POST', `/labels/prints/${last.id}/again`)).status).toBe(403);
    const { rows } = (await operator('GET', '/publications')).body;
    const [now, before] = rows.filter((one: { department: string }) => one.department === 'Metal');
    const print = (id: number, printer = 'HALL') =>
      operator('POST', `/publications/${id}/print`, { printer, papers: 'dispatch list' });
    expect((await print(now.id)).body.done).toBe(`1 dispatch list, reprint of print ${last.id} waits for HALL.`);
    expect(await print(before.id)).toMatchObject({
      status: 409,
      body: { detail: `Metal was sent the list of version ${now.version} since. Maybe print that.` },
    });
    expect((await print(now.id, 'ZEBRA')).status).toBe(422);
    await test.workOff();
    expect(lists.splice(0)).toHaveLength(2);
  });

  it('or of a work centre is printed where somebody sends it, by its department’s printer unless he says which', async () => {
    expect((await send({ work_centre: 'WELD' })).body.said).toBe('1 dispatch list waits for METAL-1.');
    expect((await send({ work_centre: 'PAINT' })).body.detail).toBe(
      'No printer is set for the dispatch list of PAINT. Maybe choose one, or set one for the department, or under Labels for the site.',
    );
    expect((await send({ work_centre: 'PAINT', printer: 'HALL' })).body.said).toBe('1 dispatch list waits for HALL.');
    expect((await send({ printer: 'HALL' })).status).toBe(201);
    expect((await send({ work_centre: 'NIX' })).body.detail).toMatch(/^There is no work centre "NIX" here\. Maybe/);
    expect((await send({ work_centre: 'WELD', printer: 'ZEBRA' })).status).toBe(422);
    expect((await send({ work_centre: 'WELD' }, await test.as(['viewer']))).status).toBe(403);
    expect((await operator('GET', '/dispatch-printers')).body.printers).toEqual(['HALL', 'METAL-1']);
    await test.workOff();
    expect(lists.splice(0).map(papers).sort()).toEqual([1, 1, 2]);
    expect((await queue('dispatch list')).slice(0, 3).map((one: { first: string }) => one.first)).toEqual([
      'All work centres',
      'PAINT',
      'WELD',
    ]);
  });

  it('is printed once as long as it says the same', async () => {
    await rawly(test.db, 'update sites set pinned_now = clock_timestamp()');
    await publish();
    expect(await publish()).not.toMatch(/dispatch list/);
    await rawly(test.db, 'update sites set pinned_now = null');
    await test.workOff();
    expect(lists.splice(0)).toHaveLength(1);
    came.splice(0);
  });

  it('that was never on paper is no reprint, and goes with the next publication, whether it says the same or not', async () => {
    await rawly(test.db, 'update sites set pinned_now = clock_timestamp()');
    await publish();
    await test.workOff();
    isOn = false;
    await ordered('FRAME');
    expect(await publish()).toMatch(/1 dispatch list on the way to METAL-1/);
    const metal = async () => {
      const { rows } = (await operator('GET', '/publications')).body;
      return rows.find((one: { department: string }) => one.department === 'Metal');
    };
    /** All that wait; the last of them. */
    const cancelled = async () => {
      const waiting = (await queue('dispatch list')).filter((one: { state: string }) => one.state === 'waiting');
      for (const one of waiting) expect((await operator('POST', `/labels/prints/${one.id}/cancel`)).status).toBe(201);
      return waiting[0]?.id;
    };
    const first = await cancelled();
    expect((await operator('POST', `/labels/prints/${first}/again`)).body.said).toBe(
      '1 dispatch list waits for METAL-1.',
    );
    const print = { printer: 'HALL', papers: 'dispatch list' };
    const { id } = await metal();
    expect((await operator('POST', `/publications/${id}/print`, print)).body.done).toBe(
      '1 dispatch list waits for HALL.',
    );
    await cancelled();
    expect(await publish()).toMatch(/1 dispatch list on the way to METAL-1/);
    // That one waits.
    expect(await publish()).not.toMatch(/dispatch list/);
    await rawly(test.db, 'update sites set pinned_now = null');
    isOn = true;
    await later();
    expect(lists.splice(0)).toHaveLength(1);
    await publish();
    await test.workOff();
    lists.splice(0);
    came.splice(0);
  }, 300_000);
});

describe('a batch of tickets', () => {
  const send = (orders: readonly string[], more: object = {}) => planner('POST', '/tickets/send', { orders, ...more });
  const numbers = async (item: string): Promise<string[]> => {
    const { rows } = (await planner('GET', `/work-orders?filter=item:eq:${item}|state:eq:released`)).body;
    return rows.map((one: { number: string }) => one.number);
  };

  it('goes to the printer of each department, else to that of the site, and is refused where neither is set', async () => {
    await ordered('PLATE');
    expect(await publish()).toMatch(/1 ticket made ready to print/);
    const [[frame = ''], [plate = '']] = [await numbers('FRAME'), await numbers('PLATE')];
    expect((await send([frame, plate])).body.detail).toBe(
      `No printer is set for the ticket of ${plate}. Maybe choose one, or set one for the department, or under Labels for the site.`,
    );
    const set = (code: string | null) => planner('PUT', '/labels/ticket-printer', { printer: code });
    expect((await set('ZEBRA')).status).toBe(422);
    expect((await set('HALL')).body).toEqual({ printer: 'HALL' });
    expect((await planner('GET', '/labels/choices')).body.ticket_printer).toBe('HALL');
    expect((await send([frame, plate])).body.sent).toMatchObject([
      { printer: 'METAL-1', tickets: 1, said: '1 ticket waits for METAL-1.' },
      { printer: 'HALL', tickets: 1 },
    ]);
    await test.workOff();
    expect([came.splice(0).length, taken.splice(0).length]).toEqual([1, 1]);
    expect(await ticketOf(plate)).toMatchObject({ paper: 'printed' });
  });

  it('is cancelled while it waits, printed again as a reprint, and goes where it is sent', async () => {
    const orders = await numbers('FRAME');
    const { print } = (await send(orders, { printer: 'HALL' })).body.sent[0];
    expect((await planner('POST', `/labels/prints/${print}/cancel`)).body.said).toBe(
      `${orders.length} tickets for HALL, cancelled.`,
    );
    await test.workOff();
    expect(taken).toEqual([]);
    expect((await planner('POST', `/labels/prints/${print}/again`)).body.said).toBe(
      `${orders.length} tickets, reprint of print ${print} wait for HALL.`,
    );
    await test.workOff();
    expect(taken.splice(0).map(papers)).toEqual([orders.length]);
    expect((await planner('GET', `/labels/prints/${print}/sheet`)).status).toBe(409);
    expect((await send(orders, { printer: 'NIX' })).body.detail).toMatch(/^There is no printer NIX here/);
    expect((await send(orders, { printer: 'ZEBRA' })).status).toBe(422);
  });

  it('is stopped and printed again by who reports progress, not by who keeps stock', async () => {
    const keeper = await test.as(['storekeeper']);
    const { print } = (await send(await numbers('FRAME'), { printer: 'HALL' })).body.sent[0];
    for (const act of ['cancel', 'again'])
      expect(await keeper('POST', `/labels/prints/${print}/${act}`)).toMatchObject({
        status: 403,
        body: { detail: expect.stringMatching(/it needs "progress\.write"/) },
      });
    expect((await operator('POST', `/labels/prints/${print}/cancel`)).status).toBe(201);
    const { body } = await operator('POST', `/labels/prints/${print}/again`);
    expect((await operator('POST', `/labels/prints/${body.print}/cancel`)).status).toBe(201);
  });

  it('leaves out what nobody works on any more by its turn', async () => {
    const orders = await numbers('FRAME');
    await send(orders, { printer: 'HALL' });
    const [row] = (await planner('GET', `/work-orders?filter=number:eq:${orders[0]}`)).body.rows;
    const cancelled = await planner(
      'PATCH',
      `/work-orders/${row.id}`,
      { state: 'cancelled' },
      { version: row.version },
    );
    expect(cancelled.status).toBe(200);
    await test.workOff();
    expect(taken.splice(0).map(papers)).toEqual([orders.length - 1]);
    expect((await queue())[0].said).toMatch(/, but not T-MO-\d+-\d \(its order is cancelled\)\.$/);
  });
});

describe('a printer that prints labels alone', () => {
  const change = async (ask: Ask, path: string, code: string, body: object) => {
    const [row] = (await ask('GET', `${path}?filter=code:eq:${code}`)).body.rows;
    return ask('PATCH', `${path}/${row.id}`, body, { version: row.version });
  };

  it('is refused as that of a department', async () => {
    const text = expect.stringMatching(/^Printer ZEBRA prints labels alone \(ZPL\)\. Maybe/);
    const refused = { status: 422, body: { faults: [{ column: 'Printer of its papers', value: 'ZEBRA', text }] } };
    expect(await change(planner, '/departments', 'Metal', { printer: 'ZEBRA' })).toMatchObject(refused);
    expect(await planner('POST', '/departments', { code: 'Finish', printer: 'ZEBRA' })).toMatchObject(refused);
  });

  it('by now lets the tickets of its department wait for somebody', async () => {
    expect((await change(admin, '/printers', 'METAL-1', { speaks: 'ZPL' })).status).toBe(200);
    const before = await queue();
    await ordered('FRAME');
    expect(await publish()).toMatch(/\d tickets? made ready to print/);
    expect(told).not.toMatch(/METAL-1/);
    expect(await queue()).toEqual(before);
    expect((await sentTo('Metal')).to_print).not.toEqual([]);
  });
});

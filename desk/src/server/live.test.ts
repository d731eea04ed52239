import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { stamp } from './http.ts';
import { changesIn, Live } from './live.ts';
import { type TestApp, testApp } from './test-app.ts';

let test: TestApp;
let live: Live;
beforeAll(async () => {
  test = await testApp();
  live = new Live(test.url);
  await live.start();
});
afterAll(async () => {
  await live.stop();
  await test.close();
});

/** What a page hears that listens from now on and began to ask `late` milliseconds ago. */
function heard(late: number): readonly string[] {
  const kinds: string[] = [];
  live.listen(({ kind }) => kinds.push(kind), late);
  return kinds;
}

it('a page that asked for its rows before it listened is told what changed in between, and no more', async () => {
  const open = heard(0);
  const planner = await test.as(['planner']);
  expect(await planner('POST', '/units', { code: 'kg', decimals: 3 })).toMatchObject({ status: 201 });
  await vi.waitFor(() => expect(open).toContain('units'));
  expect(heard(60_000)).toContain('units');
  expect(heard(0)).toEqual([]);
});

it('a plan that was made is told apart from the steps of its run: what shows it asks once', async () => {
  const planner = await test.as(['planner']);
  const kinds: string[] = [];
  live.listen(({ kind }) => kind.startsWith('plan_') && kinds.push(kind));
  expect((await planner('POST', '/planning-runs', {})).status).toBeLessThan(300);
  await test.workOff();
  await vi.waitFor(() => expect(kinds).toContain('plan_versions'));
  expect(kinds.filter((kind) => kind === 'plan_versions')).toHaveLength(1);
});

it('what is written in the name of no site is told to all, also on a connection that wrote for one before', async () => {
  const sites: (string | null)[] = [];
  live.listen(({ site, kind }) => kind === 'told' && sites.push(site));
  const tell = `select pg_notify('changes', json_build_object('site', current_setting('hotlist.site', true), 'kind', 'told')::text)`;
  await test.db.connection().execute(async (one) => {
    await one.transaction().execute((tx) => stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT'));
    await one.executeQuery(CompiledQuery.raw(tell));
  });
  await vi.waitFor(() => expect(sites).toEqual([null]));
});

it('one word of the database tells of what changed along with it too', async () => {
  const kinds: string[] = [];
  live.listen(({ site, kind }) => site === 'SALT' && kinds.push(kind));
  await test.db.executeQuery(
    CompiledQuery.raw(`select pg_notify('changes', '{"site":"SALT","kind":"movements","also":"stock"}')`),
  );
  await vi.waitFor(() => expect(kinds).toEqual(['movements', 'stock']));
});

it('what many writes changed at once is told once', async () => {
  const kinds: string[] = [];
  live.listen(({ site, kind }) => site === 'SUGAR' && kinds.push(kind));
  for (let turn = 0; turn < 20; turn += 1) live.tell([{ site: 'SUGAR', kind: 'units' }]);
  await vi.waitFor(() => expect(kinds).toEqual(['units']));
  await test.db.executeQuery(CompiledQuery.raw(`select pg_notify('changes', '{"site":"SUGAR","kind":"last"}')`));
  await vi.waitFor(() => expect(kinds).toEqual(['units', 'last']));
});

it('what a write changed is told before what comes of it: both reach a page in one word', async () => {
  const kinds: string[] = [];
  live.listen(({ site, kind }) => site === 'MINT' && kinds.push(kind));
  live.tell([{ site: 'MINT', kind: 'plan_versions' }]);
  await test.db.executeQuery(
    CompiledQuery.raw(`select pg_notify('changes', '{"site":"MINT","kind":"plan_runs"}') from pg_sleep(0.05)`),
  );
  await vi.waitFor(() => expect(kinds).toEqual(['plan_versions', 'plan_runs']));
});

it('what is told while the line is away is told to all servers once it is back', async () => {
  const kinds: string[] = [];
  live.listen(({ site, kind }) => site === 'PEPPER' && kinds.push(kind));
  const other = new Live(test.url);
  other.tell([{ site: 'PEPPER', kind: 'units' }]);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(kinds).toEqual([]);
  await other.start();
  await vi.waitFor(() => expect(kinds).toEqual(['units']));
  await other.stop();
});

it('a word is collected for its site and kind, and read as it was collected', () => {
  expect(changesIn('stock/PLANT\nlabels/\n')).toEqual([
    { kind: 'stock', site: 'PLANT' },
    { kind: 'labels', site: null },
  ]);
  expect(changesIn(null)).toEqual([]);
});

it('a page that is left open does not keep the server from stopping', async () => {
  const { cookie } = await test.person(['planner']);
  const address = await test.app.listen({ port: 0, host: '127.0.0.1' });
  const stream = (await fetch(`${address}/api/v1/changes?site=PLANT`, { headers: { cookie } })).body!.getReader();
  expect(new TextDecoder().decode((await stream.read()).value)).toContain('listening');
  await test.app.close();
  // What was still to be told comes before the end.
  while (!(await stream.read()).done);
});

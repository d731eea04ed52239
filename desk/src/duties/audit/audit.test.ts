import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, makeSite, type TestApp, type TestPerson, testApp } from '../../server/test-app.ts';
import { changesOf, kindWords } from './audit.ts';

let test: TestApp;
let planner: TestPerson;
let admin: TestPerson;
beforeAll(async () => {
  test = await testApp();
  await makeSite(test.db, 'OTHER');
  planner = await test.person(['planner']);
  admin = await test.person(['administrator']);
  await planner.ask('POST', '/units', { code: 'pcs' });
});
afterAll(() => test.close());

const log = async (ask: Ask, query = '') => (await ask('GET', `/audit${query}`)).body;

it.each([
  ['looks', 'look for goods'],
  ['stock_sums', 'sum of stock'],
  ['discrepancies', 'discrepancy'],
])('%s in the history are told as one of them: %s', (kind, one) => expect(kindWords(kind)).toBe(one));

it('a setting of a site is told by itself, as the pages call it', () => {
  const site = (settings: object) => ({ code: 'PLANT', settings });
  const changed = (before: object, after: object) =>
    changesOf('sites', site(before), site(after)).map(({ label, before, after }) => [label, before, after]);
  expect(
    changed(
      { stale_hours: 24, approval_set: { version: 4, who: 'Ann' } },
      { stale_hours: 36, delegated: true, approval_set: { version: 5, who: 'Sven' } },
    ),
  ).toEqual([
    ['Inputs are stale after hours', 24, 36],
    ['Small changes are published by who submits them', null, true],
  ]);
});

describe('the history of a record', () => {
  it('says who changed which field from what to what, newest first', async () => {
    const { body } = await planner.ask('POST', '/items', { code: 'AXLE', supply: 'buy', unit: 'pcs', lot_min: 10 });
    await planner.ask('PATCH', `/items/${body.id}`, { name: 'Rear axle', lot_min: 25 }, { version: 1 });
    const { rows } = await log(planner.ask, `?kind=items&record=${body.id}`);
    expect(rows).toMatchObject([
      { who: planner.name, via: 'web', one: 'item', called: 'AXLE', action: 'update' },
      { action: 'insert' },
    ]);
    expect(rows[0].changes.map((one: Record<string, unknown>) => [one.field, one.before, one.after])).toEqual([
      ['name', null, 'Rear axle'],
      ['lot_min', 10, 25],
    ]);
    expect(rows[0].changes[0].label).toBe('Name');
  });

  it('shows a restored value as a new edit: nothing in it is ever taken back', async () => {
    const { body } = await planner.ask('POST', '/items', { code: 'RIM', supply: 'buy', unit: 'pcs', name: 'Rim' });
    await planner.ask('PATCH', `/items/${body.id}`, { name: 'Rimm' }, { version: 1 });
    await planner.ask('PATCH', `/items/${body.id}`, { name: 'Rim' }, { version: 2 });
    const { rows } = await log(planner.ask, `?kind=items&record=${body.id}`);
    expect(
      rows.map((row: { changes: { before: unknown; after: unknown }[]; action: string }) => [
        row.action,
        row.changes[0]?.after,
      ]),
    ).toEqual([
      ['update', 'Rim'],
      ['update', 'Rimm'],
      ['insert', expect.anything()],
    ]);
  });

  it('still tells of a record that is deleted', async () => {
    const { body } = await planner.ask('POST', '/items', { code: 'GONE', supply: 'buy', unit: 'pcs' });
    await planner.ask('DELETE', `/items/${body.id}`, undefined, { version: 1 });
    expect((await log(planner.ask, '?called=GONE')).rows[0]).toMatchObject({ action: 'delete', called: 'GONE' });
  });
});

describe('the history of a site', () => {
  it('is read page by page, each change once', async () => {
    const seen: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { rows: { id: number }[]; next: string | null } = await log(
        planner.ask,
        `?limit=3${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.next;
    }
    expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => b - a));
    expect(seen.length).toBeGreaterThan(6);
  });

  it('is found by person and by days on the plant’s clock, both included', async () => {
    const [{ at }] = (await log(planner.ask, `?who=${planner.email}&limit=1`)).rows;
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date(at));
    expect((await log(planner.ask, `?who=${planner.email}&from=${day}&to=${day}`)).rows.length).toBeGreaterThan(0);
    expect((await log(planner.ask, `?who=${encodeURIComponent(planner.name)}&limit=1`)).rows).toMatchObject([{ at }]);
    expect((await log(planner.ask, `?who=${planner.email}&to=2001-01-01`)).rows).toEqual([]);
    expect((await log(planner.ask, '?who=%25')).rows).toEqual([]);
  });

  it('tells of people only to administrators, and of their secrets only that they changed', async () => {
    const body = {
      name: 'Nils',
      email: 'nils@example.com',
      password: 'tulip anvil ferry',
      pin: '4071',
      roles: ['operator'],
    };
    const { number, version } = (await admin.ask('POST', '/users', body)).body.person;
    await admin.ask('PATCH', `/users/${number}`, { pin: '5290' }, { version });
    const { secret } = (await admin.ask('POST', '/profile/tokens', { name: 'night', scopes: ['read'], days: 1 })).body;
    const { path } = (await admin.ask('POST', `/users/${number}/link`)).body;

    const seen = await log(admin.ask, `?kind=users&record=${number}`);
    const told = seen.rows.flatMap((row: { changes: { field: string; before: unknown; after: unknown }[] }) =>
      row.changes.map((one) => [one.field, one.before, one.after]),
    );
    expect(told).toEqual(
      expect.arrayContaining([
        ['role', null, 'operator'],
        ['pin', null, 'set'],
        ['pin', 'set', 'set anew'],
        ['password', null, 'set'],
        ['email', null, 'nils@example.com'],
      ]),
    );
    const raw = JSON.stringify(await test.db.selectFrom('audit').selectAll().where('kind', '=', 'users').execute());
    for (const kept of ['4071', '5290', 'tulip anvil', secret, path.split('=')[1], 'pin_hash', '"hash"'])
      expect([kept, raw.includes(kept)]).toEqual([kept, false]);
    expect((await log(planner.ask, '?kind=users')).rows).toEqual([]);
  });

  it('of another site is not seen, and of an operator not asked for', async () => {
    const there = await test.as(['planner'], 'OTHER');
    await there('POST', '/units', { code: 'barrel' });
    expect((await log(planner.ask, '?called=barrel')).rows).toEqual([]);
    expect((await log(there, '?called=barrel')).rows).toHaveLength(1);
    expect((await (await test.as(['operator']))('GET', '/audit')).status).toBe(403);
  });

  it.each([['?from=yesterday'], ['?record=-1'], ['?cursor=x'], ['?limit=1000'], ['?colour=red']])(
    '%s is malformed',
    async (query) => {
      expect((await planner.ask('GET', `/audit${query}`)).status).toBe(400);
    },
  );
});

describe('changes in words', () => {
  it('leave out what did not change, what held nothing and whatever looks like a secret', () => {
    expect(
      changesOf(
        'things',
        { id: 1, site: 'A', pin_hash: 'x', colour: 'red', size: null },
        { id: 1, site: 'A', pin_hash: 'y', colour: 'blue', size: '' },
      ),
    ).toEqual([{ field: 'colour', label: 'Colour', type: 'text', unit: null, before: 'red', after: 'blue' }]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSite, type TestApp, type TestPerson, testApp } from '../../server/test-app.ts';
import { change, mostViews, remove, save, seenBy, type Who } from './views.ts';

describe('who may do what to a view', () => {
  const anna: Who = { id: 'anna', shares: false, administers: false };
  const paul: Who = { id: 'paul', shares: true, administers: false };
  const admin: Who = { id: 'admin', shares: true, administers: true };
  const of = (owner: string, shared: boolean) => ({ owner, shared, name: 'Very late', owner_name: owner });
  const code = (decision: { readonly kind: string; readonly code?: string }) => decision.code ?? decision.kind;

  it.each([
    ['one’s own for oneself', save(false, 0, anna), 'accept'],
    ['one’s own for all, without the permission', save(true, 0, anna), 'no-sharing'],
    ['one’s own for all, with it', save(true, 0, paul), 'accept'],
    ['one more than the most', save(false, mostViews, paul), 'too-many'],
  ])('saves %s', (_, decision, expected) => {
    expect(code(decision)).toBe(expected);
  });

  it.each([
    ['its owner', of('anna', false), {}, anna, 'accept'],
    ['its owner, without the permission, what is shared already', of('anna', true), { shared: true }, anna, 'accept'],
    ['its owner, who now shares it without the permission', of('anna', false), { shared: true }, anna, 'no-sharing'],
    ['its owner, who takes it off the others’ pages', of('anna', true), { shared: false }, anna, 'accept'],
    ['somebody else', of('anna', true), {}, paul, 'not-yours'],
    ['an administrator, what is shared', of('anna', true), {}, admin, 'accept'],
    ['an administrator, what is private', of('anna', false), {}, admin, 'not-yours'],
  ])('changed by %s', (_, view, patch, who, expected) => {
    expect(code(change(view, patch, who))).toBe(expected);
  });

  it.each([
    ['its owner', of('paul', true), paul, 'accept'],
    ['somebody else', of('anna', true), paul, 'not-yours'],
    ['an administrator', of('anna', true), admin, 'accept'],
  ])('deleted by %s', (_, view, who, expected) => {
    expect(code(remove(view, who))).toBe(expected);
  });

  it('is seen by its owner, and by all when shared', () => {
    expect([of('anna', false), of('anna', true)].map((view) => seenBy(view, paul))).toEqual([false, true]);
    expect(seenBy(of('anna', false), anna)).toBe(true);
  });
});

describe('saved views', () => {
  let test: TestApp;
  let [planner, viewer, admin]: TestPerson[] = [];
  const ask = (person: TestPerson | undefined, ...asked: Parameters<TestPerson['ask']>) => {
    if (!person) throw new Error('nobody asks');
    return person.ask(...asked);
  };
  const tabs = async (person: TestPerson | undefined, page = 'hot-list') =>
    (await ask(person, 'GET', `/views?page=${page}`)).body.rows.map((view: { name: string }) => view.name);
  const made = async (person: TestPerson | undefined, name: string, more: object = {}) =>
    (await ask(person, 'POST', '/views', { page: 'hot-list', name, filter: 'late_days:> 2', ...more })).body;

  beforeAll(async () => {
    test = await testApp();
    [planner, viewer, admin] = [
      await test.person(['planner']),
      await test.person(['viewer']),
      await test.person(['administrator']),
    ];
  });
  afterAll(() => test.close());

  it('a private view is there again for its owner, and for nobody else', async () => {
    const answer = await ask(planner, 'POST', '/views', {
      page: 'orders',
      name: 'This week',
      filter: 'due:this week',
      sort: '-money',
      group: 'customer',
      columns: 'order,due:120',
    });
    expect(answer).toMatchObject({
      status: 201,
      body: { version: 1, shared: false, mine: true, changeable: true, opens: false, filter: 'due:this week' },
    });
    const { id } = answer.body;
    expect((await ask(planner, 'GET', '/views')).body.rows).toMatchObject([
      { id, page: 'orders', sort: '-money', group: 'customer', columns: 'order,due:120', owner: planner?.name },
    ]);
    expect(await tabs(viewer, 'orders')).toEqual([]);
    for (const other of [viewer, admin]) {
      expect((await ask(other, 'PATCH', `/views/${id}`, { name: 'Mine' }, { version: 1 })).status).toBe(404);
      expect((await ask(other, 'DELETE', `/views/${id}`, undefined, { version: 1 })).status).toBe(404);
      expect((await ask(other, 'PUT', '/opening-view', { page: 'orders', view: id })).status).toBe(404);
    }
  });

  it('a shared view stands on everybody’s page, and only its owner or an administrator changes or deletes it', async () => {
    const { id } = await made(planner, 'Very late', { shared: true });
    expect((await ask(viewer, 'GET', '/views?page=hot-list')).body.rows).toMatchObject([
      { id, name: 'Very late', owner: planner?.name, mine: false, changeable: false },
    ]);
    expect(await ask(viewer, 'PATCH', `/views/${id}`, { filter: null }, { version: 1 })).toMatchObject({
      status: 403,
      body: { code: 'not-permitted', detail: expect.stringMatching(/^The view "Very late" is .*’s: only its owner/) },
    });
    expect((await ask(viewer, 'DELETE', `/views/${id}`, undefined, { version: 1 })).status).toBe(403);
    expect(await ask(admin, 'PATCH', `/views/${id}`, { name: 'Far too late' }, { version: 1 })).toMatchObject({
      status: 200,
      body: { name: 'Far too late', version: 2, filter: 'late_days:> 2' },
    });
    expect((await ask(admin, 'DELETE', `/views/${id}`, undefined, { version: 2 })).status).toBe(200);
    expect(await tabs(viewer)).toEqual([]);
  });

  it('sharing takes a permission, keeping a view for oneself takes none', async () => {
    const mine = await made(viewer, 'My customers');
    expect(mine).toMatchObject({ mine: true, shared: false });
    expect(await ask(viewer, 'PATCH', `/views/${mine.id}`, { shared: true }, { version: 1 })).toMatchObject({
      status: 403,
      body: { detail: expect.stringMatching(/Maybe keep it for yourself/) },
    });
    expect((await ask(viewer, 'POST', '/views', { page: 'hot-list', name: 'For all', shared: true })).status).toBe(403);
    const theirs = await made(planner, 'For the line');
    expect((await ask(planner, 'PATCH', `/views/${theirs.id}`, { shared: true }, { version: 1 })).body.shared).toBe(
      true,
    );
    expect(await tabs(viewer)).toEqual(['My customers', 'For the line']);
    await ask(planner, 'DELETE', `/views/${theirs.id}`, undefined, { version: 2 });
  });

  it('a name stands once for an owner and a page, whatever its capitals', async () => {
    await made(planner, 'Line 2');
    expect(await ask(planner, 'POST', '/views', { page: 'hot-list', name: 'LINE 2' })).toMatchObject({
      status: 409,
      body: { code: 'exists', faults: [{ field: 'name', value: 'LINE 2' }] },
    });
    expect((await ask(planner, 'POST', '/views', { page: 'orders', name: 'Line 2' })).status).toBe(201);
    expect((await ask(viewer, 'POST', '/views', { page: 'hot-list', name: 'Line 2' })).status).toBe(201);
    const other = await made(planner, 'Line 3');
    expect((await ask(planner, 'PATCH', `/views/${other.id}`, { name: 'line 2' }, { version: 1 })).status).toBe(409);
  });

  it('a view changed by another since it was read is refused with what it is now; pressed twice it is saved once', async () => {
    const key = 'a-view-pressed-twice';
    const twice = await Promise.all(
      [1, 2].map(() => ask(planner, 'POST', '/views', { page: 'tickets', name: 'To print' }, { key })),
    );
    expect(twice.map(({ status, body }) => [status, body.id])).toEqual([1, 2].map(() => [201, twice[0]?.body.id]));
    const { id } = twice[0]?.body ?? {};
    expect((await ask(planner, 'PATCH', `/views/${id}`, { sort: 'due' }, { version: 1 })).body.version).toBe(2);
    expect(await ask(planner, 'PATCH', `/views/${id}`, { sort: null }, { version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'changed', current: { id, version: 2 } },
    });
    expect((await ask(planner, 'PATCH', `/views/${id}`, {}, { version: 2 })).body).toMatchObject({
      version: 2,
      sort: 'due',
    });
    expect((await ask(planner, 'PATCH', `/views/${id}`, { sort: null })).status).toBe(428);
  });

  it('a view deleted and taken back is the same, for those too who open the page with it', async () => {
    const { id } = await made(planner, 'Morning', { shared: true, page: 'versions' });
    expect((await ask(viewer, 'PUT', '/opening-view', { page: 'versions', view: id })).status).toBe(200);
    const { body } = await ask(planner, 'DELETE', `/views/${id}`, undefined, { version: 1 });
    expect(body.deleted).toMatchObject({ id, version: 2 });
    expect(await tabs(viewer, 'versions')).toEqual([]);
    expect((await ask(planner, 'PATCH', `/views/${id}`, { name: 'x' }, { version: 2 })).status).toBe(404);
    expect((await ask(viewer, 'POST', `/views/${id}/restore`, {}, { version: 2 })).status).toBe(403);
    expect((await ask(planner, 'POST', `/views/${id}/restore`, {}, { version: 2 })).body).toMatchObject({
      id,
      version: 3,
    });
    expect((await ask(viewer, 'GET', '/views?page=versions')).body.rows).toMatchObject([
      { id, opens: true, mine: false },
    ]);
    await ask(viewer, 'PUT', '/opening-view', { page: 'versions', view: null });
    expect((await ask(viewer, 'GET', '/views?page=versions')).body.rows).toMatchObject([{ id, opens: false }]);
  });

  it('of a person who was deactivated stays on the others’ pages, and an administrator looks after it', async () => {
    const gone = await test.person(['planner']);
    const { id } = await made(gone, 'Left behind', { shared: true, page: 'progress' });
    const { number, version } = (await ask(admin, 'GET', '/users')).body.rows.find(
      (one: { email: string }) => one.email === gone.email,
    );
    expect((await ask(admin, 'PATCH', `/users/${number}`, { active: false }, { version })).status).toBe(200);
    expect(await tabs(viewer, 'progress')).toEqual(['Left behind']);
    expect((await ask(admin, 'PATCH', `/views/${id}`, { filter: null }, { version: 1 })).status).toBe(200);
  });

  it('of another site is not there', async () => {
    await makeSite(test.db, 'NORTH');
    const north = await test.person(['planner', 'administrator'], 'NORTH');
    const { id } = await made(planner, 'Of the plant', { shared: true, page: 'since' });
    expect(await tabs(north, 'since')).toEqual([]);
    expect((await ask(north, 'DELETE', `/views/${id}`, undefined, { version: 1 })).status).toBe(404);
    expect((await ask(north, 'PUT', '/opening-view', { page: 'since', view: id })).status).toBe(404);
  });

  it('of a page with a name that none has is refused', async () => {
    expect((await ask(planner, 'POST', '/views', { page: '../x', name: 'A' })).body).toMatchObject({ status: 400 });
    expect((await ask(planner, 'POST', '/views', { page: 'orders', name: '  ' })).status).toBe(400);
  });

  it('the history shows who saved what, and others’ private views to administrators alone', async () => {
    await made(planner, 'Private matter', { page: 'history' });
    await made(planner, 'Public matter', { page: 'history', shared: true });
    const told = async (person: TestPerson | undefined) =>
      (await ask(person, 'GET', '/audit?kind=saved_views&limit=2')).body.rows.map(
        (row: { called: string }) => row.called,
      );
    expect(await told(planner)).toEqual(['Public matter', 'Private matter']);
    expect(await told(admin)).toEqual(['Public matter', 'Private matter']);
    expect(await told(viewer)).not.toContain('Private matter');
    const [row] = (await ask(planner, 'GET', '/audit?kind=saved_views&limit=1')).body.rows;
    expect(row).toMatchObject({ one: 'saved view', action: 'insert', who: planner?.name });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type TestApp, type TestPerson, testApp } from '../../server/test-app.ts';

let test: TestApp;
let ida: TestPerson;
beforeAll(async () => {
  test = await testApp();
  ida = await test.person(['planner']);
});
afterAll(() => test.close());

const withToken = (secret: string) => (method: 'GET' | 'POST', path: string, payload?: object) =>
  test.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${secret}`, 'idempotency-key': `key-${Math.random()}` },
    ...(payload ? { payload } : {}),
  });
const make = async (who: TestPerson, body: object) => (await who.ask('POST', '/profile/tokens', body)).body;
let from = 0;
const signIn = (who: TestPerson, password = who.password) => {
  from += 1;
  return test.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: who.email, password },
    remoteAddress: `10.3.0.${from}`,
  });
};

describe('a token', () => {
  it('is shown once, listed without its secret, and kept as a digest only', async () => {
    const made = await ida.ask('POST', '/profile/tokens', {
      name: 'ERP night run',
      scopes: ['read', 'write'],
      days: 30,
    });
    expect(made.status).toBe(201);
    const listed = await ida.ask('GET', '/profile/tokens');
    expect(listed.body.rows[0]).toMatchObject({
      name: 'ERP night run',
      scopes: ['read', 'write'],
      last_used_at: null,
      revoked_at: null,
    });
    expect(JSON.stringify(listed.body)).not.toContain(made.body.secret);
    for (const table of ['tokens', 'requests', 'audit'] as const) {
      const rows = await test.db.selectFrom(table).selectAll().execute();
      expect([table, rows.length > 0, JSON.stringify(rows).includes(made.body.secret)]).toEqual([table, true, false]);
    }
  });

  it.each([
    ['read', 200, 403],
    ['write', 403, 201],
  ])('with the scope %s does that and nothing beyond', async (scope, reading, writing) => {
    const ask = withToken((await make(ida, { name: scope, scopes: [scope], days: null })).secret);
    expect((await ask('GET', '/units')).statusCode).toBe(reading);
    expect((await ask('POST', '/units', { code: `unit-${scope}` })).statusCode).toBe(writing);
  });

  it('may not what its person may not', async () => {
    const viewer = await test.person(['viewer']);
    const ask = withToken((await make(viewer, { name: 'all', scopes: ['read', 'write'], days: null })).secret);
    expect((await ask('POST', '/units', { code: 'never' })).json()).toMatchObject({ code: 'not-permitted' });
  });

  it('makes no token, no person, no password and no PIN, whatever its scope', async () => {
    const admin = await test.person(['administrator']);
    const ask = withToken((await make(admin, { name: 'all', scopes: ['read', 'write'], days: null })).secret);
    const { number } = await test.db
      .selectFrom('user')
      .select('number')
      .where('id', '=', ida.id)
      .executeTakeFirstOrThrow();
    for (const [path, body] of [
      ['/profile/tokens', { name: 'child', scopes: ['read'], days: null }],
      ['/profile/password', { current: admin.password, password: 'tulip anvil ferry' }],
      ['/users', { name: 'X', email: 'x@example.com', roles: ['viewer'] }],
      [`/users/${number}/link`, {}],
    ] as const)
      expect([path, (await ask('POST', path, body)).json().code]).toEqual([path, 'person-needed']);
  });

  it('expired or revoked is worth nothing', async () => {
    const old = await make(ida, { name: 'old', scopes: ['read'], days: 1 });
    expect((await withToken(old.secret)('GET', '/units')).statusCode).toBe(200);
    await test.db
      .updateTable('tokens')
      .set({ last_used_at: '2026-01-01T00:00:00Z' })
      .where('id', '=', old.token.id)
      .execute();
    expect((await withToken(old.secret)('GET', '/units')).statusCode).toBe(200);
    const used = (await ida.ask('GET', '/profile/tokens')).body.rows.find(
      (one: { id: number }) => one.id === old.token.id,
    );
    expect(Date.parse(used.last_used_at)).toBeGreaterThan(Date.parse('2026-01-02'));
    expect((await ida.ask('DELETE', `/profile/tokens/${old.token.id}`)).status).toBe(200);
    expect((await withToken(old.secret)('GET', '/units')).statusCode).toBe(401);

    const spent = await make(ida, { name: 'spent', scopes: ['read'], days: 1 });
    await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      await tx
        .updateTable('tokens')
        .set({ expires_at: '2026-01-01T00:00:00Z' })
        .where('id', '=', spent.token.id)
        .execute();
    });
    expect((await withToken(spent.secret)('GET', '/units')).statusCode).toBe(401);
  });

  it('of another person cannot be revoked, nor seen to exist', async () => {
    const other = await test.person(['administrator']);
    const { token } = await make(ida, { name: 'mine', scopes: ['read'], days: null });
    expect((await other.ask('DELETE', `/profile/tokens/${token.id}`)).status).toBe(404);
    expect((await other.ask('GET', '/profile/tokens')).body.rows).toEqual([]);
  });
});

describe('a person', () => {
  it('changes the password with the old one; every other session ends, this one stays', async () => {
    const jan = await test.person(['viewer']);
    const elsewhere = String((await signIn(jan)).headers['set-cookie']).split(';')[0] ?? '';
    expect(
      await jan.ask('POST', '/profile/password', { current: 'wrong wrong', password: 'tulip anvil ferry' }),
    ).toMatchObject({ status: 403, body: { code: 'wrong-password' } });
    expect(await jan.ask('POST', '/profile/password', { current: jan.password, password: jan.email })).toMatchObject({
      status: 422,
    });
    expect(
      (await jan.ask('POST', '/profile/password', { current: jan.password, password: 'tulip anvil ferry' })).body,
    ).toEqual({ ended: 1 });
    expect((await test.app.inject({ url: '/api/v1/me', headers: { cookie: elsewhere } })).json()).toBeNull();
    expect((await jan.ask('GET', '/me')).body.user.email).toBe(jan.email);
    expect((await signIn(jan)).statusCode).toBe(401);
    expect((await signIn(jan, 'tulip anvil ferry')).statusCode).toBe(200);
  });

  it('gets ten guesses a minute at the old password', async () => {
    const kim = await test.person(['viewer']);
    const answers: number[] = [];
    // A minute may end meanwhile: of 21 guesses eleven fall in one.
    while (answers.length < 21 && answers.at(-1) !== 429)
      answers.push((await kim.ask('PUT', '/profile/pin', { current: `guess ${answers.length}`, pin: '4071' })).status);
    expect(answers.pop()).toBe(429);
    expect(answers.length).toBeGreaterThanOrEqual(10);
    expect(new Set(answers)).toEqual(new Set([403]));
  });

  it('sets and takes away a PIN with the password', async () => {
    const lea = await test.person(['operator']);
    expect((await lea.ask('PUT', '/profile/pin', { current: lea.password, pin: '1111' })).status).toBe(422);
    expect((await lea.ask('PUT', '/profile/pin', { current: lea.password, pin: '4071' })).body).toEqual({
      has_pin: true,
    });
    expect((await lea.ask('GET', '/profile')).body).toMatchObject({ has_pin: true, has_password: true, badge: null });
    expect((await lea.ask('PUT', '/profile/pin', { current: lea.password, pin: null })).body).toEqual({
      has_pin: false,
    });
  });

  it("sees where they are signed in and ends one; another's cannot be ended", async () => {
    const max = await test.person(['viewer']);
    await signIn(max);
    const { rows } = (await max.ask('GET', '/profile/sessions')).body;
    expect(rows.map((one: { current: boolean }) => one.current).toSorted()).toEqual([false, true]);
    const other = rows.find((one: { current: boolean }) => !one.current);
    expect((await ida.ask('DELETE', `/profile/sessions/${other.id}`)).body).toEqual({ ended: 0 });
    expect((await max.ask('DELETE', `/profile/sessions/${other.id}`)).body).toEqual({ ended: 1 });
  });
});

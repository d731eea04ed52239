import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPin } from '../duties/users/secrets.store.ts';
import { stamp } from './http.ts';
import { type TestApp, type TestPerson, testApp } from './test-app.ts';

let test: TestApp;
let anna: TestPerson;
beforeAll(async () => {
  test = await testApp();
  anna = await test.person(['planner']);
});
afterAll(() => test.close());

const post = (url: string, payload: object, headers: Record<string, string> = {}, remoteAddress = '10.1.0.1') =>
  test.app.inject({ method: 'POST', url, payload, remoteAddress, headers: { host: 'desk.plant:4600', ...headers } });
const signIn = (email: string, password: string, from?: string) =>
  post('/api/auth/sign-in/email', { email, password }, {}, from);
const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  String(answer.headers['set-cookie']).split(';')[0] ?? '';
const me = (cookie: string) => test.app.inject({ url: '/api/v1/me', headers: { cookie } });

async function change(run: (tx: Parameters<typeof stamp>[0]) => Promise<unknown>): Promise<void> {
  await test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    await run(tx);
  });
}

describe('a person', () => {
  it('signs in with e-mail, in any case, and password', async () => {
    const answer = await signIn(anna.email.toUpperCase(), anna.password);
    expect(answer.statusCode).toBe(200);
    expect((await me(cookieOf(answer))).json()).toMatchObject({ user: { email: anna.email } });
  });

  it('has a session that scripts of the page cannot read and other sites cannot use', async () => {
    const cookie = String((await signIn(anna.email, anna.password)).headers['set-cookie']);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
  });

  it('gets a session of their own, whatever cookie was planted before', async () => {
    const planted = 'hotlist.session_token=planted.by-somebody-else';
    const answer = await post(
      '/api/auth/sign-in/email',
      { email: anna.email, password: anna.password },
      { cookie: planted },
    );
    expect(cookieOf(answer)).not.toBe(planted);
    expect((await me(planted)).json()).toBeNull();
  });

  it('is signed out for good: the old cookie is worth nothing', async () => {
    const cookie = cookieOf(await signIn(anna.email, anna.password));
    expect((await post('/api/auth/sign-out', {}, { cookie })).statusCode).toBe(200);
    expect((await me(cookie)).json()).toBeNull();
  });

  it('whose session has expired is not signed in', async () => {
    const anna = await test.person(['viewer']);
    const cookie = cookieOf(await signIn(anna.email, anna.password));
    expect((await me(cookie)).json()).toMatchObject({ user: { email: anna.email } });
    await sql`update session set "expiresAt" = now() - interval '1 second' where "userId" = ${anna.id}`.execute(
      test.db,
    );
    expect((await me(cookie)).json()).toBeNull();
  });

  it('unknown, with a wrong password or deactivated gets one and the same answer', async () => {
    const gone = await test.person(['planner']);
    await change((tx) => tx.updateTable('badges').set({ active: false }).where('user_id', '=', gone.id).execute());
    const answers = await Promise.all([
      signIn('nobody@example.com', 'some password', '10.1.0.2'),
      signIn(anna.email, 'some password', '10.1.0.2'),
      signIn(gone.email, gone.password, '10.1.0.2'),
    ]);
    for (const answer of answers) {
      expect(answer.statusCode).toBe(401);
      expect(answer.json()).toEqual(answers[0]?.json());
      expect(answer.headers['content-type']).toContain('application/problem+json');
    }
  });

  it('may not sign up, nor change or delete the account beside our own routes', async () => {
    for (const path of [
      'sign-up/email',
      'update-user',
      'change-email',
      'change-password',
      'delete-user',
      'revoke-sessions',
      'request-password-reset',
    ])
      expect([path, (await post(`/api/auth/${path}`, {}, { cookie: anna.cookie })).statusCode]).toEqual([path, 404]);
  });

  it('tried too often from one address must wait, and is told so as a problem document', async () => {
    const statuses = [];
    for (let tries = 0; tries < 22; tries += 1)
      statuses.push((await signIn('nobody@example.com', 'wrong wrong', '10.1.0.3')).statusCode);
    expect(statuses.slice(0, 20)).not.toContain(429);
    const last = await signIn('nobody@example.com', 'wrong wrong', '10.1.0.3');
    expect(last.json()).toMatchObject({ status: 429, code: 'too-often' });
    expect((await signIn(anna.email, anna.password, '10.1.0.4')).statusCode).toBe(200);
  });
});

describe('a badge', () => {
  const swipe = (badge: string, pin: string, cookie?: string) =>
    post('/api/v1/session/badge', { badge, pin }, cookie ? { cookie } : {}, '10.1.0.5');
  const withBadge = async (badge: string, pin: string | null): Promise<TestPerson> => {
    const person = await test.person(['operator']);
    const pin_hash = pin === null ? null : await hashPin(pin);
    await change((tx) => tx.updateTable('badges').set({ badge, pin_hash }).where('user_id', '=', person.id).execute());
    return person;
  };

  it('with its PIN signs in, and signs out whoever sat there before', async () => {
    const before = await test.person(['planner']);
    const ben = await withBadge('B-BEN', '4071');
    const answer = await swipe('B-BEN', '4071', before.cookie);
    expect(answer.statusCode).toBe(200);
    expect((await me(cookieOf(answer))).json()).toMatchObject({ user: { email: ben.email } });
    expect((await me(before.cookie)).json()).toBeNull();
  });

  it('without a PIN signs nobody in', async () => {
    await withBadge('B-NOPIN', null);
    expect((await swipe('B-NOPIN', '')).statusCode).toBe(401);
  });

  it('unknown, wrong, inactive or locked: one and the same answer', async () => {
    const off = await withBadge('B-OFF', '4071');
    await change((tx) => tx.updateTable('badges').set({ active: false }).where('user_id', '=', off.id).execute());
    const locked = await withBadge('B-LOCKED', '4071');
    await test.db
      .insertInto('badge_tries')
      .values({ user_id: locked.id, failed: 5, locked_until: '2999-01-01T00:00:00Z' })
      .execute();
    await withBadge('B-RIGHT', '4071');
    const answers = [
      await swipe('B-NONE', '4071'),
      await swipe('B-RIGHT', '4072'),
      await swipe('B-OFF', '4071'),
      await swipe('B-LOCKED', '4071'),
    ];
    for (const answer of answers) expect([answer.statusCode, answer.json()]).toEqual([401, answers[0]?.json()]);
  });

  it('is locked by the fifth wrong PIN in a row, for the right one too, and opens after five minutes', async () => {
    const carl = await withBadge('B-CARL', '4071');
    for (let tries = 0; tries < 5; tries += 1) await swipe('B-CARL', '0000');
    expect((await swipe('B-CARL', '4071')).statusCode).toBe(401);
    const held = await test.db
      .selectFrom('badge_tries')
      .selectAll()
      .where('user_id', '=', carl.id)
      .executeTakeFirstOrThrow();
    expect(Math.round((Date.parse(held.locked_until ?? '') - Date.now()) / 60_000)).toBe(5);
    await sql`update badge_tries set locked_until = now() where user_id = ${carl.id}`.execute(test.db);
    expect((await swipe('B-CARL', '4071')).statusCode).toBe(200);
    expect(await test.db.selectFrom('badge_tries').selectAll().where('user_id', '=', carl.id).execute()).toEqual([]);
  });

  it('locks for twice as long after five more', async () => {
    const dora = await withBadge('B-DORA', '4071');
    await test.db.insertInto('badge_tries').values({ user_id: dora.id, failed: 9, locked_until: null }).execute();
    await swipe('B-DORA', '0000');
    const held = await test.db
      .selectFrom('badge_tries')
      .selectAll()
      .where('user_id', '=', dora.id)
      .executeTakeFirstOrThrow();
    expect(Math.round((Date.parse(held.locked_until ?? '') - Date.now()) / 60_000)).toBe(10);
  });

  it('guessed at twenty times at once gets five guesses', async () => {
    const emil = await withBadge('B-EMIL', '4071');
    await Promise.all(Array.from({ length: 20 }, () => swipe('B-EMIL', '0000')));
    const held = await test.db
      .selectFrom('badge_tries')
      .select('failed')
      .where('user_id', '=', emil.id)
      .executeTakeFirstOrThrow();
    expect(held.failed).toBe(5);
  });
});

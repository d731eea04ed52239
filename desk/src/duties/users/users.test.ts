import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../house/permission.ts';
import { makeSite, type TestApp, type TestPerson, testApp } from '../../server/test-app.ts';
import { makeInvitation } from './links.store.ts';
import { changeRoles, changeScope, deactivate, mayChangePerson, type Standing } from './users.ts';

let test: TestApp;
let admin: TestPerson;
let second: TestPerson;
beforeAll(async () => {
  test = await testApp();
  await makeSite(test.db, 'OTHER');
  admin = await test.person(['administrator']);
  second = await test.person(['administrator']);
});
afterAll(() => test.close());

const find = async (email: string) =>
  (await admin.ask('GET', '/users')).body.rows.find((one: { email: string }) => one.email === email);
const numberOf = async (who: TestPerson): Promise<number> =>
  (await test.db.selectFrom('user').select('number').where('id', '=', who.id).executeTakeFirstOrThrow()).number;
const signIn = async (email: string, password: string): Promise<number> =>
  (
    await test.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email, password },
      remoteAddress: `10.2.0.${(tries += 1)}`,
    })
  ).statusCode;
let tries = 0;

describe('an administrator', () => {
  it('adds a person with a password, badge, PIN and roles, who signs in at once', async () => {
    const body = {
      name: 'Nora Lind',
      email: 'Nora@Example.com',
      password: 'tulip anvil ferry',
      badge: 'B-7',
      pin: '4071',
      trainee: true,
      roles: ['operator'],
    };
    const added = await admin.ask('POST', '/users', body);
    expect(added).toMatchObject({
      status: 201,
      body: {
        link: null,
        person: {
          email: 'nora@example.com',
          badge: 'B-7',
          has_pin: true,
          has_password: true,
          trainee: true,
          active: true,
          roles: ['operator'],
        },
      },
    });
    expect(JSON.stringify(added.body)).not.toContain('4071');
    expect(await signIn('nora@example.com', 'tulip anvil ferry')).toBe(200);
  });

  it('adds a person without a password, who sets one with the link, once', async () => {
    const added = await admin.ask('POST', '/users', { name: 'Olaf', email: 'olaf@example.com', roles: ['viewer'] });
    const token = new URL(added.body.link.path, 'http://desk').searchParams.get('token');
    const nobody = await test.as([]);
    expect(await nobody('POST', '/set-password', { token, password: 'short' })).toMatchObject({ status: 422 });
    expect(await nobody('POST', '/set-password', { token, password: 'tulip anvil ferry' })).toMatchObject({
      status: 201,
      body: { email: 'olaf@example.com' },
    });
    expect(await signIn('olaf@example.com', 'tulip anvil ferry')).toBe(200);
    expect(await nobody('POST', '/set-password', { token, password: 'tulip anvil again' })).toMatchObject({
      status: 403,
      body: { code: 'link-spent' },
    });
  });

  it('adding twice with one key adds once, and the link is not told again', async () => {
    const body = { name: 'Pia', email: 'pia@example.com', roles: ['viewer'] };
    const both = await Promise.all([1, 2].map(() => admin.ask('POST', '/users', body, { key: 'pressed-twice' })));
    expect(both.map((one) => [one.status, one.body.code]).toSorted((a, b) => a[0] - b[0])).toEqual([
      [201, undefined],
      [409, 'done-already'],
    ]);
    const kept = await test.db
      .selectFrom('requests')
      .selectAll()
      .where('key', '=', 'pressed-twice')
      .executeTakeFirstOrThrow();
    expect(kept.answer).toBeNull();
  });

  it.each([
    ['an address that somebody has', { email: 'nora@example.com' }, 409, /already a user/],
    ['a badge that somebody has', { badge: 'B-7' }, 409, /Badge B-7 belongs/],
    ['a weak password', { password: 'aaaaaaaaaaaa' }, 422, /first that anybody/],
    ['a PIN that counts', { pin: '1234' }, 422, /in a row/],
    ['no role', { roles: [] }, 400, /roles/],
    ['a role that there is not', { roles: ['king'] }, 400, /roles/],
    ['no address', { email: 'nowhere' }, 400, /email/],
    ['a field that there is not', { admin: true }, 400, /no field "admin"/],
  ])('cannot add a person with %s', async (_, more, status, sentence) => {
    const answer = await admin.ask('POST', '/users', {
      name: 'New',
      email: 'new@example.com',
      roles: ['viewer'],
      ...more,
    });
    expect([answer.status, answer.body.detail]).toEqual([status, expect.stringMatching(sentence)]);
    expect(await find('new@example.com')).toBeUndefined();
  });

  it('changes name, address, badge and trainee; the second of two editors is told', async () => {
    const rita = await test.person(['planner']);
    const number = await numberOf(rita);
    const before = (await admin.ask('GET', `/users/${number}`)).body;
    const changed = await admin.ask(
      'PATCH',
      `/users/${number}`,
      { name: 'Rita R.', email: 'Rita@example.com', badge: 'B-R', trainee: true },
      { version: before.version },
    );
    expect(changed).toMatchObject({
      status: 200,
      body: { name: 'Rita R.', email: 'rita@example.com', badge: 'B-R', trainee: true },
    });
    expect(
      await second.ask('PATCH', `/users/${number}`, { name: 'Rita S.' }, { version: before.version }),
    ).toMatchObject({ status: 409, body: { code: 'changed', current: { name: 'Rita R.' } } });
  });

  it('changes roles, which count at the next request', async () => {
    const sven = await test.person(['viewer']);
    expect((await sven.ask('POST', '/units', { code: 'kg' })).status).toBe(403);
    const number = await numberOf(sven);
    const { version } = (await admin.ask('GET', `/users/${number}`)).body;
    const changed = await admin.ask('PUT', `/users/${number}/roles`, { roles: ['planner', 'viewer'] }, { version });
    expect(changed.body.roles.toSorted()).toEqual(['planner', 'viewer']);
    expect((await sven.ask('POST', '/units', { code: 'kg' })).status).toBe(201);
    await admin.ask('PUT', `/users/${number}/roles`, { roles: [] }, { version: changed.body.version });
    expect((await sven.ask('GET', '/units')).status).toBe(403);
  });

  it('deactivates a person, who is signed out everywhere, whose token is worth nothing and who cannot sign in', async () => {
    const tom = await test.person(['planner']);
    const { secret } = (await tom.ask('POST', '/profile/tokens', { name: 'night', scopes: ['read'], days: null })).body;
    const asToken = () => test.app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${secret}` } });
    expect((await asToken()).statusCode).toBe(200);
    const number = await numberOf(tom);
    const { version } = (await admin.ask('GET', `/users/${number}`)).body;
    expect((await admin.ask('PATCH', `/users/${number}`, { active: false }, { version })).status).toBe(200);
    expect((await tom.ask('GET', '/me')).body).toBeNull();
    expect((await asToken()).statusCode).toBe(401);
    expect(await signIn(tom.email, tom.password)).toBe(401);
    expect(await test.db.selectFrom('session').select('id').where('userId', '=', tom.id).execute()).toEqual([]);
  });

  it('resets a password by a link: the old one and all sessions end when the new one is set', async () => {
    const uma = await test.person(['planner']);
    const { path } = (await admin.ask('POST', `/users/${await numberOf(uma)}/link`)).body;
    expect((await uma.ask('GET', '/me')).body.user.email).toBe(uma.email);
    await (await test.as([]))('POST', '/set-password', { token: path.split('=')[1], password: 'moss ferry tulip' });
    expect((await uma.ask('GET', '/me')).body).toBeNull();
    expect(await signIn(uma.email, uma.password)).toBe(401);
    expect(await signIn(uma.email, 'moss ferry tulip')).toBe(200);
  });

  it('sees where a person is signed in and ends it', async () => {
    const vera = await test.person(['viewer']);
    const number = await numberOf(vera);
    const listed = await admin.ask('GET', `/users/${number}/sessions`);
    expect(listed.body.rows).toHaveLength(1);
    expect(JSON.stringify(listed.body)).not.toContain(vera.cookie.split('=')[1]?.split('.')[0] ?? '?');
    expect((await admin.ask('DELETE', `/users/${number}/sessions`)).body).toEqual({ ended: 1 });
    expect((await vera.ask('GET', '/me')).body).toBeNull();
  });

  it('of one site neither sees nor grants at another, nor changes who works there too', async () => {
    const there = await test.person(['administrator'], 'OTHER');
    expect((await admin.ask('GET', `/users/${await numberOf(there)}`)).status).toBe(404);
    expect((await admin.ask('GET', '/users?site=OTHER')).status).toBe(403);
    expect(
      (
        await admin.ask(
          'PUT',
          `/users/${await numberOf(admin)}/roles?site=OTHER`,
          { roles: ['administrator'] },
          { version: 1 },
        )
      ).status,
    ).toBe(403);

    const body = { name: 'Whoever', email: there.email, password: 'tulip anvil ferry', roles: ['viewer'] };
    expect(await admin.ask('POST', '/users', body)).toMatchObject({ status: 409, body: { code: 'known-elsewhere' } });
    expect(await admin.ask('POST', '/users?confirm=known-elsewhere', body)).toMatchObject({
      status: 201,
      body: { person: { name: there.name, roles: ['viewer'], elsewhere: true } },
    });
    expect(await signIn(there.email, 'tulip anvil ferry')).toBe(401);
    for (const [method, path, change] of [
      ['POST', 'link', undefined],
      ['PATCH', '', { email: 'mine@example.com' }],
      ['DELETE', 'sessions', undefined],
      ['GET', 'sessions', undefined],
    ] as const) {
      const answer = await admin.ask(method, `/users/${await numberOf(there)}${path && `/${path}`}`, change, {
        version: 2,
      });
      expect([method, path, answer.body.code]).toEqual([method, path, 'works-elsewhere']);
    }
  });

  it('who is the last of a site can neither leave nor be removed, two at once neither', async () => {
    await makeSite(test.db, 'DUO');
    const [a, b] = [await test.person(['administrator'], 'DUO'), await test.person(['administrator'], 'DUO')];
    const drop = (by: TestPerson, who: number) =>
      by.ask('PUT', `/users/${who}/roles`, { roles: ['viewer'] }, { version: 1 });
    const both = await Promise.all([drop(a, await numberOf(b)), drop(b, await numberOf(a))]);
    expect(both.filter((one) => one.status === 200)).toHaveLength(1);
    const left = both[0]?.status === 200 ? a : b;
    const number = await numberOf(left);
    const { version } = (await left.ask('GET', `/users/${number}`)).body;
    expect(await left.ask('PUT', `/users/${number}/roles`, { roles: [] }, { version })).toMatchObject({
      status: 409,
      body: { code: 'last-administrator' },
    });
    expect(await left.ask('PATCH', `/users/${number}`, { active: false }, { version })).toMatchObject({
      status: 409,
      body: { code: 'last-administrator' },
    });
  });
});

describe('changing roles', () => {
  const anna: Standing = {
    id: 'a',
    name: 'Anna',
    active: true,
    roles: ['administrator', 'planner'],
    sites: ['A'],
    departments: [],
  };
  it.each<[string, Partial<Standing>, readonly Role[], number, unknown]>([
    [
      'grants what is new and revokes what is gone',
      {},
      ['administrator', 'buyer'],
      0,
      [
        ['granted', 'buyer'],
        ['revoked', 'planner'],
      ],
    ],
    ['takes the administrator away where another is left', {}, ['planner'], 1, [['revoked', 'administrator']]],
    ['refuses to take the last administrator away', {}, ['planner'], 0, 'last-administrator'],
    [
      'lets an inactive one go, who let nobody in',
      { active: false },
      [],
      0,
      [
        ['revoked', 'administrator'],
        ['revoked', 'planner'],
      ],
    ],
    ['to what they are changes nothing', {}, ['planner', 'administrator'], 0, []],
  ])('%s', (_, whom, wanted, others, expected) => {
    const decision = changeRoles({ ...anna, ...whom }, wanted, others, 'A');
    expect(decision.kind === 'refuse' ? decision.code : decision.facts.map((fact) => [fact.type, fact.role])).toEqual(
      expected,
    );
  });

  it.each([
    ['an administrator of all their sites may change a person', ['A', 'B'], ['A', 'B'], 'accept'],
    ['of some of them may not', ['A'], ['A', 'B'], 'refuse'],
    ['of other sites may not', ['C'], ['A'], 'refuse'],
  ])('%s', (_, administered, sites, kind) => {
    expect(mayChangePerson(new Set(administered), { ...anna, sites }).kind).toBe(kind);
  });

  it('deactivation is refused while a site hangs on the person', () => {
    expect(deactivate(anna, ['A'])).toMatchObject({ kind: 'refuse', values: { site: 'A' } });
    expect(deactivate(anna, []).kind).toBe('accept');
  });
});

describe('changing the departments that somebody decides for', () => {
  const ann: Standing = {
    id: 'a',
    name: 'Ann',
    active: true,
    roles: ['supervisor'],
    sites: ['A'],
    departments: ['Weld'],
  };
  it.each<[string, readonly string[], readonly Role[], unknown]>([
    ['gives what is new and takes what is gone', ['Paint', ''], ['supervisor'], ['+Paint', '+', '-Weld']],
    ['to what they are changes nothing, also when no work centre bears them any more', ['Weld'], ['supervisor'], []],
    ['to none gives the whole site', [], ['supervisor'], ['-Weld']],
    ['takes them with the role that decides', ['Weld'], ['planner'], ['-Weld']],
    ['says where an operator works', ['Paint'], ['operator'], ['+Paint', '-Weld']],
    ['refuses them to who decides nothing', ['Paint'], ['planner'], 'scope-of-nobody'],
    ['refuses them to a planner who reports progress too', ['Paint'], ['planner', 'operator'], 'scope-of-nobody'],
    ['refuses what no work centre bears', ['Saddlery'], ['supervisor'], 'no-such-department'],
  ])('%s', (_, wanted, roles, expected) => {
    const decision = changeScope(ann, wanted, roles, ['Paint']);
    expect(
      decision.kind === 'refuse'
        ? decision.code
        : decision.facts.map((fact) => `${fact.type === 'scoped' ? '+' : '-'}${fact.department}`),
    ).toEqual(expected);
  });
});

describe('the first administrator', () => {
  it('is made once with the link, with site, zone and currency; a weak password or a wrong zone leaves the link good', async () => {
    const token = await test.db.transaction().execute((tx) => makeInvitation(tx, 'first-administrator', 1));
    const nobody = await test.as([]);
    const body = {
      token,
      name: 'Wim',
      email: 'wim@example.com',
      password: 'tulip anvil ferry',
      site: { code: 'NEW', name: 'New plant', zone: 'Europe/Berlin', currency: 'EUR' },
    };
    expect((await nobody('POST', '/welcome', { ...body, password: 'wim@example.com' })).status).toBe(422);
    expect((await nobody('POST', '/welcome', { ...body, site: { ...body.site, zone: 'Berlin' } })).status).toBe(400);
    expect(await nobody('POST', '/welcome', body)).toMatchObject({ status: 201, body: { site: 'NEW' } });
    expect(await signIn('wim@example.com', 'tulip anvil ferry')).toBe(200);
    expect(await nobody('POST', '/welcome', { ...body, email: 'x@example.com' })).toMatchObject({
      status: 403,
      body: { code: 'link-spent' },
    });
  });

  it('is one: a link that an earlier start printed is worth nothing once there is an administrator', async () => {
    const tokens = await test.db
      .transaction()
      .execute(async (tx) => [
        await makeInvitation(tx, 'first-administrator', 1),
        await makeInvitation(tx, 'first-administrator', 1),
      ]);
    const nobody = await test.as([]);
    const welcome = (token: string | undefined, at: number) =>
      nobody('POST', '/welcome', {
        token,
        name: 'Ida',
        email: `ida${at}@example.com`,
        password: 'tulip anvil ferry',
        site: { code: `FIRST${at}`, name: 'First', zone: 'Europe/Berlin', currency: 'EUR' },
      });
    const answers = await Promise.all(tokens.map(welcome));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 403]);
    const { rows } = await sql<{ n: number }>`select count(*) as n from sites where code like 'FIRST%'`.execute(
      test.db,
    );
    expect(rows[0]?.n).toBe(1);
  });
});

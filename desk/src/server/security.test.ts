import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Limit } from './limit.ts';
import { listed } from './lists.ts';
import { type TestApp, type TestPerson, testApp } from './test-app.ts';

let test: TestApp;
let planner: TestPerson;
beforeAll(async () => {
  test = await testApp();
  planner = await test.person(['planner']);
});
afterAll(() => test.close());

let keys = 0;
const key = (): string => `security-${(keys += 1)}`;
const write = (payload: string | object, headers: Record<string, string> = {}) =>
  test.app.inject({
    method: 'POST',
    url: '/api/v1/units',
    payload,
    headers: {
      host: 'desk.plant:4600',
      cookie: planner.cookie,
      'idempotency-key': key(),
      'content-type': 'application/json',
      ...headers,
    },
  });

describe('a write with a session cookie', () => {
  it.each([
    ['from our own page', { origin: 'http://desk.plant:4600', 'sec-fetch-site': 'same-origin' }, 201],
    ['from our own page behind a proxy that speaks TLS', { origin: 'https://desk.plant:4600' }, 201],
    ['from no browser', {}, 201],
    ['from a page of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['from a page of another site in an old browser', { origin: 'https://evil.example' }, 403],
    ['from another port of the same machine', { origin: 'http://desk.plant:8080', 'sec-fetch-site': 'same-site' }, 403],
    ['from a page without an origin', { origin: 'null' }, 403],
  ] as const)('%s: %#', async (_, headers, status) => {
    expect((await write({ code: `u${keys}` }, headers)).statusCode).toBe(status);
  });

  it('of another site does not sign anybody in or out either', async () => {
    for (const url of ['/api/auth/sign-in/email', '/api/auth/sign-out', '/api/v1/session/badge'])
      expect(
        (
          await test.app.inject({
            method: 'POST',
            url,
            payload: {},
            headers: { origin: 'https://evil.example', cookie: planner.cookie },
          })
        ).statusCode,
      ).toBe(403);
  });

  it.each([['text/plain'], ['application/x-www-form-urlencoded']])(
    'as a form can send it, %s, is refused',
    async (type) => {
      const answer = await write('{"code":"form"}', { 'content-type': type });
      expect(answer.json()).toMatchObject({ status: 415, code: 'media-type' });
    },
  );
});

describe('input that means harm is refused with a clear sentence', () => {
  it.each([
    ['a null character', '{"code":"a\\u0000b"}', 400, /null character/],
    ['a null character in a name of a field', '{"a\\u0000":1}', 400, /null character/],
    ['half of a surrogate pair', '{"code":"a\\ud800b"}', 400, /half a character/],
    ['JSON cut off', '{"code":', 400, /./],
    ['an empty body', '', 400, /./],
    ['a __proto__', '{"__proto__":{"admin":true},"code":"p"}', 400, /field called __proto__.* Maybe leave it out/],
    [
      'a constructor with a prototype',
      '{"constructor":{"prototype":{}},"code":"p"}',
      400,
      /constructor with a prototype in it.* Maybe leave it out/,
    ],
    ['nesting 10,000 deep', `{"code":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 400, /nested/],
    ['a list instead of an object', '[]', 400, /./],
    ['a number beyond all bounds', '{"code":1e999}', 400, /./],
  ])('%s', async (_, body, status, sentence) => {
    const answer = await write(body);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect([answer.statusCode, answer.json().detail]).toEqual([status, expect.stringMatching(sentence)]);
  });

  it('text that turns what stands round it: others would read what nobody wrote', async () => {
    const answer = await write(JSON.stringify({ code: 'T', name: 'paid \u202eon' }));
    expect([answer.statusCode, answer.json().detail]).toEqual([400, expect.stringMatching(/^name: .*U\+202E\. Maybe/)]);
  });

  it('a body of 5 MB', async () => {
    expect((await write(JSON.stringify({ code: 'x'.repeat(5 * 1024 * 1024) }))).json()).toMatchObject({
      status: 413,
      code: 'too-large',
    });
  });

  it.each([
    ['/api/v1/units?search=%00'],
    ['/api/v1/units?filter=code:eq:%00'],
    ['/api/v1/units/%00'],
    ['/api/v1/units?site=%00'],
    ['/api/v1/units?site=PLANT&site=PLANT'],
    ['/api/v1/units/%E0%A4%A'],
    ['/api/v1/units?cursor=AAAA'],
  ])('%s', async (url) => {
    const answer = await test.app.inject({ url, headers: { cookie: planner.cookie } });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
  });

  it('a line break for a header is nowhere answered as one', async () => {
    const answer = await test.app.inject({
      url: '/api/v1/units/1%0d%0aset-cookie:%20a=b',
      headers: { cookie: planner.cookie },
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.statusCode).toBe(400);
  });
});

describe('a write without a key', () => {
  it('is told in which header it goes, and what to put there', async () => {
    const answer = await test.app.inject({
      method: 'POST',
      url: '/api/v1/units',
      headers: { cookie: planner.cookie },
      payload: { code: 'kg' },
    });
    expect([answer.statusCode, answer.json().code, answer.json().detail]).toEqual([
      400,
      'idempotency-key-needed',
      expect.stringMatching(/ in the header "Idempotency-Key", .* Maybe send a new UUID there for each thing you do/),
    ]);
  });
});

describe('every answer', () => {
  it.each([['/api/v1/me'], ['/api/docs/static/index.html'], ['/healthz'], ['/api/nothing']])(
    '%s carries the headers that browsers heed',
    async (url) => {
      const { headers } = await test.app.inject({ url, headers: { cookie: planner.cookie } });
      expect(headers['content-security-policy']).toMatch(/script-src 'self'(;|$)/);
      expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    },
  );

  it('the page that describes the API needs no script that the policy forbids', async () => {
    const page = await test.app.inject({ url: '/api/docs/' });
    expect(page.statusCode).toBe(200);
    expect(page.body).toMatch(/<script src=/);
    expect(page.body).not.toMatch(/<script(?![^>]*src=)[^>]*>\s*\S/);
    expect(page.body).not.toMatch(/\son\w+="/);
  });

  it("with somebody's data is kept by no cache", async () => {
    expect(
      (await test.app.inject({ url: '/api/v1/me', headers: { cookie: planner.cookie } })).headers['cache-control'],
    ).toBe('no-store');
  });
});

describe('asking too often', () => {
  it('is refused above the most, for this one alone and until the next minute', () => {
    let minute = 1;
    const limit = new Limit(2, () => minute);
    limit.take('anna');
    limit.take('anna');
    limit.take('ben');
    expect(() => limit.take('anna')).toThrow(/More than 2 requests/);
    minute = 2;
    expect(() => limit.take('anna')).not.toThrow();
  });

  it('from one address without signing in, a fifth of what a person may, is answered 429', async () => {
    vi.stubEnv('HOTLIST_REQUESTS_A_MINUTE', '50');
    const strict = await testApp();
    vi.unstubAllEnvs();
    const guess = async (): Promise<number> =>
      (await strict.app.inject({ url: '/api/v1/me', headers: { authorization: 'Bearer guess' } })).statusCode;
    const statuses: number[] = [];
    // A minute that begins meanwhile counts anew.
    while (statuses.length < 200 && statuses.at(-1) !== 429) statuses.push(await guess());
    await strict.close();
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('a question that cannot be answered gets a sentence, not an error of ours', () => {
  const cursor = (value: unknown): string => Buffer.from(JSON.stringify([value, 1])).toString('base64url');
  it.each([
    ['30 February in a filter', '/customer-lines?filter=due:lt:2026-02-30'],
    ['words after the day in a filter', '/customer-lines?filter=due:lt:2026-11-03 (x)'],
    ['an operator that every object has', '/items?filter=code:constructor:1'],
    ['a cursor of another column', `/units?sort=decimals&cursor=${cursor('abc')}`],
    ['a cursor with a null character', `/units?sort=code&cursor=${cursor('a\u0000b')}`],
    ['an export in an order that is none', '/exports/items?sort=constructor'],
    ['the year 0 in the history', '/audit?from=0000-01-01'],
    ['the year 0 in what changed', '/since?from=0000-01-01T00:00:00Z'],
    ['a dispatch list until no instant', '/dispatch?until=1'],
    ['half a character in the address', '/items/%ED%A0%80'],
  ])('%s', async (_, url) => {
    const answer = await planner.ask('GET', url);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect([answer.status, answer.body.code]).toEqual([400, 'malformed']);
  });
});

it('a cursor beyond every row is the end of the list, whatever its rows are counted in', async () => {
  const list = { name: 'Rows', fields: [{ name: 'name', label: 'Name', type: 'text' }], searched: [] } as const;
  const from = sql`(select 'a' as name, 1::integer as id) as one`;
  const cursor = Buffer.from(JSON.stringify(['a', Number.MAX_SAFE_INTEGER])).toString('base64url');
  const filtering = { today: '2026-11-24', startOf: (day: string) => day, minorDigits: 2 };
  const found = await test.db
    .transaction()
    .execute((tx) =>
      listed(tx, list, { columns: sql`*`, from, where: [], id: 'id' }, { limit: 10, cursor, filtering }),
    );
  expect(found).toEqual({ rows: [], total: 1, next: null });
});

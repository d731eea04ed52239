import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { granted, type Role, roles } from '../house/permission.ts';
import { type Served, servedBy } from './http.ts';
import { type Ask, type TestApp, testApp } from './test-app.ts';

let test: TestApp;
let routes: readonly Served[];
beforeAll(async () => {
  test = await testApp();
  routes = servedBy.get(test.app) ?? [];
});
afterAll(() => test.close());

const asked = (path: string): string => path.replace(/:\w+/g, '999999');

describe('every route', () => {
  it('is refused to somebody not signed in, unless it is public', async () => {
    const nobody = await test.as([]);
    for (const { route } of routes.filter((one) => one.route.permission !== 'public')) {
      const answer = await nobody(route.method, asked(route.path), route.body ? {} : undefined);
      const expected = route.answersNobody ? 200 : route.permission === 'vendor-link' ? 404 : 401;
      expect([route.method, route.path, answer.status]).toEqual([route.method, route.path, expected]);
    }
  });

  it('tells nobody at a page that nobody is here, and refuses a token that is worth nothing', async () => {
    const [asks, ...others] = routes.filter((one) => one.route.answersNobody);
    expect([asks?.route.path, others]).toEqual(['/me', []]);
    const answer = await (await test.as([]))('GET', '/me');
    expect([answer.status, answer.body, answer.headers['cache-control']]).toEqual([200, null, 'no-store']);
    const refused = await (await test.as([]))('GET', '/me', undefined, { headers: { authorization: 'Bearer guess' } });
    expect([refused.status, refused.body.code]).toEqual([401, 'not-signed-in']);
  });

  it('takes in its body what is sent, and makes nothing else of it: true is no number, nor is [2]', () => {
    const shapes = routes.flatMap(({ route }) =>
      route.body && !route.upload ? [[`${route.method} ${route.path}`, route.body] as const] : [],
    );
    expect(shapes.length).toBeGreaterThan(100);
    expect(shapes.filter(([, body]) => makesOther(body)).map(([called]) => called)).toEqual([]);
  });

  it.each(roles.map((role) => [role]))(
    'is refused to a %s whose role does not grant it, and only then',
    async (role: Role) => {
      const ask: Ask = await test.as([role]);
      for (const { route } of routes) {
        if (['public', 'signed-in', 'vendor-link'].includes(route.permission)) continue;
        const answer = await ask(route.method, asked(route.path), route.body ? {} : undefined, { version: 1 });
        const may = granted[role].includes(route.permission);
        const refused = answer.status === 403 && answer.body.code === 'not-permitted';
        // A route may be stricter field by field than its permission, never looser.
        if (!may) expect([route.method, route.path, refused]).toEqual([route.method, route.path, true]);
        else expect([route.method, route.path, answer.status]).not.toEqual([route.method, route.path, 500]);
      }
    },
  );
});

/** Whether a shape takes a value of another kind for its own; what is behind a pipe has been looked at before it. */
function makesOther(shape: z.ZodType): boolean {
  const { coerce, ...def } = shape._zod.def as unknown as Readonly<Record<string, unknown>>;
  const within = ['in', 'innerType', 'element', 'left', 'right', 'valueType', 'catchall'].map((name) => def[name]);
  const parts = [...within, ...Object.values(def.shape ?? {}), ...((def.options ?? []) as readonly unknown[])];
  return coerce === true || parts.some((one) => one !== undefined && makesOther(one as z.ZodType));
}

describe('a fault', () => {
  it('never says a password back', async () => {
    const nobody = await test.as([]);
    const answer = await nobody('POST', '/welcome', {
      token: 'x',
      name: 'A',
      email: 'a',
      password: 'hunter2',
      site: {},
    });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain('hunter2');
  });
});

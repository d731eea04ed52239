import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
      expect([route.method, route.path, answer.status]).toEqual([route.method, route.path, 401]);
    }
  });

  it.each(roles.map((role) => [role]))(
    'is refused to a %s whose role does not grant it, and only then',
    async (role: Role) => {
      const ask: Ask = await test.as([role]);
      for (const { route } of routes) {
        if (route.permission === 'public' || route.permission === 'signed-in') continue;
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

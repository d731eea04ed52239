import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSite, type TestApp, testApp } from '../server/test-app.ts';
import type { Desk } from './desk.ts';
import { runToken } from './token.ts';
import { runUser } from './user.ts';

let test: TestApp;
let said: string[] = [];
let typing = '';
let desk: Desk;
beforeAll(async () => {
  test = await testApp();
  await makeSite(test.db, 'OTHER');
  desk = { db: test.db, address: 'http://desk.plant', say: (line) => said.push(line), typed: async () => typing };
});
afterAll(() => test.close());

async function run(command: typeof runUser, line: string): Promise<string> {
  said = [];
  const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  expect(await command(desk, args)).toBe(0);
  return said.join('\n');
}
let from = 0;
const signIn = async (email: string, password: string): Promise<number> =>
  (
    await test.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email, password },
      remoteAddress: `10.4.0.${(from += 1)}`,
    })
  ).statusCode;

it('a person is added with a password from the standard input, and signs in', async () => {
  typing = 'tulip anvil ferry';
  expect(
    await run(
      runUser,
      'add --email Ada@Example.com --name "Ada L." --site PLANT --role administrator,planner --password-stdin',
    ),
  ).toBe('Ada L. <ada@example.com> is administrator, planner at PLANT.');
  expect(await signIn('ada@example.com', 'tulip anvil ferry')).toBe(200);
  expect(await run(runUser, 'list --site PLANT')).toMatch(/ada@example\.com\s+Ada L\.\s+administrator,planner/);
});

it('without a password a link is printed that sets one', async () => {
  const token = /token=(\S+)$/.exec(
    await run(runUser, 'add --email bo@example.com --name Bo --site PLANT --role viewer'),
  )?.[1];
  const answer = await (await test.as([]))('POST', '/set-password', { token, password: 'moss ferry tulip' });
  expect(answer.status).toBe(201);
  expect(await signIn('bo@example.com', 'moss ferry tulip')).toBe(200);
});

it('a new password is set and the person signed out everywhere', async () => {
  typing = 'another anvil moss';
  expect(await run(runUser, 'password --email bo@example.com --password-stdin')).toMatch(/signed out everywhere/);
  expect(await signIn('bo@example.com', 'moss ferry tulip')).toBe(401);
  expect(await signIn('bo@example.com', 'another anvil moss')).toBe(200);
});

it('roles are granted and revoked, site by site', async () => {
  expect(await run(runUser, 'grant --email bo@example.com --site OTHER --role buyer,viewer')).toBe(
    'Bo is buyer, viewer at OTHER.',
  );
  expect(await run(runUser, 'revoke --email bo@example.com --site OTHER --role viewer')).toBe('Bo is buyer at OTHER.');
  expect(await run(runUser, 'list --site PLANT')).toMatch(/bo@example\.com\s+Bo\s+viewer/);
});

it('a token is printed once, works within its scope and is revoked', async () => {
  const lines = (await run(runToken, 'add --email bo@example.com --name night --scopes read --days 7')).split('\n');
  const ask = () => test.app.inject({ url: '/api/v1/units', headers: { authorization: `Bearer ${lines.at(-1)}` } });
  expect((await ask()).statusCode).toBe(200);
  const listed = await run(runToken, 'list --email bo@example.com');
  expect(listed).toMatch(/night\s+read/);
  expect(listed).not.toContain(lines.at(-1));
  await run(runToken, `revoke --email bo@example.com --id ${/Token (\d+)/.exec(lines[0] ?? '')?.[1]}`);
  expect((await ask()).statusCode).toBe(401);
});

it('deactivated, a person cannot sign in; activated, again', async () => {
  await run(runUser, 'deactivate --email bo@example.com');
  expect(await signIn('bo@example.com', 'another anvil moss')).toBe(401);
  expect(await run(runUser, 'list --site PLANT')).toMatch(/bo@example\.com.*inactive/);
  await run(runUser, 'activate --email bo@example.com');
  expect(await signIn('bo@example.com', 'another anvil moss')).toBe(200);
});

it('all of it is in the log as done at the command line', async () => {
  const log = await test.db.selectFrom('audit').select(['via', 'who']).where('called', '=', 'bo@example.com').execute();
  expect(new Set(log.map((one) => `${one.via} ${one.who}`))).toEqual(
    new Set(['cli command line', 'web bo@example.com']),
  );
});

it.each([
  ['frob', /known are list, add/],
  ['constructor', /known are list, add/],
  ['list', /--site is missing/],
  ['list --site NOWHERE', /no site "NOWHERE".*OTHER, PLANT/],
  ['add --email x@example.com --name X --site PLANT --role king', /--role king is not known/],
  ['add --email ada@example.com --name X --site PLANT --role viewer', /already a user/],
  ['revoke --email ada@example.com --site PLANT --role administrator', /last administrator of PLANT/],
  ['deactivate --email ada@example.com', /last administrator of PLANT/],
  ['deactivate --email who@example.com', /no user with the address/],
  ['password --email ada@example.com --colour red', /colour/],
])('user %s is refused with the reason', async (line, reason) => {
  await expect(run(runUser, line)).rejects.toThrow(reason);
});

it('a weak password from the standard input is refused', async () => {
  typing = 'password123';
  await expect(run(runUser, 'password --email ada@example.com --password-stdin')).rejects.toThrow(/first that anybody/);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, type TestPerson, testApp } from '../test-app.ts';

let app: TestApp;
let anna: TestPerson;
let bert: TestPerson;
beforeAll(async () => {
  app = await testApp();
  [anna, bert] = [await app.person(['planner', 'administrator']), await app.person(['planner', 'administrator'])];
});
afterAll(() => app.close());

test('who changed a record meanwhile is named in the refusal by the name, not by the address', async () => {
  const { body: unit } = await anna.ask('POST', '/units', { code: 'pcs', name: 'pieces' });
  expect(unit.changed_by).toBe(anna.name);
  await anna.ask('PATCH', `/units/${unit.id}`, { name: 'piece' }, { version: unit.version });
  const second = await bert.ask('PATCH', `/units/${unit.id}`, { name: 'Stück' }, { version: unit.version });
  expect(second.status).toBe(409);
  expect(second.body.detail).toBe(
    `The unit pcs was changed by ${anna.name} since you read it. Look at what it is now, then change it again.`,
  );
  expect(second.body.current.changed_by).toBe(anna.name);
});

test('who changed a person or wrote a comment is named by the name, and the command line as it was kept', async () => {
  const { rows } = (await anna.ask('GET', '/users')).body;
  const whom = rows.find((one: { email: string }) => one.email === bert.email);
  expect(whom.changed_by).toBe('test');
  await anna.ask('PATCH', `/users/${whom.number}`, { trainee: true }, { version: whom.version });
  const again = await bert.ask('PATCH', `/users/${whom.number}`, { badge: 'B-9' }, { version: whom.version });
  expect(again.body.detail).toBe(`${bert.name} was changed by ${anna.name} since you read it.`);
  const said = await anna.ask('POST', '/comments', { kind: 'units', ref: 'pcs', text: 'Counted by hand' });
  expect(said.body.by).toBe(anna.name);
});

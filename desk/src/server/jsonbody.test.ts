import { afterAll, beforeAll, expect, it } from 'vitest';
import { unreadBody } from './jsonbody.ts';
import { type TestApp, type TestPerson, testApp } from './test-app.ts';

let test: TestApp;
let planner: TestPerson;
beforeAll(async () => {
  test = await testApp();
  planner = await test.person(['planner']);
});
afterAll(() => test.close());

it.each([
  ['a comma too much', '{"code": "pcs",}', /^The body is no JSON: line 1, character 16 cannot stand there\. Maybe /],
  [
    'of several lines',
    '{\n"code": "pcs"\n"name": 1}',
    /^The body is no JSON: line 3, character 1 cannot stand there\. Maybe /,
  ],
  ['not closed', '{"code": ', /^The body is no JSON: it ends too early\. Maybe /],
  ['a form', 'code=pcs', /^The body is no JSON\. Maybe .* a form\.$/],
  ['empty', ' ', /^The body is empty, though it is sent as JSON\. Maybe /],
  ['with a prototype', '{"__proto__": {}}', /^The JSON has a field called __proto__/],
])('a body that is no JSON is refused in our words, with the place: %s', (_, body, detail) => {
  expect(unreadBody(body).document()).toMatchObject({
    status: 400,
    code: 'malformed',
    detail: expect.stringMatching(detail),
  });
});

it.each(['code=pcs', '{"code": "pcs",}', ''])('it is so over HTTP: %s', async (payload) => {
  const answer = await test.app.inject({
    method: 'POST',
    url: '/api/v1/units',
    payload,
    headers: { 'content-type': 'application/json', cookie: planner.cookie },
  });
  expect([answer.statusCode, answer.json().detail]).toEqual([400, unreadBody(payload).document().detail]);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from './test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

it('the document of the API refers to nothing that it does not hold', async () => {
  const { body } = await test.app.inject('/api/openapi.json');
  const document = JSON.parse(body);
  const named = [...body.matchAll(/"\$ref":"([^"]+)"/g)].map(([, name]) => name!);
  const found = (name: string): unknown =>
    name
      .replace('#/', '')
      .split('/')
      .reduce((of: Record<string, unknown> | undefined, key) => of?.[key] as Record<string, unknown>, document);
  expect(named.length).toBeGreaterThan(100);
  expect(new Set(named.filter((name) => found(name) === undefined))).toEqual(new Set());
  const machines = document.paths['/api/v1/machines'].get.responses[200].content['application/json'].schema;
  const row = found(machines.properties.rows.items.$ref) as { properties: object };
  expect(Object.keys(row.properties)).toContain('work_centre');
});

it('the document says how a question is said yes to, at every route that writes and at no other', async () => {
  const { paths, components } = JSON.parse((await test.app.inject('/api/openapi.json')).body) as {
    paths: Record<string, Record<string, { parameters: { name: string }[] }>>;
    components: { schemas: { Problem: { properties: { values: { properties: object } } } } };
  };
  const taking = (name: string) =>
    Object.values(paths)
      .flatMap(Object.entries<{ parameters: { name: string }[] }>)
      .filter(([, { parameters }]) => parameters.some((one) => one.name === name))
      .map(([method]) => method);
  const writing = Object.values(paths)
    .flatMap(Object.keys)
    .filter((method) => method !== 'get');
  expect(writing.length).toBeGreaterThan(100);
  expect(taking('confirm')).toEqual(writing);
  expect(taking('because')).toEqual(writing);
  expect(Object.keys(components.schemas.Problem.properties.values.properties)).toEqual(['confirm']);
});

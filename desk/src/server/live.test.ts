import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Live } from './live.ts';
import { type TestApp, testApp } from './test-app.ts';

let test: TestApp;
let live: Live;
beforeAll(async () => {
  test = await testApp();
  live = new Live(test.url);
  await live.start();
});
afterAll(async () => {
  await live.stop();
  await test.close();
});

/** What a page hears that listens from now on and began to ask `late` milliseconds ago. */
function heard(late: number): readonly string[] {
  const kinds: string[] = [];
  live.listen(({ kind }) => kinds.push(kind), late);
  return kinds;
}

it('a page that asked for its rows before it listened is told what changed in between, and no more', async () => {
  const open = heard(0);
  const planner = await test.as(['planner']);
  expect(await planner('POST', '/units', { code: 'kg', decimals: 3 })).toMatchObject({ status: 201 });
  await vi.waitFor(() => expect(open).toContain('units'));
  expect(heard(60_000)).toContain('units');
  expect(heard(0)).toEqual([]);
});

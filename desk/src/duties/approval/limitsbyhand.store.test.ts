import type { Plan } from '@hotlist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { setApproval } from './approval.test-support.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;
let published: number;
let unpublished: number;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

async function planned(): Promise<number> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  return (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
}

/** A published plan for two orders of a week from now; beside it a newer plan in which a third is new: beyond the limits. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [{ code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60 }]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 2, due: days(20) },
    { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'FRAME', qty: 1, due: days(24) },
  ]);
  await setApproval(supervisor, { delegated: true });
  published = await planned();
  await planner('POST', `/plan-versions/${published}/submit`, {});
  const { body } = await supervisor('POST', `/plan-versions/${published}/approve`, { publish: true });
  expect(body).toMatchObject({ state: 'published' });
  await test.workOff();
  await put('/customer-lines', [
    { order_no: 'SO-3', line: 1, customer: 'MILLER', item: 'FRAME', qty: 1, due: days(28) },
  ]);
  unpublished = await planned();
});
afterAll(() => test.close());

/** A draft of a version in which a step begins so many seconds sooner. */
async function moved(version: number, seconds: number): Promise<number> {
  const { plan } = (await planner('GET', `/board/problem?version=${version}`)).body as { plan: Plan };
  const step = plan.operations.toSorted((a, b) => b.start - a.start)[1]!;
  const sooner = { kind: 'move', order: step.order, seq: step.seq, start: step.start - seconds };
  const asked = { version, acts: [[sooner]], reason: 'The robot is free' };
  const { status, body } = await planner('POST', '/board/drafts', asked);
  expect(status).toBe(201);
  return body.number;
}

const instead = async (number: number) => (await planner('GET', `/plan-versions/${number}`)).body.move_instead;

describe('a draft by hand of a version that is not published is told to move the published one', () => {
  it('where its own move is small, and what it was made of moved more', async () => {
    expect(await instead(await moved(unpublished, 600))).toBe(published);
  });

  it('and not where its own move is too large: it would be so there too', async () => {
    expect(await instead(await moved(unpublished, 3 * 86_400))).toBeNull();
  });

  it('nor where nothing is delegated', async () => {
    const draft = await moved(unpublished, 600);
    await setApproval(supervisor, { delegated: false });
    expect(await instead(draft)).toBeNull();
    await setApproval(supervisor, { delegated: true });
  });

  it('nor where all of it is within the limits: it is published at once', async () => {
    const { body } = await planner('GET', '/customer-lines');
    const { id, version } = body.rows.find((row: { order_no: string }) => row.order_no === 'SO-3');
    expect(await planner('PATCH', `/customer-lines/${id}`, { state: 'cancelled' }, { version })).toMatchObject({
      status: 200,
    });
    expect(await instead(await moved(await planned(), 600))).toBeNull();
  });
});

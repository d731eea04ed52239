import type { Plan } from '@hotlist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, plantDay as days, type TestPerson } from '../../server/test-app.ts';
import { type SmallPlant, setApproval, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;
let paints: TestPerson;
let chief: TestPerson;

/** A supervisor for one of two departments, and one for the whole site. */
beforeAll(async () => {
  plant = await smallPlant('06:00-22:00');
  await plant.centre('WELD', 'W1', { department: 'Metal' });
  await plant.centre('PAINT', 'P1', { department: 'Finish' });
  await plant.made('FRAME-A', 60, 'WELD');
  await plant.ordered('A', { due: days(24) });
  const administrator = await plant.test.as(['administrator']);
  paints = await plant.test.person(['supervisor']);
  chief = await plant.test.person(['supervisor']);
  const { rows } = (await administrator('GET', '/users')).body;
  const { number, version, roles } = rows.find((one: { email: string }) => one.email === paints.email);
  const scoped = { roles, departments: ['Finish'] };
  expect((await administrator('PUT', `/users/${number}/roles`, scoped, { version })).status).toBe(200);
  await setApproval(plant.supervisor, { delegated: true });
  await plant.publish();
});
afterAll(() => plant.test.close());

describe('how a site approves', () => {
  it('is set by who decides for the whole of it, not by who decides for some departments', async () => {
    const { status, body } = await setApproval(paints.ask, { delegated_days: 20 });
    expect([status, body.code]).toEqual([409, 'not-your-part']);
    expect(body.detail).toMatch(/^It is set for the whole site, and you decide for Finish alone\. Maybe ask .+\.$/);
    expect((await paints.ask('GET', '/approval-settings')).body).toMatchObject({
      delegated_days: 0,
      barred: body.detail,
    });
    expect((await setApproval(chief.ask, { delegated_days: 20 })).body).toMatchObject({
      delegated_days: 20,
      barred: null,
    });
  });

  it('lets nobody publish by limits that he set himself, also where he set them back; others may', async () => {
    await setApproval(chief.ask, { delegated_days: 0 });
    const number = await plant.plan();
    const submit = (who = chief.ask) => who('POST', `/plan-versions/${number}/submit`, { dry_run: true });
    const { state, done } = (await submit()).body;
    expect(state).toBe('submitted');
    expect(done).toContain(`${chief.name} set the delegated limits since version `);
    expect((await submit(plant.planner)).body).toMatchObject({ state: 'published' });
  });

  it('nor what he moved by hand and another submits, whatever he is called by now', async () => {
    const renamed = (from: string, to: string) =>
      plant.test.db.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
        await tx.updateTable('user').set({ name: to }).where('name', '=', from).execute();
      });
    const { published } = (await plant.supervisor('GET', '/approvals')).body;
    const { plan } = (await plant.planner('GET', `/board/problem?version=${published}`)).body as { plan: Plan };
    const { order, seq } = plan.operations.find(({ item }) => item === 'FRAME-A')!;
    const asked = { version: published, acts: [[{ kind: 'lock', order, seq }]], reason: 'It stays there' };
    const submitted = async (maker: Ask) => {
      const kept = await maker('POST', '/board/drafts', asked);
      expect(kept.status).toBe(201);
      return (await plant.planner('POST', `/plan-versions/${kept.body.number}/submit`, { dry_run: true })).body;
    };
    await renamed(chief.name, 'Ann Weld');
    expect(await submitted(chief.ask)).toMatchObject({
      state: 'submitted',
      done: expect.stringContaining(`${chief.name} set the delegated limits since version `),
    });
  });

  it('until a version is published by the word of somebody else', async () => {
    const approved = await plant.plan();
    await plant.planner('POST', `/plan-versions/${approved}/submit`, { to_supervisor: true });
    const { body } = await plant.supervisor('POST', `/plan-versions/${approved}/approve`, { publish: true });
    expect(body).toMatchObject({ state: 'published' });
    await plant.test.workOff();
    const number = await plant.plan();
    expect((await chief.ask('POST', `/plan-versions/${number}/submit`, { dry_run: true })).body).toMatchObject({
      state: 'published',
    });
  });
});

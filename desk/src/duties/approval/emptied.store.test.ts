import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Ask, plantDay as days } from '../../server/test-app.ts';
import { type TestMail, testMail } from '../../server/test-mail.ts';
import { type SmallPlant, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;
let mail: TestMail;
let operator: Ask;

/** A frame is welded in one department, another painted in another; one is of work without a department. */
beforeAll(async () => {
  [plant, mail] = await Promise.all([smallPlant(), testMail()]);
  operator = await plant.test.as(['operator']);
  await plant.centre('WELD', 'W1', { department: 'Metal' });
  await plant.centre('PAINT', 'P1', { department: 'Finish' });
  await plant.centre('PACK', 'K1');
  await plant.put('/departments', [{ code: 'Metal', addresses: 'weld@x.org' }]);
  await plant.made('FRAME-A', 60, 'WELD');
  await plant.made('FRAME-B', 60, 'PAINT');
  await plant.made('FRAME-C', 60, 'PACK');
  for (const letter of ['A', 'B', 'C']) await plant.ordered(letter, { due: days(2) });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await plant.test.close();
  await mail.close();
});

async function published(): Promise<{ number: number; would: string; done: string }> {
  const number = await plant.plan();
  await plant.planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
  const approve = async (more: object) =>
    (await plant.supervisor('POST', `/plan-versions/${number}/approve`, { publish: true, ...more })).body;
  const would = (await approve({ dry_run: true })).done;
  return { number, would, done: (await approve({})).done };
}
const sent = async (version: number) =>
  (await operator('GET', `/publications?version=${version}`)).body.rows.map((row: Record<string, unknown>) => [
    row['department'],
    row['operations'],
    row['superseded_by'],
  ]);
const open = async (more = '') =>
  (await operator('GET', `/open-acknowledgements${more}`)).body.rows.map((row: Record<string, unknown>) => [
    row['department'],
    row['version'],
    row['holds'],
  ]);
const of = async (version: number, department: string) =>
  (await operator('GET', `/publications?version=${version}`)).body.rows.find(
    (row: { department: string }) => row.department === department,
  );
const over = async (letter: string) => {
  await plant.changed(letter, { state: 'cancelled' }, 'work-orders');
  const [line] = (await plant.planner('GET', `/customer-lines?filter=order_no:eq:SO-${letter}`)).body.rows;
  const gone = await plant.planner('DELETE', `/customer-lines/${line.id}`, undefined, { version: line.version });
  expect(gone.status).toBeLessThan(300);
};

it('a department that a publication leaves with nothing is told so: its old list is superseded, by the mail too', async () => {
  vi.stubEnv('HOTLIST_MAIL_SERVER', `smtp://ann:secret@127.0.0.1:${mail.port}`);
  vi.stubEnv('HOTLIST_MAIL_FROM', 'hotlist@x.org');
  mail.refuse = { status: 451, words: 'later' };
  const first = await published();
  await plant.test.workOff();
  const old = await of(first.number, 'Metal');
  expect(old).toMatchObject({ operations: 1, mail: 'waits' });
  await over('A');
  await over('C');
  mail.refuse = undefined;
  const second = await published();
  await plant.test.workOff();

  expect(await sent(second.number)).toEqual([
    ['', 0, null],
    ['Finish', 1, null],
    ['Metal', 0, null],
  ]);
  expect(await sent(first.number)).toEqual([
    ['', 1, second.number],
    ['Finish', 1, second.number],
    ['Metal', 1, second.number],
  ]);
  expect(second.would).toMatch(/^Finish is sent its list; nothing is left on the list of Metal, /);
  expect(second.done).toContain(
    `Version ${second.number} is published to Finish and leaves nothing on the list of Metal`,
  );
  expect(await open()).toEqual([
    ['Finish', second.number, 'work'],
    ['Metal', second.number, 'nothing'],
  ]);
  expect((await operator('POST', `/publications/${old.id}/acknowledge`, {})).body.code).toBe('superseded');
  expect((await plant.supervisor('POST', `/publications/${old.id}/mail`, {})).body.code).toBe('published-since');
  const letters = mail.received.map(({ raw, subject }) => [subject, raw.includes('There is nothing to do any more')]);
  expect(letters).toEqual([[`Dispatch list Metal, version ${second.number}, Plant PLANT`, true]]);
});

it('of which it is told once: the next publication leaves that standing, and it is acknowledged and mailed as it stands', async () => {
  const [[, emptied]] = (await open()).filter(([department]: string[]) => department === 'Metal');
  const third = await published();
  expect(await sent(third.number)).toEqual([['Finish', 1, null]]);
  expect(third.done).not.toContain('Metal');
  expect(await open()).toEqual([
    ['Finish', third.number, 'work'],
    ['Metal', emptied, 'nothing'],
  ]);
  const { id } = await of(emptied, 'Metal');
  expect((await plant.supervisor('POST', `/publications/${id}/mail`, {})).body.code).toBe('sent-already');
  expect((await operator('POST', `/publications/${id}/acknowledge`, {})).status).toBe(201);
  expect(await open()).toEqual([['Finish', third.number, 'work']]);
});

it('of which a changed ticket is left alone is told that, and its list before is none any more', async () => {
  await plant.made('FRAME-D', 60, 'WELD', 'PAINT');
  await plant.ordered('D', { due: days(2) });
  const before = await published();
  await plant.put('/downtimes', [
    { machine: 'P1', down_from: `${days(0)}T00:00`, down_to: `${days(40)}T00:00`, reason: 'Rebuilt' },
  ]);
  await plant.changed('D', { qty: 2 }, 'work-orders');
  const { number, would, done } = await published();
  expect(await sent(before.number)).toContainEqual(['Finish', 2, number]);
  const finish = await of(number, 'Finish');
  expect(finish).toMatchObject({
    operations: 0,
    holds: 'tickets',
    changed: [{ order: 'MO-D', printed_for: 'Metal' }],
  });
  expect(would).toMatch(/^Metal is sent its list; Finish is told of changed tickets alone, /);
  expect(done).toContain(`Version ${number} is published to Metal and tells Finish of changed tickets alone`);
  expect(await open()).toEqual([
    ['Finish', number, 'tickets'],
    ['Metal', number, 'work'],
  ]);
});

it('that no work centre bears any more is closed: it is sent nothing, and nobody is asked to acknowledge it', async () => {
  await plant.test.workOff();
  const mails = mail.received.length;
  await plant.put('/departments', [{ code: 'Finish', addresses: 'paint@x.org' }]);
  const [paint] = (await plant.supervisor('GET', '/work-centres?filter=code:eq:PAINT')).body.rows;
  const moved = await plant.supervisor(
    'PATCH',
    `/work-centres/${paint.id}`,
    { department: 'Metal' },
    { version: paint.version },
  );
  expect(moved.status).toBe(200);
  const { number, would, done } = await published();
  await plant.test.workOff();
  expect(would).toMatch(/^Metal is sent its list; the list of Finish, which no work centre is of, is closed, /);
  expect(done).toContain('and closes the list of Finish, which no work centre is of');
  expect(await open()).toEqual([['Metal', number, 'work']]);
  const closed = await of(number, 'Finish');
  expect(closed).toMatchObject({
    holds: 'closed',
    barred: `No work centre is of Finish any more: what it was sent before version ${number} is closed.`,
  });
  expect((await plant.supervisor('POST', `/publications/${closed.id}/mail`, {})).body.code).toBe('closed');
  expect(mail.received.slice(mails).map(({ subject }) => subject)).toEqual([
    `Dispatch list Metal, version ${number}, Plant PLANT`,
  ]);
  expect(await sent((await published()).number)).toEqual([['Metal', 1, null]]);
});

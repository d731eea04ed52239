import type { Plan } from '@hotlist/engine';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../desk/src/house/permission.ts';
import { plantDay } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { enter, faultsOf, picture, publishBy, visitAs } from './demo.ts';
import { type Ask, askAs, askWithoutPage, idle, type Plant, plan, setApproval, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;

const people: Readonly<Record<string, Role>> = {
  paula: 'planner',
  peter: 'planner',
  sven: 'supervisor',
  olga: 'operator',
};
const letters = ['A', 'B', 'C', 'E'];

let page: Page;
let planner: Ask;

/** Three orders wait for one welder, a day each, in the order A, B, C; that plan is published and its tickets are printed. */
beforeAll(async () => {
  [browser, plant] = [await openBrowser(), await startPlant(people)];
  page = await openPage(browser);
  await enter(page, plant.desk, 'paula');
  planner = askAs(page, plant.desk);
  const supervisor = await askWithoutPage(browser, plant.desk, 'sven');
  await setApproval(supervisor, { frozen_days: 0 });
  await planner('POST', '/units', { code: 'pcs' });
  await planner('POST', '/calendars', { code: 'DAY', week: 'Mon-Sun 06:00-14:00' });
  await planner('POST', '/work-centres', { code: 'WELD', calendar: 'DAY', department: 'Metal' });
  await planner('POST', '/machines', { code: 'W1', work_centre: 'WELD' });
  await planner('POST', '/customers', { code: 'MILLER', name: 'Miller Cycles' });
  for (const letter of letters) {
    await planner('POST', '/items', { code: `FRAME-${letter}`, supply: 'make', unit: 'pcs' });
    await planner('POST', '/routing-steps', {
      item: `FRAME-${letter}`,
      seq: 10,
      work_centre: 'WELD',
      run_minutes: 480,
    });
  }
  for (const [letter, due] of [
    ['A', 1],
    ['B', 4],
    ['C', 6],
  ] as const)
    await order(letter, due);
  const first = await plan(planner);
  await planner('POST', `/plan-versions/${first}/submit`, {});
  await supervisor('POST', `/plan-versions/${first}/approve`, { publish: true });
  await idle(planner);
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

async function order(letter: string, due: number): Promise<void> {
  const of = { item: `FRAME-${letter}`, due: plantDay(due) };
  await planner('POST', '/work-orders', { number: `MO-${letter}`, qty: 1, state: 'firm', ...of });
  await planner('POST', '/customer-lines', { order_no: `SO-${letter}`, line: 1, customer: 'MILLER', qty: 1, ...of });
}

async function change(kind: string, filter: string, to: object): Promise<void> {
  const { rows } = await planner('GET', `/${kind}?filter=${filter}`);
  const { id, version } = rows[0]!;
  await planner('PATCH', `/${kind}/${id}`, to, version);
}

test('the supervisor compares on the phone, approves all but one; the wall screen changes; an old ticket scanned says superseded', async () => {
  const wall = await openPage(browser, { viewport: { width: 1920, height: 1080 } });
  await visitAs(wall, plant.desk, 'olga', '/wall/WELD');
  const next = wall.getByRole('region', { name: 'Next' });
  await next.getByText('MO-A').waitFor();
  const turns = async (): Promise<string> =>
    (await next.innerText())
      .match(/MO-[A-E]/g)
      ?.filter((one, at, all) => all.indexOf(one) === at)
      .join(' ') ?? '';
  expect(await turns()).toBe('MO-A MO-B MO-C');

  // C was wanted yesterday, A can wait, and two of B are wanted.
  await change('customer-lines', 'order_no:eq:SO-C', { due: plantDay(-1), priority: 1 });
  await change('work-orders', 'number:eq:MO-C', { due: plantDay(-1) });
  await change('customer-lines', 'order_no:eq:SO-A', { due: plantDay(10) });
  await change('work-orders', 'number:eq:MO-A', { due: plantDay(10) });
  await change('work-orders', 'number:eq:MO-B', { qty: 2 });
  const draft = await plan(planner);
  const faults = faultsOf(page);
  await page.goto(`${plant.desk.url}/versions/${draft}`);
  await page.getByRole('button', { name: 'Submit for approval' }).click();
  await page.getByText(/^Submitted: waits/).waitFor();
  expect(await page.getByRole('checkbox', { name: /^Leave out/ }).count()).toBe(0);

  const hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await visitAs(hand, plant.desk, 'sven', '/approvals');
  const handFaults = faultsOf(hand);
  await hand.getByRole('link', { name: 'Read what changes' }).tap();
  const tick = hand.getByRole('checkbox', { name: 'Leave out SO-A/1' });
  await tick.tap();
  expect(await hand.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  const left = hand.getByRole('region', { name: 'Left out' });
  await left.getByRole('heading', { name: 'Left out' }).waitFor();
  await left.getByText(/^SO-A\/1: it keeps MO-A as published/).waitFor();
  await picture(hand, 'allbut-phone');
  await hand.emulateMedia({ colorScheme: 'dark' });
  await picture(hand, 'allbut-phone-dark');
  await hand.emulateMedia({ colorScheme: 'light' });
  const door = left.getByRole('button', { name: 'Approve all but this one' });
  expect((await door.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await door.tap();
  await hand.getByText('was made in place of').waitFor();
  expect(await turns()).toBe('MO-A MO-B MO-C');
  await picture(hand, 'allbut-made-phone');
  const made = hand.getByRole('region', { name: `Version ${draft + 1}` });
  await made.getByText(/operations? moved/).waitFor();
  await made
    .getByText(
      new RegExp(
        `^Against published version \\d+: (no|\\d+) orders? newly late \\(version ${draft}: (none|\\d+)\\), no promise broken`,
      ),
    )
    .waitFor();
  // C comes after A now: it is named with its days.
  const lost = made.getByRole('region', { name: `Later than in version ${draft}` }).getByRole('listitem');
  await lost.filter({ hasText: /^SO-C\/1 \+\d+\.\d d, ships .+: \S/ }).waitFor();
  await made.getByRole('link', { name: `Read version ${draft + 1}, then decide about it` }).tap();
  // What was left out is read without unfolding anything.
  await hand
    .getByText(/sven left SO-A\/1 out of version \d+, which paula submitted/)
    .first()
    .waitFor();
  await hand.getByText('Where it comes from, what was decided').tap();
  await picture(hand, 'allbut-approved-phone');
  await publishBy(hand, 'Publish');
  await hand.getByText(/^Published: the floor works to it/).waitFor();

  await expect.poll(turns).toBe('MO-A MO-C MO-B');
  await picture(wall, 'allbut-wall');
  const floor = await openPage(browser, { viewport: phone });
  await visitAs(floor, plant.desk, 'olga', '/report');
  await floor.getByRole('textbox', { name: 'Ticket or work order' }).fill('T-MO-B-1');
  await floor.keyboard.press('Enter');
  await floor
    .getByText(/T-MO-B-1 is superseded by issue 2, which is not printed yet\. Maybe have it printed/)
    .waitFor();
  await picture(floor, 'allbut-ticket-phone');
  expect([...faults, ...handFaults]).toEqual([]);
});

test('of two planners who submit against the same plan the second is told, and reads the difference when the first is published', async () => {
  await idle(planner);
  const first = await plan(planner);
  await planner('POST', `/plan-versions/${first}/submit`, {});
  await order('E', 3);
  const second = await plan(planner);
  const peter = await openPage(browser);
  await visitAs(peter, plant.desk, 'peter', `/versions/${second}`);
  const faults = faultsOf(peter);
  await peter.getByRole('button', { name: 'Submit for approval' }).click();
  await peter
    .getByText(new RegExp(`Version ${first}, submitted by paula .* against the same plan.* Submit yours beside it`))
    .waitFor();
  // The question has its own door: beside it stands the way back alone.
  expect(await peter.getByRole('button', { name: 'Submit for approval' }).count()).toBe(0);
  await picture(peter, 'rival');
  await peter.getByRole('button', { name: 'Leave it a draft' }).click();
  await peter.getByRole('button', { name: 'Submit for approval' }).click();
  await peter.getByRole('button', { name: 'Submit it beside' }).click();
  await peter.getByText(/^Submitted: waits/).waitFor();

  const hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await visitAs(hand, plant.desk, 'sven', `/versions/${first}`);
  await publishBy(hand, 'Approve and publish');
  await hand.getByText(/^Published: the floor works to it/).waitFor();
  const against = peter.getByRole('region', { name: 'Since it was made' });
  await against.getByText('In it these ship at another time than in this one:').waitFor();
  await against.getByRole('link', { name: 'SO-E/1' }).waitFor();
  await peter.getByText(`Submitted, overtaken: version ${first} was published since it was made.`).waitFor();
  await picture(peter, 'overtaken');
  expect(faults).toEqual([]);
});

test('a small move within the delegated limits publishes at once and stands on the supervisor’s list', async () => {
  const hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await visitAs(hand, plant.desk, 'sven', '/approvals');
  const supervisor = askAs(hand, plant.desk);
  const { rows } = await planner('GET', '/plan-versions');
  for (const { number, state } of rows)
    if (state === 'submitted') await supervisor('POST', `/plan-versions/${number}/reject`, { reason: 'Overtaken' });
  await setApproval(supervisor, { delegated: true, delegated_days: 14 });
  const published = await plan(planner);
  await planner('POST', `/plan-versions/${published}/submit`, {});
  await supervisor('POST', `/plan-versions/${published}/approve`, { publish: true });
  await idle(planner);
  // Work goes on meanwhile: what people work to is moved all the same.
  await change('customer-lines', 'order_no:eq:SO-C', { due: plantDay(7) });

  const faults = faultsOf(page);
  await page.goto(`${plant.desk.url}/board?version=${published}&search=MO-A`);
  await page.getByText(/^\d+ of \d+$/).waitFor();
  await page.keyboard.press('F3');
  await page.locator('[aria-live="polite"]').filter({ hasText: 'MO-A' }).first().waitFor();
  await page.keyboard.press('f');
  const strip = page.getByRole('region', { name: 'What your changes do' });
  await strip.getByText('Nothing moves: all stands where it stood.').waitFor();
  expect(await strip.getByRole('button', { name: 'Keep as draft' }).count()).toBe(0);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Alt+ArrowRight');
  await strip.getByText(/moved$/).waitFor();
  await strip.getByRole('button', { name: 'Keep as draft' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).fill('The welder comes later');
  await page.keyboard.press('Enter');
  await page.getByText(/moved by hand\./).waitFor();
  const draft = (await planner('GET', '/plan-versions?limit=1')).rows[0]!.number;
  await page.goto(`${plant.desk.url}/versions/${draft}`);
  // Within the limits submitting publishes: it asks as publishing does.
  await publishBy(page, 'Submit for approval');
  await page.getByText(/^Published: the floor works to it/).waitFor();
  await picture(page, 'delegated-published');

  await hand.goto(`${plant.desk.url}/approvals`);
  const listed = hand.getByRole('region', { name: 'Delegated limits' });
  await listed.getByRole('link', { name: new RegExp(`Version ${draft}`) }).waitFor();
  await picture(hand, 'delegated-phone');
  expect(faults).toEqual([]);
});

test('of what the planner moved on the published board the supervisor approves all but one order on the phone, as he read it', async () => {
  const hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await visitAs(hand, plant.desk, 'sven', '/approvals');
  const supervisor = askAs(hand, plant.desk);
  await setApproval(supervisor, { delegated: false });
  await planner('POST', '/work-centres', { code: 'PAINT', calendar: 'DAY', department: 'Paint shop' });
  await planner('POST', '/machines', { code: 'P1', work_centre: 'PAINT' });
  await planner('POST', '/items', { code: 'FRAME-F', supply: 'make', unit: 'pcs' });
  await planner('POST', '/routing-steps', { item: 'FRAME-F', seq: 10, work_centre: 'PAINT', run_minutes: 480 });
  await order('F', 9);
  const published = await plan(planner);
  await planner('POST', `/plan-versions/${published}/submit?confirm=rival`, {});
  await supervisor('POST', `/plan-versions/${published}/approve`, { publish: true });
  await idle(planner);
  const { plan: made } = (await planner('GET', `/board/problem?version=${published}`)) as unknown as { plan: Plan };
  const last = made.operations.filter(({ machine }) => machine === 'W1').reduce((a, b) => (a.start > b.start ? a : b));
  const number = last.order.slice('work/'.length);

  const faults = [...faultsOf(page), ...faultsOf(hand)];
  const strip = page.getByRole('region', { name: 'What your changes do' });
  for (const [one, said] of [
    ['MO-F', /moved$/],
    [number, '2 changes, undone one by one'],
  ] as const) {
    // What is not kept yet is there again.
    await page.goto(`${plant.desk.url}/board?version=${published}&search=${one}`);
    await page.getByText(/^\d+ of \d+$/).waitFor();
    await page.keyboard.press('F3');
    await page.locator('[aria-live="polite"]').filter({ hasText: one }).first().waitFor();
    await page.keyboard.press('Alt+ArrowRight');
    await strip.getByText(said).waitFor();
  }
  await page.getByRole('button', { name: 'Keep as draft' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).fill('Painter and welder come later');
  await page.keyboard.press('Enter');
  await page.getByText(/moved by hand\./).waitFor();
  const draft = Number((await planner('GET', '/plan-versions?limit=1')).rows[0]!.number);
  await page.goto(`${plant.desk.url}/versions/${draft}`);
  await page.getByRole('button', { name: 'Submit for approval' }).click();
  await page.getByText(/^Submitted: waits/).waitFor();

  await hand.goto(`${plant.desk.url}/versions/${draft}`);
  await hand
    .getByRole('checkbox', { name: /^Leave out (SO-F\/1|MO-F)$/ })
    .first()
    .tap();
  await picture(hand, 'allbut-hand-phone');
  await hand.getByRole('button', { name: 'Approve all but this one' }).tap();
  await hand.getByText('was made in place of').waitFor();
  const moved = async (version: number): Promise<readonly string[]> => {
    const { comparison } = (await planner('GET', `/plan-versions/${published}/compare/${version}`)) as unknown as {
      comparison: Pick<Plan, 'operations'>;
    };
    return comparison.operations.map((one) => one.order).toSorted();
  };
  expect([await moved(draft), await moved(draft + 1)]).toEqual([
    [number, 'MO-F'].toSorted().map((one) => `work/${one}`),
    [`work/${number}`],
  ]);
  expect(faults).toEqual([]);
});

test('what a move by hand pushes cannot stay: the refusal names that move, and its button leaves it out too', async () => {
  const hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await enter(hand, plant.desk, 'sven');
  const published = (await planner('GET', '/plan-versions')).rows.find((one) => one.state === 'published')!.number;
  const { plan: made } = (await planner('GET', `/board/problem?version=${published}`)) as unknown as { plan: Plan };
  const on = (machine: string) =>
    made.operations.filter((one) => one.machine === machine).toSorted((a, b) => a.start - b.start);
  const [[first, next], [painted]] = [on('W1'), on('P1')];
  // Begun in the last working hours before the next, a day of work pushes that.
  const acts = [
    [{ kind: 'move', order: first!.order, seq: first!.seq, start: next!.start - 17 * 3600 }],
    [{ kind: 'move', order: painted!.order, seq: painted!.seq, start: painted!.start + 3600 }],
  ];
  const kept = await planner('POST', '/board/drafts', { version: published, acts, reason: 'Both come later' });
  const draft = Number((kept as unknown as { number: number }).number);
  await planner('POST', `/plan-versions/${draft}/submit?confirm=rival`, {});

  const faults = faultsOf(hand);
  const pushed = next!.order.slice('work/'.length);
  await hand.goto(`${plant.desk.url}/versions/${draft}`);
  await hand.getByText('Or leave out some of the 2 changes by hand').tap();
  await hand.getByRole('checkbox', { name: /^Leave out the move of step 10 of MO-F on P1 by paula/ }).waitFor();
  await picture(hand, 'allbut-acts-phone');
  await hand.getByRole('checkbox', { name: `Leave out ${pushed}` }).tap();
  await hand.getByRole('button', { name: 'Approve all but this one' }).tap();
  const move = `the move of step 10 of ${first!.order.slice('work/'.length)} on W1 by paula`;
  await hand.getByText(`${pushed} would not stay as published: ${move} moves it still.`).waitFor();
  await picture(hand, 'allbut-inway-phone');
  await hand.getByRole('button', { name: `Also leave out ${move}` }).tap();
  expect(await hand.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  await hand.getByRole('button', { name: 'Approve all but these 2' }).tap();
  await hand.getByText('was made in place of').waitFor();
  const { comparison } = (await planner('GET', `/plan-versions/${published}/compare/${draft + 1}`)) as unknown as {
    comparison: Pick<Plan, 'operations'>;
  };
  expect(comparison.operations.map((one) => one.order)).toEqual(['work/MO-F']);
  expect(faults).toEqual([]);
});

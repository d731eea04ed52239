import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantDay, plantNow, setNow } from '../desk/src/server/test-app.ts';
import { boardDrawn } from './bars.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { enter, faultsOf, picture, visitAs } from './demo.ts';
import { type Ask, askAs, idle, type Plant, plan, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
let page: Page;
let planner: Ask;
const at = (hours: number): string => new Date(Date.parse(plantNow) + hours * 3_600_000).toISOString();

/** Three orders are sawn on one of two saws, or on the laser of another work centre, by a crew of two whom three people belong to. */
beforeAll(async () => {
  [browser, plant] = [await openBrowser(), await startPlant({ paula: 'planner', sven: 'supervisor' })];
  page = await openPage(browser);
  await enter(page, plant.desk, 'paula');
  planner = askAs(page, plant.desk);
  const supervisor = await openPage(browser);
  await enter(supervisor, plant.desk, 'sven');
  await planner('POST', '/units', { code: 'pcs' });
  await planner('POST', '/calendars', { code: 'DAY', week: 'Mon-Sun 06:00-22:00' });
  for (const code of ['SAW', 'LASER'])
    await planner('POST', '/work-centres', { code, calendar: 'DAY', department: code });
  for (const code of ['S1', 'S2']) await planner('POST', '/machines', { code, work_centre: 'SAW' });
  await planner('POST', '/machines', { code: 'L1', work_centre: 'LASER', speed_percent: 50 });
  await planner('POST', '/crews', { code: 'SAWYERS', calendar: 'DAY', size: 2 });
  for (const [code, name] of [
    ['B1', 'Bela Hartwig'],
    ['B2', 'Carlo Ruiz'],
    ['B3', 'Dana Kolb'],
  ])
    await planner('POST', '/workers', { code, name, crew: 'SAWYERS', shift: 'early' });
  await planner('POST', '/items', { code: 'FRAME', supply: 'make', unit: 'pcs' });
  await planner('POST', '/routing-steps', {
    item: 'FRAME',
    seq: 10,
    name: 'Saw',
    work_centre: 'SAW',
    machines: 'S1, S2, L1',
    run_minutes: 60,
    crew: 'SAWYERS',
  });
  await planner('POST', '/customers', { code: 'MILLER', name: 'Miller Cycles' });
  for (const n of [1, 2, 3]) {
    const of = { item: 'FRAME', qty: 8, due: plantDay(2) };
    await planner('POST', '/work-orders', { number: `MO-${n}`, state: 'firm', ...of });
    await planner('POST', '/customer-lines', { order_no: `SO-${n}`, line: 1, customer: 'MILLER', ...of });
  }
  const number = await plan(planner);
  await planner('POST', `/plan-versions/${number}/submit`, {});
  await askAs(supervisor, plant.desk)('POST', `/plan-versions/${number}/approve`, { publish: true });
  await idle(planner);
  await supervisor.close();
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

const drawn = (of: Page) => of.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();

test('a box drawn over bars picks them, by Shift, by its button, by a finger that rests; Escape gives it up; arrows with Shift pick on', async () => {
  const { desk } = plant;
  const faults = faultsOf(page);
  await page.goto(`${desk.url}/board?version=1&rows=machines`);
  await drawn(page);
  const bars = (await boardDrawn(page, desk.url, 1, 'machines')).bars.toSorted((a, b) => a.y - b.y || a.x - b.x);
  const edge = { left: Math.min(...bars.map(({ x, width }) => x - width / 2)) - 6, top: bars[0]!.y - 12 };
  const last = bars.at(-1)!;
  const drag = async (over: () => Promise<void> = async () => undefined): Promise<void> => {
    await page.mouse.move(edge.left, edge.top);
    await page.mouse.down();
    await page.mouse.move(last.x, last.y, { steps: 5 });
    await over();
    await page.mouse.up();
  };
  const heard = page.locator('p[aria-live="polite"]');
  const picked = page.getByText(/^3 picked, the last: /).first();

  await page.keyboard.down('Shift');
  await drag(() => picture(page, 'boardrows-box'));
  await page.keyboard.up('Shift');
  await picked.waitFor();
  await expect.poll(() => heard.innerText()).toMatch(/^3 picked, the last: /);
  expect(new URL(page.url()).searchParams.get('pick')?.split(',')).toHaveLength(3);
  await picture(page, 'boardrows-picked');

  // Given up while it is drawn, what was picked is picked still.
  await page.keyboard.down('Shift');
  await page.mouse.move(edge.left, edge.top);
  await page.mouse.down();
  await page.mouse.move(edge.left + 2, edge.top + 20, { steps: 3 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await picked.waitFor();
  await page.keyboard.press('Escape');
  await picked.waitFor({ state: 'detached' });

  // By its button the next drag draws one, once.
  const button = page.getByRole('button', { name: 'Pick what a box touches' });
  await button.click();
  await expect.poll(() => heard.innerText()).toMatch(/^Draw a box over the bars/);
  await drag();
  await picked.waitFor();
  expect(await button.getAttribute('aria-pressed')).toBe('false');

  // All that is picked is moved as one change.
  await page.keyboard.press('Alt+ArrowRight');
  const strip = page.getByRole('region', { name: 'What your changes do' });
  await strip.getByText(/^3 operations moved together$/).waitFor();
  await page.keyboard.press('Control+z');
  await strip.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');

  // By the keyboard: one, the next too, and back.
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => new URL(page.url()).searchParams.get('pick')).toMatch(/^work\/MO-\d:10$/);
  const one = new URL(page.url()).searchParams.get('pick');
  const row = bars.filter(({ y }) => y === bars.find(({ order }) => one?.startsWith(`${order}:`))?.y);
  const on = row.length > 1 ? (['ArrowRight', 'ArrowLeft'] as const) : (['ArrowDown', 'ArrowUp'] as const);
  await page.keyboard.press(`Shift+${on[0]}`);
  await page
    .getByText(/^2 picked, the last: /)
    .first()
    .waitFor();
  await page.keyboard.press(`Shift+${on[1]}`);
  await page
    .getByText(/^2 picked, the last: /)
    .first()
    .waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.get('pick')).toBe(one);
  expect(faults).toEqual([]);

  // A finger that rests begins a box, one that moves at once moves the ground.
  const hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await visitAs(hand, desk, 'paula', '/board?version=1&rows=machines');
  await drawn(hand);
  const small = (await boardDrawn(hand, desk.url, 1, 'machines')).bars.toSorted((a, b) => a.y - b.y);
  const touch = await hand.context().newCDPSession(hand);
  const finger = (type: string, x: number, y: number) =>
    touch.send('Input.dispatchTouchEvent', {
      type: type as 'touchStart',
      touchPoints: type === 'touchEnd' ? [] : [{ x, y }],
    });
  const bar = small[0]!;
  const beside = { x: bar.x + bar.width / 2 + 14, y: bar.y };
  await finger('touchStart', beside.x, beside.y);
  await hand.waitForTimeout(700);
  for (const part of [0.3, 0.6, 1])
    await finger('touchMove', beside.x - part * (14 + bar.width / 2), beside.y + 4 * part);
  await picture(hand, 'boardrows-phone-box');
  await finger('touchEnd', 0, 0);
  await expect
    .poll(() => new URL(hand.url()).searchParams.get('pick')?.split(','))
    .toContain(`${bar.order}:${bar.seq}`);
  await hand.context().close();
});

test('a bar dragged to another machine is done there; where rows are work centres it is asked which, and Enter takes the first', async () => {
  const { desk } = plant;
  const faults = faultsOf(page);
  const strip = page.getByRole('region', { name: 'What your changes do' });
  const drag = async (
    bar: { x: number; y: number },
    y: number,
    look: () => Promise<void> = async () => undefined,
  ): Promise<void> => {
    await page.mouse.move(bar.x, bar.y);
    await page.mouse.down();
    await page.mouse.move(bar.x + 2, (bar.y + y) / 2, { steps: 3 });
    await page.mouse.move(bar.x, y, { steps: 3 });
    await look();
    await page.mouse.up();
  };

  await page.goto(`${desk.url}/board?version=1&rows=departments`);
  await drawn(page);
  const centres = await boardDrawn(page, desk.url, 1, 'departments');
  const sawn = centres.bars[0]!;
  await page.getByRole('group', { name: 'Move by hand' }).waitFor();
  await drag(sawn, centres.rows.get('LASER')!, () => picture(page, 'boardrows-over-laser'));
  const dialog = page.getByRole('dialog', { name: /^To another machine: / });
  await dialog.getByRole('button', { name: 'L1', exact: true }).waitFor();
  expect(await dialog.getByRole('listitem').count()).toBe(1);
  await picture(page, 'boardrows-which-machine');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await strip.getByText(/ moved$/).waitFor();
  await page.keyboard.press('Control+z');
  await strip.waitFor({ state: 'detached' });

  await page.goto(`${desk.url}/board?version=1&rows=machines`);
  await drawn(page);
  const { bars, rows } = await boardDrawn(page, desk.url, 1, 'machines');
  const bar = bars.find(({ order }) => order === sawn.order)!;
  expect(bar.row).not.toBe('L1');
  await page.getByRole('group', { name: 'Move by hand' }).waitFor();
  await drag(bar, rows.get('L1')!);
  await strip.getByText(/ moved$/).waitFor();
  await picture(page, 'boardrows-on-laser');
  await strip.getByRole('button', { name: 'Keep as draft' }).click();
  const window = page.getByRole('dialog', { name: 'Keep as draft' });
  await window.getByRole('textbox', { name: 'Why' }).fill('The laser is free');
  await window.getByRole('button', { name: 'Keep as draft' }).click();
  await page.getByText(/moved by hand\./).waitFor();
  const draft = (await planner('GET', '/plan-versions?limit=1')).rows[0]!.number;
  const kept = await boardDrawn(page, desk.url, draft, 'machines');
  expect(kept.bars.find(({ order }) => order === bar.order)?.row).toBe('L1');
  expect(faults).toEqual([]);
});

test('rows of people are the crew with its work, and under it each of its people with what he reported, no more', async () => {
  const { desk, db } = plant;
  await setNow(db, at(2));
  const first = (await boardDrawn(page, desk.url, 1, 'machines')).bars.toSorted((a, b) => a.x - b.x)[0]!;
  const number = first.order.slice('work/'.length);
  await planner('POST', '/progress', {
    ticket: `T-${number}-1`,
    seq: 10,
    started: true,
    badge: 'B2',
    worked_at: at(1),
  });
  await page.goto(`${desk.url}/board?version=1&rows=people`);
  await drawn(page);
  const { bars } = await boardDrawn(page, desk.url, 1, 'people');
  expect(bars.map(({ row, order }) => [row, order]).filter(([row]) => row !== '2 at once')).toEqual([
    ['Carlo Ruiz', first.order],
  ]);
  const { x, y } = bars.find(({ row }) => row === 'Carlo Ruiz')!;
  await page.mouse.move(x, y);
  await page.getByText('Reported by Carlo Ruiz').waitFor();
  await picture(page, 'boardrows-people');
  // What has been is not dragged.
  await page.mouse.down();
  await page.mouse.move(x + 80, y, { steps: 4 });
  await page.mouse.up();
  expect(await page.getByRole('region', { name: 'What your changes do' }).count()).toBe(0);
});

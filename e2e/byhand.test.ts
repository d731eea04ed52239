import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { boardOf, type Wire } from '../desk/src/duties/board/board.ts';
import { stepOf } from '../desk/src/duties/board/hand.ts';
import { keyOf, stepsAt } from '../desk/src/duties/byhand/byhand.ts';
import { desktop, openBrowser, openPage, patience, phone, type RunningDesk } from './browser.ts';
import { faultsOf, picture, signIn, startDemo } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
beforeAll(async () => {
  browser = await openBrowser();
  desk = await startDemo();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

/** What is typed next takes the place of all that stands there. */
const allSelected = (field: Locator) =>
  vi.waitFor(
    async () =>
      expect(
        await field.evaluate((one) => {
          const { selectionStart, selectionEnd, value } = one as HTMLInputElement;
          return selectionStart === 0 && selectionEnd === value.length;
        }),
      ).toBe(true),
    { timeout: patience },
  );

const cells = (page: Page, column: string) => page.getByRole('textbox', { name: new RegExp(`^${column} of `) });

/** A work centre of one machine, and the places in its list of two planned steps that follow each other there. */
async function twoSteps(page: Page) {
  await page.getByRole('columnheader', { name: 'Work centre' }).waitFor();
  const board = boardOf((await (await page.request.get(`${desk.url}/api/v1/board`)).json()) as Wire);
  for (const [centre, { code }] of board.centres.entries()) {
    const steps = stepsAt(board, centre).toSorted((a, b) => board.steps.from[a]! - board.steps.from[b]!);
    const machines = new Set(steps.map((step) => board.steps.machine[step]));
    const machine = board.machines[board.steps.machine[steps[0] ?? -1]!];
    const planned = (n: number) => board.orders.state[board.steps.order[steps[n] ?? -1]!] === 'planned';
    const first = steps.findIndex((_, n) => n > 0 && planned(n) && planned(n + 1));
    if (first > 0 && machines.size === 1 && machine?.capacity === 1) return { code, places: [first, first + 1] };
  }
  throw new Error('no work centre of one machine with planned steps');
}

test('a supervisor types two steps onto one machine at once, reads the rule, and keeps it as a draft that says so', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'supervisor', '/byhand');
  const faults = faultsOf(page);
  const { code, places } = await twoSteps(page);
  await page.getByRole('link', { name: code, exact: true }).click();
  await page.getByRole('table', { name: 'Schedule' }).waitFor();
  const start = (n: number) => cells(page, 'Start').nth(n);
  const rules = page.getByRole('region', { name: 'Rules that the schedule breaks' });
  const overCapacity = rules.getByRole('button', { name: /No machine over capacity/ }).first();

  // No time: the sentence stands in the cell, and what was typed.
  const [first = 0, second = 0] = places;
  const label = (await start(second).getAttribute('aria-label'))!;
  const typedStart = page.getByRole('textbox', { name: label });
  await typedStart.fill('soon');
  await typedStart.press('Tab');
  await page.getByText('"soon" is no time. Maybe 8:30').waitFor();
  expect(await typedStart.inputValue()).toBe('soon');
  expect(await page.getByRole('button', { name: 'Keep as draft' }).isDisabled()).toBe(true);

  // When another begins on the same machine: the rule is named, with both and when.
  const other = await start(first).inputValue();
  const otherLabel = (await start(first).getAttribute('aria-label'))!;
  await typedStart.fill(other);
  await typedStart.press('Tab');
  await overCapacity.waitFor();
  expect(await rules.innerText()).toMatch(/No machine over capacity: \S+ has .+ and .+ at once, \w+ \d+ \w+/);
  await picture(page, 'byhand');

  // What was typed is there after a reload.
  await page.reload();
  await overCapacity.waitFor();
  expect(await typedStart.inputValue()).toBe(other);
  await overCapacity.click();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Start of /);

  // A pasted row for a step that is none.
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'WO-NONE\t10\t\t8:00\nWO-NONE\t20\t\t9:00');
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  const strays = page.getByRole('region', { name: 'Pasted rows that are none of this schedule' });
  await strays.getByText(/has no step 10 of WO-NONE/).waitFor();
  await picture(page, 'byhand-pasted');
  for (let n = 0; n < 2; n += 1)
    await strays
      .getByRole('button', { name: /Drop the pasted row/ })
      .first()
      .click();
  await strays.waitFor({ state: 'detached' });

  // Its turn, by keyboard: nobody holds the machine at once any more.
  // Which of two that begin at once has the first turn is by their orders.
  const turnOf = async (row: string) =>
    Number(await page.getByRole('textbox', { name: row.replace('Start', 'Turn') }).inputValue());
  const goesDown = (await turnOf(label)) < (await turnOf(otherLabel));
  await typedStart.focus();
  await page.keyboard.press(goesDown ? 'Alt+ArrowDown' : 'Alt+ArrowUp');
  await expect.poll(() => rules.innerText()).not.toContain('No machine over capacity');
  await page.getByRole('button', { name: 'Undo' }).click();
  await overCapacity.waitFor();
  await page.setViewportSize(phone);
  await picture(page, 'byhand-phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'byhand-phone-dark');
  await page.setViewportSize(desktop);
  await picture(page, 'byhand-dark');

  await page.getByRole('button', { name: 'Keep as draft' }).click();
  const why = page.getByRole('dialog').getByRole('textbox', { name: 'Why' });
  expect(await why.inputValue()).not.toBe('');
  await why.click();
  await allSelected(why);
  await page.keyboard.type('Both are wanted at once');
  expect(await why.inputValue()).toBe('Both are wanted at once');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep as draft' }).click();
  const broken = page.getByRole('region', { name: 'Rules that it breaks' });
  await broken.getByText('No machine over capacity').first().waitFor();
  await picture(page, 'byhand-draft');
  await page.getByRole('link', { name: 'All versions' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Both are wanted at once' });
  await row.getByText(/▲ \d+/).waitFor();
  expect(faults).toEqual([]);
});

test('from nothing the steps stand aside until they are placed', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/byhand');
  const { code } = await twoSteps(page);
  await page.goto(`${desk.url}/byhand/${code}`);
  await page.getByText('From nothing').click();
  const aside = page.getByRole('complementary', { name: 'Not placed' });
  const steps = aside.getByRole('button');
  await steps.first().waitFor();
  const left = async () => Number(/\d+/.exec(await aside.getByRole('heading').innerText())?.[0]);
  const count = await left();
  await steps.first().click();
  await expect.poll(() => cells(page, 'Start').count()).toBe(1);
  await expect.poll(() => steps.first().isEnabled()).toBe(true);
  await steps.first().click();
  await expect.poll(() => cells(page, 'Start').count()).toBe(2);
  await expect.poll(left).toBe(count - 2);
  await picture(page, 'byhand-nothing');
});

test('a planner sees the load by day, and levels one that is tight in a draft', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/load');
  const faults = faultsOf(page);
  await page.getByText('By day').click();
  await page.getByRole('columnheader', { name: 'Today' }).waitFor();
  const tight = page.locator('button[data-tone="risk"], button[data-tone="late"]');
  await tight.first().waitFor();
  await picture(page, 'load-days');
  let offered = false;
  for (let n = 0; n < Math.min(12, await tight.count()) && !offered; n += 1) {
    await tight.nth(n).click();
    const level = page.getByRole('region', { name: 'Level it' });
    await level.getByRole('button', { name: /^Level it under/ }).click();
    await level
      .getByText(/becomes|Nothing helps/)
      .first()
      .waitFor();
    offered = (await level.getByText(/becomes/).count()) > 0;
  }
  expect(offered).toBe(true);
  await picture(page, 'load-level');
  // The link names the opened cell.
  const opened = page.getByRole('button', { pressed: true });
  const share = await opened.innerText();
  await page.reload();
  await expect.poll(() => opened.innerText()).toBe(share);
  await page
    .getByRole('region', { name: 'Level it' })
    .getByRole('button', { name: /^Level it under/ })
    .click();
  const hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await signIn(hand, desk, 'planner', page.url().slice(desk.url.length));
  const level = hand.getByRole('region', { name: 'Level it' });
  await level.getByRole('button', { name: /^Level it under/ }).tap();
  await level.getByRole('button', { name: 'Keep as draft' }).first().tap();
  const typed = hand.getByRole('dialog').getByRole('textbox', { name: 'Why' });
  await typed.tap();
  await allSelected(typed);
  await hand.keyboard.type('By thumb');
  expect(await typed.inputValue()).toBe('By thumb');
  await picture(hand, 'load-keep-phone');
  await hand.close();
  await page.setViewportSize(phone);
  await picture(page, 'load-level-phone');
  await page.setViewportSize(desktop);
  await page.getByRole('region', { name: 'Level it' }).getByRole('button', { name: 'Keep as draft' }).first().click();
  const why = page.getByRole('dialog').getByRole('textbox', { name: 'Why' });
  await why.waitFor();
  // Away and back by the keyboard: the words that stand there are typed over.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type('Levelled');
  expect(await why.inputValue()).toBe('Levelled');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep as draft' }).click();
  await page.getByRole('heading', { level: 1, name: /^Version \d+$/ }).waitFor();
  await page
    .getByText(/becomes/)
    .first()
    .waitFor();
  expect(faults).toEqual([]);
});

/** Two planned steps of one work centre that stand on different machines, by the names of their rows. */
async function twoMachines(page: Page) {
  const board = boardOf((await (await page.request.get(`${desk.url}/api/v1/board`)).json()) as Wire);
  const { steps, orders, machines } = board;
  for (const [centre, { code }] of board.centres.entries()) {
    const planned = stepsAt(board, centre)
      .toSorted((a, b) => steps.from[a]! - steps.from[b]!)
      .slice(0, 100)
      .filter((step) => orders.state[steps.order[step]!] === 'planned');
    const [dragged] = planned;
    const on = planned.find((step) => steps.machine[step] !== steps.machine[dragged ?? -1]);
    if (dragged === undefined || on === undefined) continue;
    const own = planned.find((step) => step !== dragged && steps.machine[step] === steps.machine[dragged]);
    if (own === undefined) continue;
    const key = (step: number) => keyOf(stepOf(board, step));
    return { code, dragged: key(dragged), on: key(on), own: key(own), machine: machines[steps.machine[on]!]!.code };
  }
  throw new Error('no work centre of two machines with planned steps');
}

test('a supervisor drags a step behind another and onto another machine, and nothing else slides', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'supervisor', '/byhand');
  const faults = faultsOf(page);
  const { code, dragged, on, own, machine } = await twoMachines(page);
  // All of the rows stand in sight of each other.
  await page.setViewportSize({ width: 1440, height: 4000 });
  await page.goto(`${desk.url}/byhand/${code}`);
  const row = (key: string) => page.locator(`tr[data-row="${key}"]`);
  const cell = (key: string, column: string) => row(key).locator(`[data-cell="${column} ${key}"]`);
  const starts = () =>
    page
      .locator('tr[data-row]')
      .evaluateAll((all: HTMLElement[]) =>
        Object.fromEntries(
          all.map((line) => [line.dataset.row, line.querySelector<HTMLInputElement>('[data-cell^="start "]')?.value]),
        ),
      );
  const drag = async (key: string, to: string, behind: boolean) => {
    await row(to).scrollIntoViewIfNeeded();
    const [grip, goal] = [await row(key).locator('[data-grip]').boundingBox(), await row(to).boundingBox()];
    if (!grip || !goal) throw new Error('a row is not drawn');
    await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
    await page.mouse.down();
    await page.mouse.move(goal.x + 120, goal.y + goal.height * (behind ? 0.8 : 0.2), { steps: 5 });
    await page.locator('tr[data-drop]').waitFor();
    await picture(page, 'byhand-drag');
    await page.mouse.up();
  };
  await row(dragged).waitFor();
  const before = await starts();

  // Onto another machine: it stands there behind the other; at most the next one there gives way.
  await drag(dragged, on, true);
  await expect.poll(() => cell(dragged, 'machine').inputValue()).toBe(machine);
  await picture(page, 'byhand-dragged');
  const after = await starts();
  const moved = Object.keys(before).filter((key) => before[key] !== after[key] && key !== dragged);
  expect(moved.length).toBeLessThanOrEqual(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(starts).toEqual(before);

  // Behind another one of its machine, and back by the keys: one rule.
  const turn = async (key: string) => Number(await cell(key, 'turn').inputValue());
  const [was, goal] = [await turn(dragged), await turn(own)];
  await drag(dragged, own, true);
  await expect.poll(() => turn(dragged)).toBe(goal);
  const byPointer = await starts();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => turn(dragged)).toBe(was);
  await cell(dragged, 'turn').fill(String(goal));
  await cell(dragged, 'turn').press('Tab');
  await expect.poll(starts).toEqual(byPointer);

  // Esc leaves it where it is.
  const grip = await row(dragged).locator('[data-grip]').boundingBox();
  await page.mouse.move(grip!.x + 4, grip!.y + 4);
  await page.mouse.down();
  await page.getByText('Esc leaves it where it is').waitFor();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await starts()).toEqual(byPointer);
  expect(faults).toEqual([]);
});

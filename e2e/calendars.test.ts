import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
import { faultsOf, picture, signIn, signInHere, startDemo } from './demo.ts';

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

test('a holiday shows its damage before it is saved; then two versions say what it moved', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/hot-list');
  const faults = faultsOf(page);
  await page.getByRole('grid').getByText('▲').first().waitFor();
  // The list of special days leads to where the damage is shown.
  await page.goto(`${desk.url}/records/calendar-days`);
  await page.getByText('which shows what that moves before it is saved').waitFor();
  await page.getByRole('button', { name: 'New special day' }).click();
  await page.getByRole('heading', { level: 1, name: 'Calendars' }).waitFor();
  await page.goto(`${desk.url}/calendars?calendar=PLANT`);

  const form = page.getByRole('form', { name: 'Holiday or special day' });
  await form.getByRole('textbox', { name: 'Day' }).fill('2090-01-01');
  await form.getByRole('button', { name: 'Add' }).click();
  const draft = page.getByRole('region', { name: 'Not saved yet' });
  await draft.getByRole('button', { name: 'Show what it moves' }).click();
  await draft
    .getByRole('alert')
    .getByText(/more than ten years ahead.*Maybe the year/)
    .waitFor();
  await draft.getByRole('button', { name: 'Throw away' }).click();
  await page.getByText('1 day thrown away.').waitFor();
  await page.getByText('Nothing is changed yet.').waitFor();

  const day = await page.evaluate(() => new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10));
  const event = `BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:${day.replaceAll('-', '')}\r\nSUMMARY:Epiphany\r\nEND:VEVENT`;
  await page.getByLabel('Calendar file').setInputFiles({
    name: 'holidays.ics',
    mimeType: 'text/calendar',
    buffer: Buffer.from(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${event}\r\nEND:VCALENDAR\r\n`),
  });
  await page.getByText('1 holiday of holidays.ics for PLANT, not saved yet.').waitFor();
  await draft.getByText(/closed \(Epiphany\)/).waitFor();
  // What is not saved is there again: after another page, and in another tab.
  await page.getByRole('link', { name: 'Overtime', exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Overtime' }).waitFor();
  await page.goBack();
  await draft.getByText(/closed \(Epiphany\)/).waitFor();
  const tab = await page.context().newPage();
  await tab.goto(`${desk.url}/calendars?calendar=PLANT`);
  const there = tab.getByRole('region', { name: 'Not saved yet' });
  await there.getByText(/closed \(Epiphany\)/).waitFor();
  await there.getByRole('button', { name: 'Throw away' }).click();
  await draft.waitFor({ state: 'detached' });
  await tab.getByRole('button', { name: 'Undo' }).click();
  await draft.getByText(/closed \(Epiphany\)/).waitFor();
  await tab.close();
  await form.getByRole('textbox', { name: 'Day' }).fill('tomorrow');
  await form.getByRole('textbox', { name: 'Until' }).fill('+6');
  await form.getByRole('textbox', { name: 'Name' }).fill('Stocktaking');
  await form.getByRole('button', { name: 'Add' }).click();
  expect(await draft.getByRole('button', { name: 'Save' }).count()).toBe(0);
  await draft.getByRole('button', { name: 'Show what it moves' }).click();
  // What hurts customers least is shown first, and each way says what it costs them.
  await draft.getByText(/^The next plan/).click();
  await draft
    .getByText(/What a planning run would make with this, against what it would make without.*once this is saved/)
    .waitFor();
  await draft
    .getByText(/newly late, .* broken, .* moved$/)
    .nth(1)
    .waitFor();
  const verdict = draft.getByText(/operations? moved/).first();
  expect(await verdict.innerText()).toMatch(/later|newly late/);
  await draft
    .getByRole('list', { name: 'Work under way' })
    .getByText(/is running on .* it stops|is under way on .* nobody works on it now/)
    .first()
    .waitFor();
  // The two verdicts come before the work that is running.
  const top = async (name: string) => (await draft.getByLabel(name).boundingBox())!.y;
  expect(await top('What is shown')).toBeLessThan(await top('Work under way'));
  await picture(page, 'calendars');
  await draft
    .getByText(/^All else left as it is/)
    .first()
    .click();
  await draft.getByText(/^The standing plan mended,.*No planning run makes it/).waitFor();
  await picture(page, 'calendars-least');
  await page.setViewportSize(phone);
  await picture(page, 'calendars-phone');
  await page.setViewportSize({ width: 1440, height: 900 });

  await draft.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/days saved. The plan is stale/).waitFor();
  await page
    .getByRole('button', { name: /Stocktaking, closed/ })
    .first()
    .waitFor();

  await page.goto(`${desk.url}/versions`);
  await page.getByRole('button', { name: 'Plan now' }).click();
  await page.getByText(/Version 2 is the newest plan/).waitFor();
  await page.reload();
  const grid = page.getByRole('grid', { name: 'Plan versions' });
  await grid.getByRole('row').nth(2).getByRole('checkbox').click();
  await page.getByText('1 marked').waitFor();
  await grid.getByRole('row').nth(1).getByRole('checkbox').click();
  await page.getByText('2 marked').waitFor();
  await page.keyboard.press('d');
  await page.waitForURL(/\/versions\/1\/compare\/2$/);
  expect(
    await page
      .getByText(/operations? moved/)
      .first()
      .innerText(),
  ).toMatch(/later|newly late/);
  await page.getByRole('heading', { name: 'Orders that change, the worst first' }).waitFor();
  await page
    .getByRole('img', { name: /operations stood elsewhere/ })
    .first()
    .waitFor();
  await picture(page, 'compare');
  // Each row of the sums narrows the lists to its group, and the note leads back.
  const centre = page.getByRole('region', { name: 'By work centre' });
  const listed = page.getByRole('status').filter({ hasText: /^Only / });
  const [name] = await centre.getByRole('rowheader').allInnerTexts();
  await centre.getByRole('link', { name: name!, exact: true }).click();
  await listed.getByText(name!, { exact: true }).waitFor();
  await page.waitForURL(/work_centre=/);
  await picture(page, 'compare-narrowed');
  await page.setViewportSize(phone);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'compare-narrowed-phone-dark');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await listed.getByRole('link', { name: 'Show all' }).click();
  await listed.waitFor({ state: 'detached' });

  await page.goto(`${desk.url}/calendars?calendar=PLANT`);
  // What was otherwise on a day gone by is corrected: nothing moves for it, so nothing is shown first.
  await form.getByRole('textbox', { name: 'Day' }).fill('-9');
  await form.getByRole('button', { name: 'Add' }).click();
  await draft.getByText(/These days are over: nothing moves for them/).waitFor();
  await draft.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/1 day saved/).waitFor();
  expect(faults).toEqual([]);

  // Who signs in again finds what was not saved.
  await form.getByRole('textbox', { name: 'Day' }).fill('+9');
  await form.getByRole('textbox', { name: 'Name' }).fill('Fair');
  await form.getByRole('button', { name: 'Add' }).click();
  await draft.getByText(/closed \(Fair\)/).waitFor();
  await page.getByRole('button', { name: /: user, site and look$/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await signInHere(page, 'planner');
  await page.goto(`${desk.url}/calendars?calendar=PLANT`);
  await draft.getByText(/closed \(Fair\)/).waitFor();
});

test('overtime is asked for at the desk with what it moves, approved on the phone, and stands on the calendar', async () => {
  const planner = await openPage(browser);
  await signIn(planner, desk, 'planner', '/overtime');
  const form = planner.locator('form').filter({ has: planner.getByRole('button', { name: 'Show what it moves' }) });
  await form.getByRole('combobox', { name: 'Work centre' }).fill('WELD');
  await form.getByLabel(/^Day/).fill('yesterday');
  await form.getByLabel(/^Hours/).fill('22:00-23:30');
  await form.getByLabel(/^Price per hour/).fill('120');
  await planner.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Show what it moves' }).click();
  await form.getByText(/22:00, is gone by. Maybe later hours/).waitFor();
  const faults = faultsOf(planner);
  await form.getByLabel(/^Day/).fill('+8');
  await form.getByRole('button', { name: 'Show what it moves' }).click();
  const effect = planner.getByRole('region', { name: 'What it moves' });
  await effect.getByText(/1\.5 h.*180.*with.*WELDERS/).waitFor();
  await effect.getByText(/Nothing is asked for yet/).waitFor();
  await picture(planner, 'overtime');
  await effect.getByRole('textbox', { name: 'Why it is needed' }).fill('Frames for Miller');
  await effect.getByRole('button', { name: 'Ask approval' }).click();
  await planner.getByText('It waits for a supervisor.').waitFor();

  const supervisor = await openPage(browser, { viewport: phone });
  await signIn(supervisor, desk, 'supervisor', '/approvals');
  const request = supervisor.getByRole('article', { name: 'Overtime of WELD' });
  await request.getByText('Frames for Miller').waitFor();
  await picture(supervisor, 'overtime-approval-phone');
  await request.getByRole('button', { name: 'Approve' }).click();
  await supervisor.getByText('Approved: it is worked, and the next plan uses it.').waitFor();

  // The planner's page hears of it by itself.
  await planner.getByText(/^Approved by/).waitFor();
  await planner.goto(`${desk.url}/calendars?calendar=PLANT`);
  await planner.getByText(/^Overtime: WELD /).waitFor();
  await picture(planner, 'overtime-calendar');
  const week = planner.getByRole('form', { name: 'Week in words' });
  await week.getByRole('textbox').fill('Mon-Fri 06:00-14:00 early | Mon-Fri 14:00-22:00 late');
  await week.getByText(/Which of the 2 weeks is when\? Maybe begin with a day/).waitFor();
  await week
    .getByRole('textbox')
    .fill('from 2026-01-05: Mon-Fri 06:00-14:00 early, 22:00-06:00 night | Mon-Fri 14:00-22:00 late | closed');
  await week.getByRole('button', { name: 'Change the week' }).click();
  await planner
    .getByRole('region', { name: 'Week 2 of 3' })
    .getByRole('img', { name: 'Fri late 14:00–22:00' })
    .waitFor();
  await picture(planner, 'calendar-weeks');
  await planner.setViewportSize(phone);
  await planner.emulateMedia({ colorScheme: 'dark' });
  await picture(planner, 'calendar-weeks-phone-dark');
  await planner.emulateMedia({ colorScheme: 'light' });
  await planner.setViewportSize({ width: 1440, height: 900 });
  await planner.goto(`${desk.url}/dispatch`);
  await planner.getByText(/Overtime: WELD /).waitFor();
  await picture(planner, 'overtime-dispatch');
  expect(faults).toEqual([]);
});

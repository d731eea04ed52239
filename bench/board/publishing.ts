/** A whole plant's plan published, and seen by somebody else. */
import type { Browser, Page } from 'playwright-core';
import { atMost, type Figure } from '../figure.ts';
import { planned, post, windowOf } from './plant.ts';

const rounds = 3;

/** What a wall and the dispatch lists ask for, with the version that they are of. */
const lists = { '/wall/ASSY': '/api/v1/dispatch/ASSY', '/dispatch': '/api/v1/dispatch' } as const;

/** When a page that shows dispatch lists has those of a version. */
async function listed(page: Page, path: string, number: number): Promise<number> {
  await page.waitForResponse(
    async (answer) => {
      if (new URL(answer.url()).pathname !== path || !answer.ok()) return false;
      const { version } = (await answer.json().catch(() => ({}))) as {
        readonly version?: { readonly number: number; readonly published: boolean };
      };
      return version?.number === number && version.published;
    },
    { timeout: 120_000 },
  );
  return performance.now();
}

/** Publish ≤ 2 s, the first of a plant too; every other browser shows it ≤ 1 s later. The longest of each. */
export async function publishing(browser: Browser, url: string): Promise<readonly Figure[]> {
  const planner = await windowOf(browser, url, 'planner');
  const supervisor = await windowOf(browser, url, 'supervisor');
  const viewer = await windowOf(browser, url, 'viewer');
  const [wall, dispatch] = [await windowOf(browser, url, 'viewer'), await windowOf(browser, url, 'viewer')];
  const floor = [[wall, '/wall/ASSY'] as const, [dispatch, '/dispatch'] as const];
  const published: number[] = [];
  const seen: number[] = [];
  const read = floor.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    const number = await planned(planner, url);
    await post(planner, url, `/plan-versions/${number}/submit`);
    await viewer.goto(`${url}/versions/${number}`);
    await post(supervisor, url, `/plan-versions/${number}/approve`);
    await viewer
      .getByText(/^Approved/)
      .first()
      .waitFor();
    const shown = viewer
      .getByText(/^Published: the floor works to it/)
      .waitFor({ timeout: 120_000 })
      .then(() => performance.now());
    for (const [page, path] of floor) {
      await page.goto(`${url}${path}`);
      await page
        .getByText(/\d\d:\d\d/)
        .first()
        .waitFor();
    }
    const listing = floor.map(([page, path]) => listed(page, lists[path], number));
    const began = performance.now();
    await post(supervisor, url, `/plan-versions/${number}/publish`);
    const ended = performance.now();
    published.push((ended - began) / 1000);
    const after = (at: number): number => Math.max(0, (at - ended) / 1000);
    seen.push(after(await shown));
    for (const [n, at] of (await Promise.all(listing)).entries()) read[n]!.push(after(at));
  }
  await Promise.all([planner, supervisor, viewer, wall, dispatch].map((page) => page.close()));
  return [
    atMost('a plan of 10,000 operations published', Math.max(...published), 's', 2),
    atMost('and another browser shows it, after', Math.max(...seen), 's', 1),
    ...floor.map(([, path], n) => atMost(`and ${path} has its list, after`, Math.max(...read[n]!), 's', 1)),
  ];
}

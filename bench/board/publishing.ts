/** A whole plant's plan published, and seen by somebody else. */
import type { Browser } from 'playwright-core';
import { atMost, type Figure } from '../figure.ts';
import { planned, post, windowOf } from './plant.ts';

const rounds = 3;

/** Publish ≤ 2 s, the first of a plant too; another browser shows it ≤ 1 s later. The longest of each. */
export async function publishing(browser: Browser, url: string): Promise<readonly Figure[]> {
  const planner = await windowOf(browser, url, 'planner');
  const supervisor = await windowOf(browser, url, 'supervisor');
  const viewer = await windowOf(browser, url, 'viewer');
  const published: number[] = [];
  const seen: number[] = [];
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
    const began = performance.now();
    await post(supervisor, url, `/plan-versions/${number}/publish`);
    const ended = performance.now();
    published.push((ended - began) / 1000);
    seen.push(Math.max(0, ((await shown) - ended) / 1000));
  }
  await Promise.all([planner, supervisor, viewer].map((page) => page.close()));
  return [
    atMost('a plan of 10,000 operations published', Math.max(...published), 's', 2),
    atMost('and another browser shows it, after', Math.max(...seen), 's', 1),
  ];
}

/** The hot list of 20,000 rows: ten clients each asking once a second, and the first paint in a browser. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser, openPage } from '../../e2e/browser.ts';
import { atMost, type Figure, median, percentile95 } from '../figure.ts';
import { password } from './server.ts';

export const rows = 20_000;
const clients = 10;
const rounds = 20;

export async function answers(url: string, token: string): Promise<Figure> {
  const times: number[] = [];
  const ask = async (query: string): Promise<string | null> => {
    const began = performance.now();
    const answer = await fetch(`${url}/api/v1/hot-list${query}`, { headers: { authorization: `Bearer ${token}` } });
    const body = (await answer.json()) as { next?: string | null; totals?: { open: number } };
    if (!answer.ok || !body.totals || body.totals.open < rows)
      throw new Error(`/hot-list${query}: ${answer.status}, ${body.totals?.open} rows instead of ${rows}`);
    times.push(performance.now() - began);
    return body.next ?? null;
  };
  await ask('');
  times.length = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      await sleep((client * 1000) / clients);
      let next: string | null = null;
      for (let round = 0; round < rounds; round += 1) {
        const began = performance.now();
        next = await ask(next ? `?cursor=${encodeURIComponent(next)}` : '');
        await sleep(Math.max(0, 1000 - (performance.now() - began)));
      }
    }),
  );
  return atMost(`hot list of ${rows} rows, API page, 10 clients a second, p95`, percentile95(times), 'ms', 50);
}

export async function firstPaint(url: string): Promise<Figure> {
  const browser = await openBrowser();
  try {
    const page = await openPage(browser);
    await page.request.post(`${url}/api/auth/sign-in/email`, {
      data: { email: 'planner@example.com', password },
      headers: { origin: url },
    });
    const paints: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await page.goto(`${url}/hot-list`);
      await page.getByRole('row').nth(5).waitFor();
      // Painted for a person is not the empty frame: the time at which rows of the list stand there.
      paints.push(await page.evaluate(() => performance.now() / 1000));
    }
    return atMost(`hot list of ${rows} rows, rows painted`, median(paints), 's', 1);
  } finally {
    await browser.close();
  }
}

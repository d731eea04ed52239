import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What a person who sees, hears or handles the page otherwise stumbles over: each rule with the first place that breaks it. */
export const barriersOf = (page: Page): Promise<readonly string[]> => standing(page, /./);

/** Those of them that somebody cannot get past. */
export const graveBarriersOf = (page: Page): Promise<readonly string[]> => standing(page, /serious|critical/);

/** What is met while a button turns from one state into another is gone at the next look. */
async function standing(page: Page, impact: RegExp): Promise<readonly string[]> {
  let stand = await seen(page, impact);
  for (let look = 0; look < 3 && stand.length > 0; look += 1) {
    const now = await seen(page, impact);
    stand = stand.filter((one) => now.includes(one));
  }
  return stand;
}

async function seen(page: Page, impact: RegExp): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`(() => { ${axe.source} })()`);
  const found = await page.evaluate(async () => {
    const { axe: tool } = window as unknown as { axe: typeof axe };
    const { violations } = await tool.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, impact, nodes }) => ({
      impact: impact ?? '?',
      said: `${id}: ${nodes[0]?.html.slice(0, 160)} (${nodes.length})`,
    }));
  });
  return found.filter((one) => impact.test(one.impact)).map(({ said }) => said);
}

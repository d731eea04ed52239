import axe from 'axe-core';
import type { Page } from 'playwright-core';

export interface Barrier {
  readonly impact: string;
  /** The rule, with the first place that breaks it and how many do. */
  readonly said: string;
}

/** What a person who sees, hears or handles the page otherwise stumbles over, each with its place. */
export async function barriersOf(page: Page): Promise<readonly Barrier[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`(() => { ${axe.source} })()`);
  return page.evaluate(async () => {
    const { axe: tool } = window as unknown as { axe: typeof axe };
    const { violations } = await tool.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, impact, nodes }) => ({
      impact: impact ?? '',
      said: `${id}: ${nodes[0]?.html.slice(0, 160)} (${nodes.length})`,
    }));
  });
}

/** Those of them that somebody cannot get past: what is met while a button turns from one state into another is gone at the next look. */
export async function graveBarriersOf(page: Page): Promise<readonly string[]> {
  let stand = await graveNow(page);
  for (let look = 0; look < 3 && stand.length > 0; look += 1) {
    const now = await graveNow(page);
    stand = stand.filter((one) => now.includes(one));
  }
  return stand;
}

const graveNow = async (page: Page): Promise<readonly string[]> =>
  (await barriersOf(page)).filter(({ impact }) => /serious|critical/.test(impact)).map(({ said }) => said);

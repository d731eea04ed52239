/** Where a story fails, what stands on each page that is open then is printed, for whoever was not there. */
import { afterEach } from 'vitest';
import { browsers } from './browser.ts';

const most = 3_000;

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const context of [...browsers].flatMap((browser) => browser.contexts()))
    for (const page of context.pages()) {
      const text = await page.innerText('body', { timeout: 5_000 }).catch(String);
      console.error(`"${task.name}" failed with ${page.url()} open:\n${text.slice(0, most)}`);
    }
});

/** `./run bench board [--json]`: versions and the board at 10,000 operations, on data it makes itself. */
import { openBrowser } from '../e2e/browser.ts';
import { canvas } from './board/canvas.ts';
import { comparison } from './board/comparison.ts';
import { dragging } from './board/dragging.ts';
import { planned, takePlant, windowOf } from './board/plant.ts';
import { publishing } from './board/publishing.ts';
import { clear, dataFolder, insideOf, settled, startDesk } from './desk/server.ts';
import { type Figure, print } from './figure.ts';

const json = process.argv.includes('--json');
const figures: Figure[] = [];
const endings: (() => Promise<void> | void)[] = [];
try {
  const data = dataFolder();
  endings.push(() => clear(data));
  const desk = await startDesk(data, 'bicycle');
  endings.push(desk.stop);
  await settled(desk.url);
  const inside = await insideOf(data);
  endings.push(inside.close);
  figures.push(...(await comparison({ ...inside, url: desk.url })));
  const browser = await openBrowser();
  endings.push(() => browser.close());
  figures.push(...(await canvas({ db: inside.db, url: desk.url, browser })));
  // Orders of a plant that make about 10,000 operations.
  takePlant(data, 1200);
  const planner = await windowOf(browser, desk.url, 'planner');
  await planned(planner, desk.url);
  await planner.close();
  figures.push(...(await dragging(browser, desk.url)), ...(await publishing(browser, desk.url)));
} finally {
  for (const end of endings.reverse()) await end();
}
print('board', figures, json);
process.exitCode = figures.some((one) => one.met === false) ? 1 : 0;

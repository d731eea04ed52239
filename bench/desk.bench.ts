/** `./run bench desk [--json]`: the desk's speed, on data it makes itself. */
import { fillHotList } from '../desk/src/duties/hotlist/hotlist.bench.ts';
import { benchImport } from '../desk/src/duties/imports/imports.bench.ts';
import { answers, firstPaint, rows as hotRows } from './desk/hotlist.ts';
import { bicyclePlan, givenProblem } from './desk/planning.ts';
import { clear, dataFolder, insideOf, settled, startDesk } from './desk/server.ts';
import { atMost, type Figure, print } from './figure.ts';

const json = process.argv.includes('--json');
const figures: Figure[] = [];
const endings: (() => Promise<void> | void)[] = [];
try {
  const data = dataFolder();
  endings.push(() => clear(data));
  const first = await startDesk(data, 'bicycle');
  await settled(first.url).finally(first.stop);
  const desk = await startDesk(data, 'bicycle');
  endings.push(desk.stop);
  figures.push(atMost('start to a served page on a warm data folder', desk.startSeconds, 's', 3));
  figures.push(bicyclePlan(), givenProblem(1000, 2), givenProblem(10_000, 20));
  const inside = await insideOf(data);
  endings.push(inside.close);
  await fillHotList(inside.db, hotRows);
  figures.push(await answers(desk.url, inside.token), await firstPaint(desk.url));
  const { rows, drySeconds, takeSeconds } = await benchImport({ url: desk.url, token: inside.token });
  figures.push(atMost(`import of ${rows} CSV rows, dry run and taking`, drySeconds + takeSeconds, 's', 10));
} finally {
  for (const end of endings.reverse()) await end();
}
print('desk', figures, json);
process.exitCode = figures.some((one) => one.met === false) ? 1 : 0;

/** `./run bench board [--json]`: versions and the board at 10,000 operations, on data it makes itself. */
import { canvas } from './board/canvas.ts';
import { comparison } from './board/comparison.ts';
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
  figures.push(await comparison({ ...inside, url: desk.url }));
  figures.push(...(await canvas({ db: inside.db, url: desk.url })));
} finally {
  for (const end of endings.reverse()) await end();
}
print('board', figures, json);
process.exitCode = figures.some((one) => one.met === false) ? 1 : 0;

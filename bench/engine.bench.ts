/**
 * `./run bench engine [--problems DIR] [--instances DIR] [--seconds N] [--seeds K] [--accept] [--json]`: the engine
 * against goals. `--problems` is a folder with a folder a factory, named by its number of orders; `--instances` one of
 * classic scheduling problems with their best known values. Without either, factories of our own. Writes counted work
 * into `bench/history.csv`, a step back only with `--accept`.
 */
import { parseArgs } from 'node:util';
import { plan } from '@hotlist/engine';
import { classics } from './engine/classics.ts';
import { factories } from './engine/factories.ts';
import { countedNow, writeDown } from './engine/history.ts';
import { atMost, type Figure, print } from './figure.ts';

const { values } = parseArgs({
  options: {
    problems: { type: 'string' },
    instances: { type: 'string' },
    seconds: { type: 'string' },
    accept: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});
const figures: Figure[] = [];
const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
if (values.problems !== undefined || values.instances === undefined) {
  figures.push(...factories(values.problems, seconds));
  const worse = writeDown(countedNow(plan), values.accept);
  for (const text of worse) process.stderr.write(`${text}\n`);
  figures.push(atMost('steps back in counted work', worse.length, '', 0));
}
if (values.instances !== undefined) figures.push(...classics(values.instances, seconds ?? 10, Number(values.seeds)));
print('engine', figures, values.json);
process.exitCode = figures.some((one) => one.met === false) ? 1 : 0;

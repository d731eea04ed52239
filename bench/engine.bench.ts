/**
 * `./run bench engine [--problems DIR | --orders N,…] [--instances DIR] [--seconds N] [--seeds K] [--rival cp-sat] [--accept]
 * [--json]`: the engine against goals. `--problems` is a folder with a folder a factory, named by its number of orders; `--orders` the
 * sizes of factories of our own, which stand in for it (1000 and 10000 if that is left out too; 100000 takes a few minutes);
 * `--instances` a folder of classic scheduling problems with their best known values, which `--rival cp-sat` solves beside us. Writes counted work into `bench/history.csv`, a step back only with `--accept`.
 */
import { parseArgs } from 'node:util';
import { plan } from '@hotlist/engine';
import { classics } from './engine/classics.ts';
import { factories } from './engine/factories.ts';
import { hand } from './engine/hand.ts';
import { countedNow, writeDown } from './engine/history.ts';
import { cpSat } from './engine/rival.ts';
import { shops } from './engine/shops.ts';
import { atMost, type Figure, print } from './figure.ts';

const { values } = parseArgs({
  options: {
    problems: { type: 'string' },
    orders: { type: 'string' },
    instances: { type: 'string' },
    seconds: { type: 'string' },
    rival: { type: 'string' },
    accept: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});
if (values.rival !== undefined && values.rival !== 'cp-sat') {
  process.stderr.write(`The rival ${values.rival} is not known. Maybe --rival cp-sat.\n`);
  process.exit(2);
}
const sizes = values.orders?.split(',');
if (sizes !== undefined && (values.problems !== undefined || !sizes.every((size) => /^[1-9]\d*$/.test(size)))) {
  process.stderr.write(
    `--orders ${values.orders} is no list of sizes, or --problems says them. Maybe --orders 1000,100000.\n`,
  );
  process.exit(2);
}
const figures: Figure[] = [];
const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
if (values.problems !== undefined || sizes !== undefined || values.instances === undefined) {
  figures.push(...factories(values.problems, seconds, sizes), ...shops(), ...hand());
  const worse = writeDown(countedNow(plan), values.accept);
  for (const text of worse) process.stderr.write(`${text}\n`);
  figures.push(atMost('steps back in counted work', worse.length, '', 0));
}
if (values.instances !== undefined) {
  const rival = values.rival === undefined ? undefined : await cpSat();
  try {
    figures.push(...(await classics(values.instances, seconds ?? 10, Number(values.seeds), rival?.solve)));
  } finally {
    rival?.close();
  }
}
print('engine', figures, values.json);
process.exitCode = figures.some((one) => one.met === false) ? 1 : 0;

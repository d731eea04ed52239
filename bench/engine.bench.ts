/**
 * `./run bench engine --instances DIR [--seconds N] [--seeds K] [--json]`: the engine against goals, on data given to it.
 * `--instances` is a folder of classic scheduling problems with their best known values.
 */
import { parseArgs } from 'node:util';
import { classics } from './engine/classics.ts';
import { type Figure, print } from './figure.ts';

const { values } = parseArgs({
  options: {
    instances: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    seeds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});
const figures: Figure[] = [];
if (values.instances) figures.push(...classics(values.instances, Number(values.seconds), Number(values.seeds)));
if (figures.length === 0) process.stderr.write('Nothing to measure. Maybe name a folder with --instances DIR.\n');
print('engine', figures, values.json);
process.exitCode = figures.length === 0 || figures.some((one) => one.met === false) ? 1 : 0;

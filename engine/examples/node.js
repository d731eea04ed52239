/** `node examples/node.js`: plans the factory and says when the order ships, and why not sooner. */
import { explain, plan } from '../dist/index.js';
import { factory } from './factory.js';

process.stdout.write(`${explain(factory, plan(factory), { demand: 'D1' }).text}\n`);

/** `node examples/node.js`: plans the factory, says when the order ships and why not sooner, and asks the plan what if. */
import {
  byHand,
  check,
  duration,
  explain,
  plan,
  prepare,
  promise,
  qty,
  replan,
  rescue,
  second,
} from '../dist/index.js';
import { factory } from './factory.js';

const DAY = 86_400;
const HOUR = 3_600;
/** What a vendor does in a hurry, so that a rescue knows it; without rates it knows what can be made sooner alone. */
const problem = { ...factory, rates: { freight: [{ vendor: 'Forest & Sons', lead: duration(2 * DAY) }] } };
const say = (/** @type {string} */ asked, /** @type {string | undefined} */ text) =>
  process.stdout.write(`${asked}\n  ${text}\n`);

const made = plan(problem);
say('When does it ship?', explain(problem, made, { demand: 'D1' }).text);
say('Does the plan break a rule?', check(problem, made)[0]?.text ?? 'None.');

// Made ready once, the plan answers any number of questions; none of them changes it.
const options = { prepared: prepare(problem, made) };
say('When could two more ship?', promise(problem, made, { item: 'CHAIR', qty: qty(2) }, options).kept?.text);
say('What would save it?', rescue(problem, made, 'D1', options)[0]?.text);

/** @type {import('../dist/index.js').Change} */
const down = { kind: 'machine-down', machine: 'SAW-1', from: second(3 * DAY), to: second(4 * DAY) };
say('The saw is down on Thursday:', replan(problem, made, [down], options).said.at(-1));

/** @type {import('../dist/index.js').HandEdit} */
const later = { kind: 'move', order: 'planned/1', seq: 10, start: second(4 * DAY + 8 * HOUR) };
say('Sawn on Friday instead:', byHand(problem, made, [later], options).said[0]);

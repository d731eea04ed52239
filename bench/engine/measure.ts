/** One measurement in a process of its own, so that memory is its own: `measure.ts DATA|ORDERS first|netting|SECONDS`, answered as JSON. */
import { check, type Problem, plan } from '@hotlist/engine';
import { sourceOf } from '../../desk/src/cli/source.ts';
import { plantOf } from './plant.ts';

export interface Measured {
  /** Seconds of processor, so that a busy machine changes nothing. */
  readonly load: number;
  readonly net: number;
  readonly schedule: number;
  readonly improve: number;
  readonly peakMb: number;
  readonly demands: number;
  readonly operations: number;
  readonly onTime: number;
  readonly lateDays: number;
  readonly broken: readonly string[];
}

const [data = '', how = 'first'] = process.argv.slice(2);
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const constrained = how !== 'netting';
const given: Problem = /^\d+$/.test(data)
  ? plantOf(Number(data))
  : (await sourceOf({ data, format: 'hotlist' }, { constrained })).problem;
const problem: Problem = { ...given, rules: { ...given.rules, constrained } };
const seconds = Number(how) || 0;
const spent = { load: cpu(), netting: 0, scheduling: 0, improving: 0, explaining: 0 };
let part: keyof typeof spent = 'netting';
let since = cpu();
let until = Infinity;
const turn = (next: keyof typeof spent): void => {
  const at = cpu();
  spent[part] += at - since;
  [part, since] = [next, at];
  if (next === 'improving') until = at + seconds;
};
const made = plan(problem, {
  seed: 1,
  work: seconds > 0 ? Number.MAX_SAFE_INTEGER : 0,
  keepGoing: () => part !== 'improving' || cpu() < until,
  onProgress: (step) => step !== part && turn(step),
});
turn('explaining');
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
const { demands, operations, onTime, totalLate } = made.figures;
const answer: Measured = {
  load: spent.load,
  net: spent.netting,
  schedule: spent.scheduling + spent.explaining,
  improve: spent.improving,
  peakMb,
  demands,
  operations,
  onTime,
  lateDays: totalLate / 86_400,
  broken: check(problem, made).map((one) => `${one.rule}: ${one.text}`),
};
process.stdout.write(JSON.stringify(answer));

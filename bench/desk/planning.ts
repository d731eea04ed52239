/** Engine time of the bicycle plant; the given problems through the command line, judged by the checker. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plan } from '@hotlist/engine';
import { readExample } from '../../desk/src/duties/examples/examples.import.ts';
import { companyOf } from '../../desk/src/duties/examples/examples.ts';
import { checkedRows } from '../../desk/src/duties/imports/checked.ts';
import { problemOf } from '../../desk/src/duties/planning/problem.ts';
import { instantOf, offsetsOf } from '../../desk/src/house/clock.ts';
import { atMost, type Figure, median, notMeasured } from '../figure.ts';
import { root } from './server.ts';

export function bicyclePlan(): Figure {
  const { site, tables } = companyOf(readExample('bicycle', join(root, 'examples')), '2026-11-24');
  const { rows } = checkedRows({ tables, origins: new Map(), site });
  const now = instantOf(site.zone, '2026-11-24', '07:00');
  const problem = problemOf({ site, now, rows, offsets: offsetsOf(site.zone) });
  const seconds = [1, 2, 3].map(() => {
    const began = performance.now();
    plan(problem, { seed: 1, work: 2_000_000 });
    return (performance.now() - began) / 1000;
  });
  return atMost('plan of the bicycle plant, engine, with improvement', median(seconds), 's', 1);
}

export function givenProblem(orders: number, goal: number): Figure {
  const figure = `plan of ${orders} given orders, clean under the checker`;
  const data = join(root, '../shared/problems', `d${orders}`);
  if (!existsSync(data)) return notMeasured(figure, 's', goal, 'there is no ../shared here');
  const out = mkdtempSync(join(tmpdir(), 'hotlist-plan-'));
  const hotlist = (...args: string[]): string =>
    execFileSync(process.execPath, [join(root, 'desk/dist/cli/main.js'), ...args], { encoding: 'utf8' });
  try {
    const { seconds } = JSON.parse(hotlist('plan', '--data', data, '--out', out, '--json')) as {
      seconds: Record<string, number>;
    };
    // The command ends with an error when a rule is broken.
    hotlist('check', '--data', data, '--plan', out);
    return atMost(
      figure,
      Object.values(seconds).reduce((sum, one) => sum + one, 0),
      's',
      goal,
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

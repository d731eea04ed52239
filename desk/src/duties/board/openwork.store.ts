/** Open work as the records have it, where nothing is planned: a schedule of it is typed from nothing, without a planning run. */
import { noPlan, openSteps, type Problem } from '@hotlist/engine';
import type { Transaction } from 'kysely';
import { decimalOf } from '../../house/amounts.ts';
import { nowAt, offsetsOf, secondsOf } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { readInputs, standingVersion } from '../planning/planning.store.ts';
import { problemOf } from '../planning/problem.ts';
import { boardRefusals } from './board.messages.ts';
import { namedItems, resourcesOf, span, wired } from './board.store.ts';

type Tx = Transaction<Tables>;

/** Once something is planned, that is typed on. */
export async function refusePlanned(tx: Tx, site: string): Promise<void> {
  const standing = await standingVersion(tx, site);
  if (standing) throw new Refusal(409, 'plan-stands', boardRefusals.planStands(standing.number));
}

/** It is called version 0. */
export async function readOpenWork(tx: Tx, site: Site) {
  await refusePlanned(tx, site.code);
  const inputs = await readInputs(tx, site.code);
  const now = nowAt(site);
  const problem = problemOf({ site: inputs.site, now, rows: inputs.rows, offsets: offsetsOf(inputs.site.zone) });
  return { problem, plan: noPlan, inputs, now, parent: null, published: false, stale: true } as const;
}

/** As the board draws a version; each step waits now, at the first machine that may do it. */
export async function readOpenBoard(tx: Tx, site: Site) {
  const { problem, now } = await readOpenWork(tx, site);
  const epoch = secondsOf(problem.epoch);
  const base = { id: 0, number: 0, site: site.code, epoch, today: 0, published: false };
  const steps = openSteps(problem).map((one) => ({ ...one, id: `work/${one.order.id}` }));
  const byName = new Map(steps.map((one) => [`${one.id} ${one.step.seq}`, one.step]));
  const work = [...new Set(steps.map(({ order }) => order))];
  const columns = {
    order_id: steps.map(({ id }) => id),
    seq: steps.map(({ step }) => step.seq),
    machine: steps.map(({ machines }) => machines[0] ?? null),
    crew: steps.map(({ step }) => step.crew ?? null),
    setup_crew: steps.map(({ step }) => step.setupCrew ?? null),
    starts: steps.map(() => problem.now),
    lasts: steps.map(({ setup, run }) => setup + run),
    setup: steps.map(({ setup }) => setup),
    run: steps.map(({ run }) => run),
    setup_lasts: steps.map(() => 0),
    late: steps.map(() => null),
    frozen: steps.map(({ step }) => Number(step.frozen !== undefined)),
    part: steps.map(() => 0),
  };
  const id = work.map((one) => `work/${one.id}`);
  const orders = {
    id,
    called: id,
    item: work.map(({ item }) => item),
    qty: work.map(({ item, qtyOpen }) => decimalOf(qtyOpen, decimalsIn(problem, item))),
    state: work.map(({ state }) => state),
    need: work.map(({ due }) => due ?? problem.horizonEnd),
  };
  const drawn = wired(
    {
      orders,
      demands: { ref: [], customer: [], due: [], promised: [], late: [] },
      feeds: { from: [], to: [] },
      serves: { order: [], demand: [] },
      columns,
      resources: await resourcesOf(tx, site, base, span(columns, base.today)),
      items: await namedItems(tx, site.code, orders.item),
    },
    (order, _, seq) => {
      const { name = null, family = null, workCentre = null, crewSize = 1 } = byName.get(`${order} ${seq}`) ?? {};
      return { name, setup_family: family, work_centre: workCentre, crew_size: crewSize, done: 0 };
    },
  );
  return {
    version: { number: 0, made_at: now, made_by: '', reason: '', standing: false, by_hand: null, movable: true },
    epoch,
    now: problem.now,
    ...drawn,
  };
}

const decimalsIn = ({ items }: Problem, item: string): number => items.find(({ id }) => id === item)?.decimals ?? 0;

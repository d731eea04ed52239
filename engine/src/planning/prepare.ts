/**
 * A plan made ready for questions: read back once, with everything on its floor. Any number of questions may use it; none
 * changes it. Without it each question reads the plan for itself.
 */
import { Model } from '../netting/model.ts';
import { addOrder, applyChanges, type Change } from './change.ts';
import { withOpened } from './opened.ts';
import type { Plan } from './plan.ts';
import { type PlanRows, rowsOf } from './plan-rows.ts';
import type { Problem } from './problem.ts';
import { mend } from './repair.ts';
import { Situation } from './situation.ts';
import { type Asked, Standing } from './standing.ts';
import { Base } from './undisturbed.ts';

/** Made by `prepare`; opaque. It holds for the problem and plan that it was made from, and no others. */
export interface Prepared {
  readonly problem: Problem;
  readonly plan: Plan;
}

export function prepare(problem: Problem, plan: Plan): Prepared {
  return new Ready(problem, plan);
}

/** Changes after which every supply serves whom it served. */
const SAME_NETWORK: ReadonlySet<Change['kind']> = new Set(['machine-down', 'crew-absent', 'purchase-late']);

export class Ready implements Prepared {
  private readonly given: Problem;
  /** With the overtime that the plan opened. */
  readonly problem: Problem;
  readonly plan: Plan;
  readonly rows: PlanRows;
  private readonly standing: Standing;
  /** A floor on which all of it stands; null: it does not stand as it is. */
  private base: Base | null | undefined;

  constructor(given: Problem, plan: Plan) {
    const problem = withOpened(given, plan);
    this.given = given;
    this.problem = problem;
    this.plan = plan;
    this.rows = rowsOf(plan);
    this.standing = new Standing(new Model(problem), this.rows);
    this.standing.read();
  }

  static of(problem: Problem, plan: Plan, prepared: Prepared | undefined): Ready {
    if (prepared === undefined) return new Ready(problem, plan);
    if (!(prepared instanceof Ready) || prepared.given !== problem || prepared.plan !== plan)
      throw new RangeError('what was prepared is of another problem or plan');
    return prepared;
  }

  /** The plan after changes, applied to the problem; nothing has made room for them yet. */
  after(changes: readonly Change[]): Situation {
    const demands = changes.flatMap((change) => (change.kind === 'rush-order' ? [change.demand] : []));
    const others = changes.filter((change) => change.kind !== 'rush-order');
    // A new order may consume a forecast: then demands change that were there.
    const consumes =
      this.problem.rules.consume !== undefined &&
      demands.some(({ item }) => this.problem.demands.some((row) => row.kind === 'forecast' && row.item === item));
    const base = !consumes && others.every((change) => SAME_NETWORK.has(change.kind)) ? this.whole() : undefined;
    if (!base) return this.under(applyChanges(this.problem, changes));
    let model = others.length === 0 ? this.standing.of : new Model(applyChanges(this.problem, others));
    for (const demand of demands) {
      if (model.demandIndex.has(demand.id)) addOrder(model.problem, { demand });
      model = model.beside(demand);
    }
    const changed = others.flatMap((change) =>
      change.kind === 'machine-down' ? [model.shop.machine(change.machine)!] : [],
    );
    const onBase = others.every((change) => change.kind !== 'crew-absent');
    return new Situation(this.standing.heir(model), this.rows, onBase ? base : undefined, new Set(changed));
  }

  /** The plan, or what was made of its rows, under a problem that differs. */
  under(problem: Problem, asked: Asked = {}, rows = this.rows): Situation {
    return Situation.of(problem, rows, asked);
  }

  /** The plan under a problem that differs in calendars, machines, crews and tools alone. */
  onFloorOf(problem: Problem): Situation {
    // Machines are numbered in order of their ids: one more or less shifts the others.
    if (problem.machines.length !== this.problem.machines.length || !this.whole()) return this.under(problem);
    return new Situation(this.standing.heir(new Model(problem)), this.rows);
  }

  /** The floor of the plan as it stands; undefined where it does not, so that nothing can be put beside it. */
  private whole(): Base | undefined {
    if (this.base === undefined) {
      this.base = null;
      if (this.standing.whole) {
        const { jobs, standing } = new Situation(this.standing.heir(this.standing.of), this.rows);
        // What would have to be placed does not stand: no matter in which order.
        const mended = mend(jobs, standing, () => 0);
        if (mended && !mended.touched.includes(1)) this.base = new Base(jobs, mended.floor);
      }
    }
    return this.base ?? undefined;
  }
}

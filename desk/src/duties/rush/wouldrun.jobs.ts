/** What a planning run would make of a rush order, as the site stands. */
import type { Transaction } from 'kysely';
import { nowAt } from '../../house/clock.ts';
import type { Database } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import type { StandingPlan } from '../planning/answers.jobs.ts';
import type { Turn } from '../planning/asked.ts';
import { asRun } from '../planning/planning.jobs.ts';
import { type Option, type Wanted, wishOf } from './rush.ts';
import { type Runs, type Tried, TriedRuns } from './triedruns.ts';
import { mendsOf, readToTry } from './wouldrun.store.ts';
import type { PutOff } from './wouldrun.ts';

interface AsOffered extends Wanted {
  readonly option: Option;
  /** ISO. */
  readonly date: string;
}

export class WouldRun {
  private readonly aside: Database;
  private readonly tried = new TriedRuns();

  /** `aside`: what is planned is read there. */
  constructor(aside: Database) {
    this.aside = aside;
  }

  /** Of what is asked for as the plan offers it; `delays`: who ships later by that offer. */
  async of(
    tx: Transaction<Tables>,
    site: Site,
    plan: StandingPlan,
    asked: AsOffered,
    delays: readonly PutOff[],
    turn: Turn = 'question',
  ): Promise<Tried> {
    const { option, customer, item, qty, date } = asked;
    const offered = { option, customer, item, qty, wished: wishOf(site, asked), date };
    const mends = await mendsOf(tx, site);
    const runs = (now: string) => this.runs(site, now);
    return this.tried.of(plan, offered, { now: nowAt(site), mends, delays, runs, turn });
  }

  private async runs(site: Site, now: string): Promise<Runs> {
    const { inputs, stood, order, days } = await readToTry(this.aside, site);
    const of: Runs['of'] = (rows) => asRun({ ...inputs, rows }, stood, now).run;
    return { rows: inputs.rows, of, mends: stood.published, order, days };
  }
}

/** The next plan with something tried in it, and what it is held against. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { StandingPlan } from './answers.jobs.ts';
import type { Asks } from './asked.ts';
import { comparedPlan, comparedVersion } from './comparison.store.ts';
import { jumpWords } from './planning.messages.ts';
import { versionCalled } from './planning.store.ts';

/**
 * `before`: the standing version; where that was planned from nothing and the next plan is the published one mended, the next plan
 * without what is tried, as the two differ by that whatever is tried; `beside` says so.
 */
export async function triedBeside(
  tx: Transaction<Tables>,
  site: string,
  standing: StandingPlan,
  about: Omit<Asks['working-time'], 'fromNothing'>,
) {
  const { number } = standing.made.version;
  const version = await versionCalled(tx, site, number);
  const fromNothing = version.figures.fromNothing === true;
  const { next, same, least } = await standing.ask('working-time', { ...about, fromNothing });
  const stands = await comparedVersion(tx, site, version);
  const before = same ? comparedPlan(about.unchanged.problem, same, stands) : stands;
  return { stands, before, next, least, beside: same ? jumpWords(number) : null };
}

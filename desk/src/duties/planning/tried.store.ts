/** The next plan with something tried in it, and what it is held against. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { Answers, Asks } from './asked.ts';
import type { AsMade } from './asmade.store.ts';
import { comparedPlan, comparedVersion } from './compared.store.ts';
import { besideWords } from './planning.messages.ts';
import { versionCalled } from './planning.store.ts';

/** A standing plan, in a thread of its own. */
interface Standing {
  readonly made: AsMade;
  readonly ask: (question: 'working-time', about: Asks['working-time']) => Promise<Answers['working-time']>;
}

/**
 * `before`: the standing version; where the next plan is the published one mended, the same without what is tried, as the standing
 * version may differ from both whatever is tried; so where nothing is published. `beside` says so.
 */
export async function triedBeside(
  tx: Transaction<Tables>,
  site: string,
  standing: Standing,
  tried: Asks['working-time'],
) {
  const version = await versionCalled(tx, site, standing.made.version.number);
  const { next, same, least } = await standing.ask('working-time', tried);
  const stands = await comparedVersion(tx, site, version);
  const before = same ? comparedPlan(tried.unchanged.problem, same, stands) : stands;
  return { stands, before, next, least, beside: same ? besideWords(version, tried.run.published !== undefined) : null };
}

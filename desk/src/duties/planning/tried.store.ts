/** The next plan with something tried in it, and what it is held against. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { Answers, Asks } from './asked.ts';
import { type AsMade, planOfRows } from './asmade.store.ts';
import { comparedPlan, comparedVersion } from './comparison.store.ts';
import type { Asked } from './made.ts';
import { besideWords } from './planning.messages.ts';
import { versionCalled } from './planning.store.ts';
import { rowsByNumber } from './published.store.ts';

/** A standing plan, in a thread of its own. */
interface Standing {
  readonly made: AsMade;
  readonly ask: (question: 'working-time', about: Asks['working-time']) => Promise<Answers['working-time']>;
}

interface Tried extends Pick<Asks['working-time'], 'hit'> {
  readonly run: Omit<Asked, 'work'>;
  /** The same without what is tried. */
  readonly unchanged: Omit<Asked, 'work'>;
}

/**
 * `before`: the standing version; where the next plan is the published one mended, the same without what is tried, as the standing
 * version may differ from both whatever is tried. Where nothing is published the standing version is mended. `beside` says so.
 */
export async function triedBeside(tx: Transaction<Tables>, site: string, standing: Standing, tried: Tried) {
  const version = await versionCalled(tx, site, standing.made.version.number);
  const { published } = tried.run;
  const rows = published ? undefined : await rowsByNumber(tx, site, version);
  const beside = (run: Tried['run']): Tried['run'] =>
    rows ? { ...run, published: { plan: planOfRows(run.problem, rows), until: run.problem.now } } : run;
  const { next, same, least } = await standing.ask('working-time', {
    ...tried,
    run: beside(tried.run),
    unchanged: beside(tried.unchanged),
    mendOnly: !published,
  });
  const stands = await comparedVersion(tx, site, version);
  const before = same ? comparedPlan(tried.unchanged.problem, same, stands) : stands;
  return { stands, before, next, least, beside: same ? besideWords(version, published !== undefined) : null };
}

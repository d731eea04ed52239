/** What stands in a new database: an example company with people to sign in as, or a link for the first administrator. */
import { makeInvitation } from '../duties/users/links.store.ts';
import { hasUsers } from '../duties/users/users.store.ts';
import type { Database } from './database/database.ts';
import type { Jobs } from './jobs.ts';

export interface FirstData {
  readonly demo: string;
  readonly url: string;
  readonly say: (sentence: string) => void;
}

/** Answers the sentences that tell how to sign in. */
export async function firstData(db: Database, _jobs: Jobs, { url }: FirstData): Promise<readonly string[]> {
  if (await hasUsers(db)) return [];
  const token = await db.transaction().execute((tx) => makeInvitation(tx, 'first-administrator', 24));
  return [`Make the first administrator within a day at ${url}/welcome?token=${token}`];
}

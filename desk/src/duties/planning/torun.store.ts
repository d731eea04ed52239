/** What a planning run would plan of, as a site stands. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { readInputs } from './planning.store.ts';
import { readStood } from './published.store.ts';

export const readToRun = async (tx: Transaction<Tables>, site: string) => ({
  inputs: await readInputs(tx, site),
  stood: await readStood(tx, site),
});

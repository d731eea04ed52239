/** The tickets of a rush order: what is clear to build of it is released, and what is new or changed of its papers printed. */
import type { Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person, Site } from '../../server/http.ts';
import { releaseClear } from '../cleartobuild/cleartobuild.store.ts';
import { papersToPrint, printTickets } from '../floor/tickets.store.ts';
import { firmedOf } from '../planning/firm.store.ts';
import { standingVersion, versionAtWork } from '../planning/planning.store.ts';
import { ordersServing } from '../planning/serves.store.ts';
import { rushRefusals } from './rush.messages.ts';
import { ships } from './rush.store.ts';

type Tx = Transaction<Tables>;

/** Refused, with what it waits for, where there is nothing to print. `line`: null before it is approved. */
export async function printTicketsOf(tx: Tx, site: Site, { name }: Person, line: string | null) {
  if (line === null) throw new Refusal(409, 'not-approved', rushRefusals.notApproved());
  const { standing, orders } = await atWork(tx, site.code, line);
  const { numbers } = await releaseClear(tx, site, 'now', orders);
  const firmed = await firmedOf(tx, site.code, standing.number);
  const own = orders.flatMap((id) => (id.startsWith('work/') ? id.slice(5) : (firmed(id) ?? [])));
  const papers = await papersToPrint(tx, site.code, [...new Set([...own, ...numbers])]);
  if (papers.length === 0) throw new Refusal(409, 'nothing-to-print', rushRefusals.nothingToPrint(line));
  return printTickets(tx, site.code, name, papers);
}

/** The orders that are made for it, by the standing plan and by the version that departments work by. */
async function atWork(tx: Tx, site: string, line: string) {
  const standing = await standingVersion(tx, site);
  if (!standing || !(await ships(tx, standing, line)))
    throw new Refusal(409, 'not-planned', rushRefusals.notPlanned(line));
  const working = await versionAtWork(tx, site);
  if (!working || !(await ships(tx, working, line)))
    throw new Refusal(409, 'not-published', rushRefusals.notPublished(line, standing.number));
  const orders = await ordersServing(tx, standing.id, line);
  if (orders.length === 0 || (await ordersServing(tx, working.id, line)).length === 0)
    throw new Refusal(409, 'nothing-to-print', rushRefusals.fromStock(line));
  return { standing, orders };
}

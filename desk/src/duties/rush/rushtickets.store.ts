/** The tickets of a rush order: what is clear to build of it is released, and what is new or changed of its papers goes to the printers of its departments, else into a PDF. */
import type { Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person, Site } from '../../server/http.ts';
import { releaseClear } from '../cleartobuild/cleartobuild.store.ts';
import { printDue } from '../floor/ticketprints.store.ts';
import { namesIn } from '../planning/called.store.ts';
import { numberIn } from '../planning/called.ts';
import { standingVersion, versionAtWork } from '../planning/planning.store.ts';
import { ordersServing } from '../planning/serves.store.ts';
import { rushRefusals } from './rush.messages.ts';
import { type Asked, shipped } from './rush.store.ts';

type Tx = Transaction<Tables>;

/** Refused, with what it waits for, where there is nothing to print. `asked`: without a line before it is approved. */
export async function printTicketsOf(tx: Tx, site: Site, { name }: Person, asked: Pick<Asked, 'line' | 'line_id'>) {
  const { line } = asked;
  if (line === null) throw new Refusal(409, 'not-approved', rushRefusals.notApproved());
  const { standing, orders } = await atWork(tx, site.code, line, asked.line_id);
  const { numbers } = await releaseClear(tx, site, 'now', orders);
  const { called } = await namesIn(tx, standing.id);
  const own = orders.flatMap((id) => numberIn(called(id)) ?? []);
  const printed = await printDue(tx, site.code, name, [...new Set([...own, ...numbers])]);
  if (printed.orders.length === 0) throw new Refusal(409, 'nothing-to-print', rushRefusals.nothingToPrint(line));
  return printed;
}

/** The orders that are made for it, by the standing plan and by the version that departments work by. */
async function atWork(tx: Tx, site: string, line: string, id: number | null) {
  const standing = await standingVersion(tx, site);
  const planned = standing && (await shipped(tx, standing, id));
  if (!standing || !planned) throw new Refusal(409, 'not-planned', rushRefusals.notPlanned(line));
  const working = await versionAtWork(tx, site);
  const published = working && (await shipped(tx, working, id));
  if (!working || !published) throw new Refusal(409, 'not-published', rushRefusals.notPublished(line, standing.number));
  const orders = await ordersServing(tx, standing.id, planned);
  if (orders.length === 0 || (await ordersServing(tx, working.id, published)).length === 0)
    throw new Refusal(409, 'nothing-to-print', rushRefusals.fromStock(line));
  return { standing, orders };
}

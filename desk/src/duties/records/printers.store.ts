/** What stands behind the printer of a department, and what still goes to a printer. */
import type { Transaction } from 'kysely';
import { type Fault, Refusal } from '../../house/errors.ts';
import type { Kind, Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { printRefusals } from '../marking/labels.messages.ts';
import { paperPrintersAt, ticketPrinterOf, waitingFor } from '../marking/prints.store.ts';

/** Of a record that is written already, in its transaction. */
export async function faultsOfPrinter(
  tx: Transaction<Tables>,
  site: string,
  kind: Kind,
  { printer }: Row,
): Promise<readonly Fault[]> {
  if (kind.name !== 'departments' || typeof printer !== 'string') return [];
  if ((await paperPrintersAt(tx, site)).includes(printer)) return [];
  return [{ column: 'Printer of its papers', value: printer, text: printRefusals.labelsOnly(printer) }];
}

/** A printer to which the papers of the site go, or for which prints wait, is not deleted. */
export async function refusePrinterAtWork(
  tx: Transaction<Tables>,
  site: string,
  kind: Kind,
  { code }: Row,
): Promise<void> {
  if (kind.name !== 'printers' || typeof code !== 'string') return;
  if ((await ticketPrinterOf(tx, site)) === code) throw new Refusal(409, 'in-use', printRefusals.siteSet(code));
  const waiting = await waitingFor(tx, site, code);
  if (waiting > 0) throw new Refusal(409, 'in-use', printRefusals.stillWaiting(code, waiting));
}

/** What stands behind the printer of a department. */
import type { Transaction } from 'kysely';
import type { Fault } from '../../house/errors.ts';
import type { Kind, Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { printRefusals } from '../marking/labels.messages.ts';
import { paperPrintersAt } from '../marking/prints.store.ts';

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

/** A requisition as the pages know it, in words. */
import type { Answering } from '../../web/api.ts';
import { quantityText } from '../../web/kit/formats.ts';
import type { listRequisitions } from './requisitions.contract.ts';

export const requisitionKinds: readonly string[] = ['requisitions', 'requisition_acts', 'purchase_lines'];
export type Requisition = Answering<typeof listRequisitions>['rows'][number];

export const wantedWords = (row: Requisition): string =>
  `${quantityText(row.entered_qty ?? row.qty)} ${row.entered_unit ?? row.unit} ${row.item ? `${row.item} ${row.item_name ?? ''}`.trim() : row.what}`;

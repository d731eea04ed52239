/** What the times of a step must satisfy together, whether it stands in a routing or in a work order. */
import type { Fault } from './errors.ts';
import type { Row } from './kind.ts';

/** A run per batch needs the size of the batch. `what` names the step. */
export const batchFaults = (row: Row, what: string): Fault[] =>
  Number(row.batch_minutes ?? 0) > 0 && Number(row.batch_qty ?? 0) === 0
    ? [
        {
          column: 'Batch',
          value: String(row.batch_qty ?? ''),
          text: `${what} runs ${row.batch_minutes} min per batch and does not say how much a batch is. Maybe a batch is 1.`,
        },
      ]
    : [];

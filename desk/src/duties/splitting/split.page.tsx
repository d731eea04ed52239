/** Splits an open purchase line: a part goes on as a line of its own, with a date of its own where there is one. */

import type { Field } from '../../house/kind.ts';
import { typedAmount } from '../../house/typednumbers.ts';
import { type Answers, AskWindow } from '../../web/kit/Ask.tsx';
import { dayMeant } from '../../web/kit/daymeant.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { usePlant } from '../../web/kit/plant.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useWrite } from '../../web/queries.ts';
import { splitPurchaseLine } from './splits.contract.ts';

export interface Splitting {
  /** "PO-1/2" */
  readonly line: string;
  /** Ordered and not received, in the item's unit. */
  readonly open: number;
  readonly unit?: string;
}

const promised: Field = {
  name: 'promised',
  label: 'Promised',
  type: 'date',
  help: 'Of the part. Empty: as the line.',
};
const reason: Field = { name: 'reason', label: 'Why', type: 'text', max: 500 };

/** What changes where a line is split. */
const kinds = ['purchase_lines', 'purchase_promises', 'purchase_splits', 'allocations'];

export function SplitWindow({
  of: { line, open, unit },
  onClose,
}: {
  readonly of: Splitting;
  readonly onClose: () => void;
}) {
  const { today } = usePlant();
  const split = useWrite(splitPurchaseLine, { kinds });
  const qty: Field = {
    name: 'qty',
    label: unit ? `The part, ${unit}` : 'The part',
    type: 'decimal',
    min: 0,
    max: 1e9,
    digits: 6,
    required: true,
    help: `Of ${quantityText(open)}${unit ? ` ${unit}` : ''} that are open. It becomes the next line of the order.`,
  };
  const submit = async (answers: Answers) => {
    const { done } = await split.run({
      body: {
        line,
        qty: typedAmount(answers.qty),
        seen_open: open,
        promised: answers.promised ? (dayMeant(String(answers.promised), today) ?? String(answers.promised)) : null,
        reason: String(answers.reason ?? ''),
      },
    });
    toast(done);
    onClose();
  };
  return (
    <AskWindow
      title={`Split ${line}`}
      opened
      onClose={onClose}
      fields={[qty, promised, reason]}
      submitWord="Split"
      onSubmit={submit}
    />
  );
}

/** Forms of a transfer: sent, and what came of one of its lines. */
import { useMemo } from 'react';
import type { Field } from '../../house/kind.ts';
import { Ask, AskWindow } from '../../web/kit/Ask.tsx';
import { quantityText } from '../../web/kit/formats.ts';
import { usePlant } from '../../web/kit/plant.tsx';
import { useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import { type Due, kinds, number, reading, text, words } from './form.page.tsx';
import { receiveTransfer, sendTransfer } from './transfers.contract.ts';

const suggest = (field: { to: string }, typed: string) => suggestCodes(field.to, typed);
const unit: Field = {
  name: 'unit',
  label: 'Unit',
  type: 'reference',
  to: 'units',
  secondary: true,
  help: 'Empty: as the item is counted.',
};
/** Fields of its one line are called as the server calls them, and faults find them. */
const sending: readonly Field[] = [
  { name: 'lines.0.item', label: 'Item', type: 'reference', to: 'items', required: true },
  number('lines.0.qty', 'Quantity', { required: true }),
  { name: 'lines.0.from', label: 'From', type: 'reference', to: 'locations', required: true },
  { name: 'to', label: 'To', type: 'reference', to: 'locations', required: true },
  { name: 'expected', label: 'Expected', type: 'instant', required: true, help: 'When it is to arrive.' },
  { name: 'lines.0.lot', label: 'Lot', type: 'text', max: 64 },
  { name: 'lines.0.serial', label: 'Serial', type: 'text', max: 64, secondary: true },
  { ...unit, name: 'lines.0.unit' },
  text('note', 'Note', { help: 'The carrier, or why.' }),
];

export function SendWindow({ onClose, onDone }: { onClose: () => void; onDone: (done: string) => void }) {
  const { today } = usePlant();
  const write = useWrite(sendTransfer, { kinds });
  return (
    <AskWindow
      opened
      onClose={onClose}
      title="Send goods to another of our places"
      fields={sending}
      draft="transfer"
      submitWord="Send"
      suggest={suggest}
      onSubmit={async (answers) => {
        const read = reading(sending, answers, today);
        const line = {
          item: words(answers['lines.0.item']) ?? '',
          from: words(answers['lines.0.from']) ?? '',
          lot: words(answers['lines.0.lot']) ?? '',
          serial: words(answers['lines.0.serial']) ?? '',
          qty: Number(read('lines.0.qty')),
          unit: words(answers['lines.0.unit']),
        };
        const { done } = await write.run({
          body: {
            to: words(answers.to) ?? '',
            expected: words(answers.expected) ?? '',
            note: words(answers.note) ?? '',
            lines: [line],
          },
        });
        onDone(done);
      }}
    />
  );
}

interface TransferFormProps {
  /** A line of a transfer: its row of the dock schedule, or of the transfers, as "TRF-00001/1". */
  readonly of: Pick<Due, 'ref' | 'open' | 'unit'>;
  /** What was scanned off the goods. */
  readonly item?: string | null;
  readonly onPosted: (done: string) => void;
}

export function TransferForm({ of: row, item = null, onPosted }: TransferFormProps) {
  const { today } = usePlant();
  const write = useWrite(receiveTransfer, { kinds });
  const fields = useMemo(
    (): readonly Field[] => [
      number('qty', 'Counted', { required: true, help: `${quantityText(row.open)} ${row.unit} are on the way.` }),
      unit,
      {
        name: 'to',
        label: 'Place',
        type: 'reference',
        to: 'locations',
        secondary: true,
        help: 'Empty: where the transfer goes.',
      },
      { ...text('reason', 'Remark'), secondary: true },
    ],
    [row],
  );
  const [transfer = '', line = ''] = row.ref.split(/\/(?=\d+$)/);
  return (
    <Ask
      fields={fields}
      draft={`transfer:${row.ref}`}
      submitWord="Receive"
      suggest={suggest}
      onSubmit={async (answers, confirm) => {
        const qty = Number(reading(fields, answers, today)('qty'));
        const said = { unit: words(answers.unit), to: words(answers.to), reason: words(answers.reason) ?? '' };
        const { done } = await write.run(
          { params: { number: transfer }, body: { line: Number(line), item, qty, ...said } },
          confirm ? { confirm: [confirm] } : {},
        );
        onPosted(done);
      }}
    />
  );
}

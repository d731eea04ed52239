/** Orders approved requisitions, and serves one from stock. */
import type { Field } from '../../house/kind.ts';
import { type Answers, AskWindow } from '../../web/kit/Ask.tsx';
import { countText } from '../../web/kit/formats.ts';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import { listBalances } from '../inventory/movements.contract.ts';
import { orderRequisitions, transferRequisition } from './requisitions.contract.ts';
import { type Requisition, requisitionKinds, wantedWords } from './wanted.page.tsx';

const words = (answer: Answers[string] | undefined): string => String(answer ?? '').trim();
const suggest = (field: Field & { type: 'reference' }, text: string) => suggestCodes(field.to, text);

export function OrderWindow({ of: some, onClose }: { of: readonly Requisition[]; onClose: () => void }) {
  const order = useWrite(orderRequisitions, { kinds: requisitionKinds });
  const vendors = [...new Set(some.map((one) => one.vendor))];
  const submit = async (answers: Answers) => {
    const { done } = await order.run({
      body: {
        requisitions: some.map((one) => one.id),
        vendor: words(answers.vendor) || null,
        order: words(answers.order) || null,
      },
    });
    onClose();
    toast(done);
  };
  return (
    <AskWindow
      opened
      onClose={onClose}
      title={
        some.length === 1 && some[0]
          ? `Order ${wantedWords(some[0])}`
          : `Order ${countText(some.length, 'requisition', 'requisitions')}`
      }
      fields={[
        { name: 'vendor', label: 'Vendor', type: 'reference', to: 'vendors', help: 'All in one order of one vendor.' },
        { name: 'order', label: 'Added to', type: 'text', max: 64, help: 'An open order of his. Empty: a new one.' },
      ]}
      start={{ vendor: vendors.length === 1 ? (vendors[0] ?? null) : null }}
      submitWord="Order"
      onSubmit={submit}
      suggest={suggest}
    />
  );
}

export function TransferWindow({ of: row, onClose }: { of: Requisition; onClose: () => void }) {
  const transfer = useWrite(transferRequisition, { kinds: [...requisitionKinds, 'stock', 'movements'] });
  const filter = `item:eq:${row.item ?? ''}|qty:gt:0|usable:eq:true`;
  const stands = useOne(listBalances, { query: { filter, sort: '-qty', limit: 8 } }, { kinds: ['stock', 'movements'] });
  const submit = async (answers: Answers, confirm?: string) => {
    const { done } = await transfer.run(
      {
        params: { id: row.id },
        body: { from: words(answers.from), to: words(answers.to), lot: words(answers.lot) },
      },
      confirm ? { confirm: [confirm] } : {},
    );
    onClose();
    toast(done);
  };
  return (
    <AskWindow
      opened
      onClose={onClose}
      title={`Transfer ${wantedWords(row)}`}
      fields={[
        { name: 'from', label: 'From', type: 'reference', to: 'locations', required: true },
        { name: 'to', label: 'To', type: 'reference', to: 'locations', required: true },
        { name: 'lot', label: 'Lot', type: 'text', max: 64, help: 'Empty: stock that is told by no lot.' },
      ]}
      submitWord="Transfer"
      onSubmit={submit}
      suggest={suggest}
      beside={() =>
        stands.data?.rows.length === 0 ? (
          <p>Nothing of it stands at a usable place. Maybe order it.</p>
        ) : (
          <ul aria-label="Where it stands">
            {stands.data?.rows.map((one) => (
              <li key={one.id}>
                {one.qty} {one.unit} at {one.location}
                {one.lot === '' ? '' : `, lot ${one.lot}`}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}

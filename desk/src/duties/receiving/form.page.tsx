/** What came: counted and typed off the delivery note and the label, against a purchase line or without one. */
import { useMemo } from 'react';
import { type CellContext, readCell } from '../../house/cells.ts';
import type { Field } from '../../house/kind.ts';
import type { Answering } from '../../web/api.ts';
import { type Answers, Ask } from '../../web/kit/Ask.tsx';
import { useAgreed } from '../../web/kit/agreed.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { usePlant } from '../../web/kit/plant.tsx';
import { useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import { useMay } from '../../web/session/session.tsx';
import { type dockSchedule, postReceipt } from './receiving.contract.ts';

export type Due = Answering<typeof dockSchedule>['rows'][number];
export type Posted = Answering<typeof postReceipt>;

/** What the answers of these pages are made of. */
export const kinds = [
  'receipts',
  'purchase_lines',
  'movements',
  'stock',
  'discrepancies',
  'deliveries',
  'customer_returns',
  'return_decisions',
  'ship_notices',
  'ship_notice_ends',
  'transfers',
];

export const text = (name: string, label: string, more: { help?: string; required?: boolean; max?: number } = {}) =>
  ({ name, label, type: 'text', max: 500, ...more }) as const;
export const number = (name: string, label: string, more: { help?: string; required?: boolean } = {}) =>
  ({ name, label, type: 'decimal', min: 0, max: 1e9, digits: 6, ...more }) as const;

/** `line` absent: without an order. */
function fieldsOf(line: Due | undefined, seesVendors: boolean): readonly Field[] {
  const vendor = { name: 'vendor', label: 'Vendor', required: true } as const;
  const nameless: readonly Field[] = [
    { name: 'item', label: 'Item', type: 'reference', to: 'items', required: true },
    seesVendors ? { ...vendor, type: 'reference', to: 'vendors' } : { ...vendor, type: 'code' },
  ];
  const lot: Field = { name: 'lot', label: 'Lot', type: 'text', max: 64, required: line?.asks_lot ?? false };
  const expires: Field = { name: 'expires', label: 'Expires', type: 'date', required: line?.asks_expiry ?? false };
  const asked: readonly Field[] = line
    ? [
        { ...lot, secondary: !line.asks_lot },
        { ...expires, secondary: !line.asks_expiry },
      ]
    : [lot, expires];
  return [
    ...(line ? [] : nameless),
    number('qty', 'Counted', {
      required: true,
      ...(line ? { help: `${quantityText(line.open)} ${line.unit} are open.` } : {}),
    }),
    text('document', 'Delivery note', { max: 80, required: !line }),
    ...asked,
    {
      name: 'unit',
      label: 'Unit',
      type: 'reference',
      to: 'units',
      secondary: true,
      help: 'Empty: as the item is counted.',
    },
    { ...number('paper_qty', 'Delivery note says', { help: 'Where that is not what was counted.' }), secondary: true },
    { ...text('damage', 'Damage', { help: 'What is damaged; it goes to inspection.' }), secondary: true },
    {
      name: 'to',
      label: 'Place',
      type: 'reference',
      to: 'locations',
      secondary: true,
      help: 'Empty: inspection where the item asks for it, else the dock.',
    },
    { ...text('reason', 'Reason', { help: 'Why more is taken than may come.' }), secondary: true },
  ];
}

export const words = (answer: Answers[string] | undefined): string | null => String(answer ?? '').trim() || null;

/** What the form let through can be read. */
export function reading(fields: readonly Field[], answers: Answers, today: string) {
  const context: CellContext = { instant: (day, time) => `${day}T${time}:00Z`, dueTime: '17:00', today, typed: true };
  return (name: string) => {
    const field = fields.find((one) => one.name === name);
    if (!field) throw new Error(`the form has no field ${name}`);
    const cell = readCell(field, words(answers[name]), context);
    if ('fault' in cell) throw new Error(cell.fault);
    return cell.value;
  };
}

interface ReceiptFormProps {
  readonly line?: Due | undefined;
  /** What was scanned off the goods. */
  readonly item?: string | null;
  readonly onPosted: (posted: Posted) => void;
  readonly onCancel?: () => void;
}

export function ReceiptForm({ line, item = null, onPosted, onCancel }: ReceiptFormProps) {
  const { today } = usePlant();
  const seesVendors = useMay('site.see');
  const write = useWrite(postReceipt, { kinds });
  const agreed = useAgreed();
  const fields = useMemo(() => fieldsOf(line, seesVendors), [line, seesVendors]);
  const submit = async (answers: Answers, confirm?: string) => {
    const read = reading(fields, answers, today);
    const paper = read('paper_qty');
    const expires = read('expires');
    const posted = await write.run(
      {
        body: {
          line: line?.ref ?? null,
          item: line ? item : words(answers.item),
          vendor: line ? null : words(answers.vendor),
          qty: Number(read('qty')),
          unit: words(answers.unit),
          lot: words(answers.lot) ?? '',
          expires: expires === null ? null : String(expires),
          document: words(answers.document) ?? '',
          paper_qty: paper === null ? null : Number(paper),
          damage: words(answers.damage) ?? '',
          to: words(answers.to),
          reason: words(answers.reason) ?? '',
        },
      },
      agreed(confirm),
    );
    onPosted(posted);
  };
  return (
    <Ask
      fields={fields}
      start={item === null || line ? {} : { item }}
      draft={`receive:${line?.ref ?? 'blind'}`}
      submitWord="Receive"
      confirmWord="It is so: take it"
      onSubmit={submit}
      {...(onCancel ? { onCancel } : {})}
      suggest={(field, typed) => suggestCodes(field.to, typed)}
    />
  );
}

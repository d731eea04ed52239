/** Forms of a customer's return: announced, received, received unannounced, decided. */
import { useMemo } from 'react';
import type { Field } from '../../house/kind.ts';
import { type Answers, Ask, AskWindow } from '../../web/kit/Ask.tsx';
import { useAgreed } from '../../web/kit/agreed.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { usePlant } from '../../web/kit/plant.tsx';
import { useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import { useMay } from '../../web/session/session.tsx';
import { type Due, kinds, number, reading, text, words } from './form.page.tsx';
import { announceReturn, decideReturn, receiveAnnounced, receiveUnannounced } from './returns.contract.ts';
import { outcomeWords } from './returns.messages.ts';
import { type Outcome, outcomes } from './returns.ts';

const unit: Field = {
  name: 'unit',
  label: 'Unit',
  type: 'reference',
  to: 'units',
  secondary: true,
  help: 'Empty: as the item is counted.',
};
const place: Field = {
  name: 'to',
  label: 'Place',
  type: 'reference',
  to: 'locations',
  secondary: true,
  help: 'Empty: the first place of inspection.',
};
const lot: Field = { name: 'lot', label: 'Lot', type: 'text', max: 64 };
const serial: Field = { name: 'serial', label: 'Serial', type: 'text', max: 64 };
const suggest = (field: { to: string }, typed: string) => suggestCodes(field.to, typed);

/** What every return says, announced or not. */
const sentBack = (seesCustomers: boolean): readonly Field[] => [
  text('line', 'Customer line', { max: 80, help: 'As SO-1042/2, where it is known.' }),
  seesCustomers
    ? { name: 'customer', label: 'Customer', type: 'reference', to: 'customers', help: 'Empty: of the line.' }
    : { name: 'customer', label: 'Customer', type: 'code', help: 'Empty: of the line.' },
  { name: 'item', label: 'Item', type: 'reference', to: 'items', help: 'Empty: of the line.' },
  number('qty', 'Quantity', { required: true }),
  text('reason', 'Why it is sent back', { required: true }),
];
const said: Field = {
  ...text('said', 'Why more comes back', { help: 'Where that is more than was shipped of the line.' }),
  secondary: true,
};

function bodyOf(fields: readonly Field[], answers: Answers, today: string) {
  const read = reading(fields, answers, today);
  return {
    line: words(answers.line),
    customer: words(answers.customer),
    item: words(answers.item),
    qty: Number(read('qty')),
    unit: words(answers.unit),
    reason: words(answers.reason) ?? '',
    lot: words(answers.lot) ?? '',
    serial: words(answers.serial) ?? '',
    said: words(answers.said) ?? '',
  };
}
export function AnnounceWindow({ onClose, onDone }: { onClose: () => void; onDone: (done: string) => void }) {
  const { today } = usePlant();
  const write = useWrite(announceReturn, { kinds });
  const agreed = useAgreed();
  const sees = useMay('orders.see');
  const fields = useMemo(
    (): readonly Field[] => [
      ...sentBack(sees),
      { name: 'expected', label: 'Expected', type: 'date', help: 'Empty: nobody knows.' },
      ...[lot, serial, unit, said].map((field) => ({ ...field, secondary: true })),
    ],
    [sees],
  );
  return (
    <AskWindow
      opened
      onClose={onClose}
      title="Announce a return"
      fields={fields}
      draft="announce-return"
      submitWord="Announce"
      confirmWord="It is so: announce it"
      suggest={suggest}
      onSubmit={async (answers, confirm) => {
        const expected = reading(fields, answers, today)('expected');
        const body = {
          ...bodyOf(fields, answers, today),
          expected: expected === null ? null : String(expected),
        };
        onDone((await write.run({ body }, agreed(confirm))).done);
      }}
    />
  );
}

export function UnannouncedForm({ onPosted }: { onPosted: (done: string) => void }) {
  const { today } = usePlant();
  const write = useWrite(receiveUnannounced, { kinds });
  const agreed = useAgreed();
  const sees = useMay('orders.see');
  const fields = useMemo(
    (): readonly Field[] => [...sentBack(sees), lot, { ...serial, secondary: true }, unit, place, said],
    [sees],
  );
  return (
    <Ask
      fields={fields}
      draft="unannounced-return"
      submitWord="Receive"
      confirmWord="It is so: take it"
      suggest={suggest}
      onSubmit={async (answers, confirm) => {
        const body = { ...bodyOf(fields, answers, today), to: words(answers.to) };
        onPosted((await write.run({ body }, agreed(confirm))).done);
      }}
    />
  );
}

/** What came of an announced return: its row of the dock schedule, or of the returns. */
type ToCome = Pick<Due, 'ref' | 'open' | 'unit'>;

export function ReturnForm({
  of: row,
  item = null,
  onPosted,
}: {
  of: ToCome;
  item?: string | null;
  onPosted: (done: string) => void;
}) {
  const { today } = usePlant();
  const write = useWrite(receiveAnnounced, { kinds });
  const agreed = useAgreed();
  const fields = useMemo(
    (): readonly Field[] => [
      number('qty', 'Counted', { required: true, help: `${quantityText(row.open)} ${row.unit} are open.` }),
      text('document', 'Delivery note', { max: 80 }),
      { ...lot, help: 'Empty: as announced.' },
      { ...serial, secondary: true, help: 'Empty: as announced.' },
      unit,
      place,
      { ...text('reason', 'Reason', { help: 'Why more is taken than was announced.' }), secondary: true },
    ],
    [row],
  );
  return (
    <Ask
      fields={fields}
      draft={`return:${row.ref}`}
      submitWord="Receive"
      confirmWord="It is so: take it"
      suggest={suggest}
      onSubmit={async (answers, confirm) => {
        const body = {
          item,
          qty: Number(reading(fields, answers, today)('qty')),
          unit: words(answers.unit),
          lot: words(answers.lot),
          serial: words(answers.serial),
          document: words(answers.document) ?? '',
          to: words(answers.to),
          reason: words(answers.reason) ?? '',
        };
        onPosted((await write.run({ params: { number: row.ref }, body }, agreed(confirm))).done);
      }}
    />
  );
}

const outcomeCalled = (word: string): Outcome | undefined => outcomes.find((one) => outcomeWords[one] === word);

export function DecideWindow({
  of: row,
  goods,
  onClose,
  onDone,
}: {
  of: { readonly number: string; readonly unit: string };
  goods: { readonly receipt: number; readonly left: number; readonly place: string };
  onClose: () => void;
  onDone: (done: string) => void;
}) {
  const { today } = usePlant();
  const write = useWrite(decideReturn, { kinds });
  const agreed = useAgreed();
  const fields = useMemo(
    (): readonly Field[] => [
      {
        name: 'outcome',
        label: 'What becomes of it',
        type: 'choice',
        required: true,
        choices: outcomes.map((one) => outcomeWords[one]),
      },
      number('qty', 'Quantity', {
        required: true,
        help: `${quantityText(goods.left)} ${row.unit} at ${goods.place} are to be decided.`,
      }),
      text('note', 'Note', { help: 'Why; of rework, what is to be done: the planner reads it.' }),
      {
        name: 'to',
        label: 'Place',
        type: 'reference',
        to: 'locations',
        secondary: true,
        help: 'Of what goes to stock. Empty: where it belongs.',
      },
    ],
    [goods, row.unit],
  );
  return (
    <AskWindow
      opened
      onClose={onClose}
      title={`Decide: ${row.number}`}
      fields={fields}
      start={{ qty: goods.left }}
      submitWord="Decide"
      suggest={suggest}
      onSubmit={async (answers, confirm) => {
        const outcome = outcomeCalled(String(answers.outcome ?? ''));
        if (!outcome) throw new Error(`the form offers no outcome ${String(answers.outcome)}`);
        const body = {
          receipt: goods.receipt,
          outcome,
          qty: Number(reading(fields, answers, today)('qty')),
          note: words(answers.note) ?? '',
          to: words(answers.to),
        };
        onDone((await write.run({ params: { number: row.number }, body }, agreed(confirm))).done);
      }}
    />
  );
}

/** Moves, scraps or adjusts what stands at one place, or its container as a whole: what is typed is read as a cell, the server has the last word. */
import { type CellContext, readCell } from '../../house/cells.ts';
import type { Field } from '../../house/kind.ts';
import { type Answers, AskWindow } from '../../web/kit/Ask.tsx';
import { useAgreed } from '../../web/kit/agreed.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { usePlant } from '../../web/kit/plant.tsx';
import { instantOn } from '../../web/kit/time.ts';
import { toast } from '../../web/kit/toasts.tsx';
import { useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import type { Balance } from './balances.page.tsx';
import { moveContainer, postMovement } from './movements.contract.ts';
import type { Act } from './movements.ts';

/** What is done with a balance; a container takes along all that is in it. */
export type StockAct = Act | 'container';
export const actWords: Readonly<Record<StockAct, string>> = {
  move: 'Move',
  scrap: 'Scrap',
  adjust: 'Adjust',
  container: 'Move container',
};
/** What a person says to what is asked of a move. */
export const moveConfirmWords = {
  negative: 'Take it all the same',
  overfull: 'Put it there all the same',
  'far-more': 'So much was found',
} as const;
/** What a movement changes. */
export const movedKinds = ['movements', 'stock', 'told_movements'];

const qty: Field = { name: 'qty', label: 'Quantity', type: 'decimal', min: -1e9, max: 1e9, digits: 6, required: true };
const unit: Field = { name: 'unit', label: 'Unit', type: 'reference', to: 'units', help: 'Empty: as it stands here.' };
const reason: Field = { name: 'reason', label: 'Reason', type: 'text', max: 500 };
const to: Field = { name: 'to', label: 'To', type: 'reference', to: 'locations', required: true };
const into: Field = {
  name: 'into',
  label: 'Into container',
  type: 'code',
  secondary: true,
  help: 'Empty: it is in none afterwards.',
};
const at: Field = { name: 'at', label: 'Moved at', type: 'instant', secondary: true, help: 'Empty: now.' };
const fields: Readonly<Record<StockAct, readonly Field[]>> = {
  move: [qty, to, unit, reason, into, at],
  scrap: [qty, { ...reason, required: true }, unit, at],
  adjust: [
    { ...qty, label: 'Difference', help: '2 were found more, -2 are missing.' },
    { ...reason, required: true },
    unit,
    at,
  ],
  container: [to, reason, at],
};

const words = (answer: Answers[string] | undefined): string | null => String(answer ?? '').trim() || null;

interface MoveWindowProps {
  readonly act: StockAct;
  readonly row: Pick<Balance, 'item' | 'location' | 'lot' | 'serial' | 'container' | 'owner' | 'qty' | 'unit'>;
  readonly onMoved: () => void;
  readonly onClose: () => void;
}

export function MoveWindow({ act, row, onMoved, onClose }: MoveWindowProps) {
  const { today, zone } = usePlant();
  const write = useWrite(postMovement, { kinds: movedKinds });
  const carry = useWrite(moveContainer, { kinds: movedKinds });
  const agreed = useAgreed();
  const context: CellContext = {
    instant: (day, time) => instantOn(zone, day, time),
    dueTime: '12:00',
    today,
    typed: true,
  };
  /** The form has read it before: what cannot be read does not come here. */
  const read = (field: Field, answers: Answers) => {
    const cell = readCell(field, String(answers[field.name] ?? ''), context);
    if ('fault' in cell) throw new Error(cell.fault);
    return cell.value;
  };
  const submit = async (answers: Answers, confirm?: string) => {
    const said = agreed(confirm);
    const more = { reason: words(answers.reason) ?? '', moved_at: words(read(at, answers) as string | null) };
    const post = (one: Act) => {
      const amount = Number(read(qty, answers));
      const found = one === 'adjust' && amount > 0;
      const { item, lot, serial, container, owner, location } = row;
      return write.run(
        {
          body: {
            ...more,
            act: one,
            item,
            lot,
            serial,
            container,
            owner,
            to_container: one === 'move' ? (words(answers.into) ?? '') : null,
            from: found ? null : location,
            to: one === 'move' ? words(answers.to) : found ? location : null,
            qty: one === 'adjust' ? Math.abs(amount) : amount,
            unit: words(answers.unit),
          },
        },
        said,
      );
    };
    const { done } =
      act === 'container'
        ? await carry.run(
            { params: { container: row.container }, body: { to: words(answers.to) ?? '', ...more } },
            said,
          )
        : await post(act);
    onClose();
    onMoved();
    toast(done);
  };
  const what = act === 'container' ? `${row.container} at ${row.location}` : `${row.item} at ${row.location}`;
  return (
    <AskWindow
      opened
      onClose={onClose}
      title={`${actWords[act]} ${what}${act === 'container' ? '' : `: ${quantityText(row.qty)} ${row.unit} on hand`}`}
      fields={fields[act]}
      start={row.serial === '' ? {} : { qty: 1 }}
      submitWord={actWords[act]}
      confirmWord={moveConfirmWords}
      onSubmit={submit}
      suggest={(field, text) => suggestCodes(field.to, text)}
    />
  );
}

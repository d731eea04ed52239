/** Moves, scraps or adjusts what stands at one place: what is typed is read as a cell, the server has the last word. */
import { type CellContext, readCell } from '../../house/cells.ts';
import type { Field } from '../../house/kind.ts';
import { type Answers, AskWindow } from '../../web/kit/Ask.tsx';
import { quantityText } from '../../web/kit/formats.ts';
import { usePlant } from '../../web/kit/plant.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import type { Balance } from './balances.page.tsx';
import { postMovement } from './movements.contract.ts';
import type { Act } from './movements.ts';

export const actWords: Readonly<Record<Act, string>> = { move: 'Move', scrap: 'Scrap', adjust: 'Adjust' };
export const moved = ['movements', 'stock'];

const qty: Field = { name: 'qty', label: 'Quantity', type: 'decimal', min: -1e9, max: 1e9, digits: 6, required: true };
const unit: Field = { name: 'unit', label: 'Unit', type: 'reference', to: 'units', help: 'Empty: as it stands here.' };
const reason: Field = { name: 'reason', label: 'Reason', type: 'text', max: 500 };
const fields: Readonly<Record<Act, readonly Field[]>> = {
  move: [qty, { name: 'to', label: 'To', type: 'reference', to: 'locations', required: true }, unit, reason],
  scrap: [qty, { ...reason, required: true }, unit],
  adjust: [
    { ...qty, label: 'Difference', help: '2 were found more, -2 are missing.' },
    { ...reason, required: true },
    unit,
  ],
};

const words = (answer: Answers[string] | undefined): string | null => String(answer ?? '').trim() || null;

interface MoveWindowProps {
  readonly act: Act;
  readonly row: Balance;
  readonly onMoved: () => void;
  readonly onClose: () => void;
}

export function MoveWindow({ act, row, onMoved, onClose }: MoveWindowProps) {
  const { today } = usePlant();
  const write = useWrite(postMovement, { kinds: moved });
  const submit = async (answers: Answers, confirm?: string) => {
    const context: CellContext = { instant: (day, time) => `${day}T${time}:00Z`, dueTime: '17:00', today };
    const read = readCell(qty, String(answers.qty ?? ''), context);
    const amount = 'value' in read ? Number(read.value) : 0;
    const found = act === 'adjust' && amount > 0;
    const { done } = await write.run(
      {
        body: {
          act,
          item: row.item,
          lot: row.lot,
          from: found ? null : row.location,
          to: act === 'move' ? words(answers.to) : found ? row.location : null,
          qty: act === 'adjust' ? Math.abs(amount) : amount,
          unit: words(answers.unit),
          reason: words(answers.reason) ?? '',
          moved_at: null,
        },
      },
      confirm ? { confirm: [confirm] } : undefined,
    );
    onClose();
    onMoved();
    toast(done);
  };
  return (
    <AskWindow
      opened
      onClose={onClose}
      title={`${actWords[act]} ${row.item} at ${row.location}: ${quantityText(row.qty)} ${row.unit} on hand`}
      fields={fields[act]}
      submitWord={actWords[act]}
      confirmWord="Take it all the same"
      onSubmit={submit}
      suggest={(field, text) => suggestCodes(field.to, text)}
    />
  );
}

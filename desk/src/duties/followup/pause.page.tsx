/** Pauses the follow-up of a line, or of all lines of its vendor, with why. */
import type { Field } from '../../house/kind.ts';
import { type Answers, AskWindow } from '../../web/kit/Ask.tsx';
import { dayMeant } from '../../web/kit/daymeant.ts';
import { usePlant } from '../../web/kit/plant.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useWrite } from '../../web/queries.ts';
import type { FollowRow } from './columns.tsx';
import { pauseFollowUp } from './followup.contract.ts';

export interface Pausing {
  readonly row: FollowRow;
  /** All of its vendor's. */
  readonly all: boolean;
}

const reason: Field = { name: 'reason', label: 'Why', type: 'text', max: 200, required: true };
const until: Field = { name: 'until', label: 'Until', type: 'date', help: 'The day on which it comes back.' };

export function PauseWindow({ of: { row, all }, onClose }: { readonly of: Pausing; readonly onClose: () => void }) {
  const { today } = usePlant();
  const pause = useWrite(pauseFollowUp, { kinds: ['follow_up_pauses'] });
  const submit = async (answers: Answers) => {
    const { done } = await pause.run({
      body: {
        vendor: row.vendor,
        ref: all ? null : row.ref,
        // As it was typed where it is no day: the server says so.
        until: answers.until ? (dayMeant(String(answers.until), today) ?? String(answers.until)) : null,
        reason: String(answers.reason),
      },
    });
    toast(done);
    onClose();
  };
  return (
    <AskWindow
      title={`Pause ${all ? (row.vendor_name ?? row.vendor) : row.ref}`}
      opened
      onClose={onClose}
      fields={[all ? { ...until, help: 'Empty: until it is ended by hand.' } : { ...until, required: true }, reason]}
      submitWord="Pause"
      onSubmit={submit}
    />
  );
}

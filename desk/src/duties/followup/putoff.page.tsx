/** Puts a line off to a day, or all of its vendor's, with why. */
import type { Field } from '../../house/kind.ts';
import { type Answers, AskWindow } from '../../web/kit/Ask.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useWrite } from '../../web/queries.ts';
import type { FollowRow } from './columns.tsx';
import { putOff } from './followup.contract.ts';

export interface Putting {
  readonly row: FollowRow;
  /** All of its vendor's. */
  readonly all: boolean;
}

const reason: Field = { name: 'reason', label: 'Why', type: 'text', max: 200, required: true };
const until: Field = { name: 'until', label: 'Until', type: 'date', help: 'The day on which it comes back.' };

export function PutOffWindow({ of: { row, all }, onClose }: { readonly of: Putting; readonly onClose: () => void }) {
  const put = useWrite(putOff, { kinds: ['follow_up_pauses'] });
  const submit = async (answers: Answers) => {
    const { done } = await put.run({
      body: {
        vendor: row.vendor,
        ref: all ? null : row.ref,
        until: answers.until ? String(answers.until) : null,
        reason: String(answers.reason),
      },
    });
    toast(done);
    onClose();
  };
  return (
    <AskWindow
      title={all ? `Pause ${row.vendor_name ?? row.vendor}` : `Put off ${row.ref}`}
      opened
      onClose={onClose}
      fields={[all ? { ...until, help: 'Empty: until it is taken up again.' } : { ...until, required: true }, reason]}
      submitWord={all ? 'Pause' : 'Put off'}
      onSubmit={submit}
    />
  );
}

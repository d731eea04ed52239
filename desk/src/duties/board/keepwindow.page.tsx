/** Keeps what was moved as a draft of its own, with the reason. */
import { Button, Modal, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useWrite } from '../../web/queries.ts';
import { keepDraft } from './board.contract.ts';
import classes from './board.module.css';
import { type Act, settledActs } from './hand.ts';

interface KeepWindowProps {
  readonly version: number;
  readonly acts: readonly Act[];
  /** The newest version that was there when the changes were begun; absent: nobody is told of later ones. */
  readonly newest?: number | undefined;
  /** Why, before anybody says more. */
  readonly reason: string;
  /** What stands above the doors: what the person should know of what is kept. */
  readonly note?: ReactNode;
  readonly onClose: () => void;
  /** The draft has this number. */
  readonly onKept: (number: number) => void;
}

export function KeepWindow({ version, acts, newest, reason: first, note, onClose, onKept }: KeepWindowProps) {
  const [reason, setReason] = useState(first.slice(0, 200));
  const write = useWrite(keepDraft, { kinds: ['plan_runs', 'plan_versions'] });
  const keep = (confirm?: string): void => {
    write
      .run({ body: { version, acts: settledActs(acts), reason, newest } }, confirm ? { confirm: [confirm] } : undefined)
      .then(
        ({ number, done }) => {
          toast(done);
          onKept(number);
        },
        () => undefined,
      );
  };
  return (
    <Modal opened title="Keep as draft" onClose={onClose}>
      <form
        className={classes.keep}
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <TextInput
          data-autofocus
          label="Why"
          required
          maxLength={200}
          value={reason}
          readOnly={write.sending}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <p className="dim">
          The plan that stands does not change by it. A draft is submitted, approved and published under Versions.
        </p>
        {note}
        {write.problem ? <Problem of={write.problem} confirm={keep} confirmWord="Keep mine beside it" /> : null}
        <Button type="submit" loading={write.sending} disabled={reason.trim() === ''}>
          Keep as draft
        </Button>
      </form>
    </Modal>
  );
}

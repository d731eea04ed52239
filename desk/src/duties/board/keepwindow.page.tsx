/** Keeps what was moved as a draft of its own, with the reason. */
import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useWrite } from '../../web/queries.ts';
import { keepDraft } from './board.contract.ts';
import classes from './board.module.css';
import { actsWords } from './hand.messages.ts';
import type { Hand } from './usehand.page.tsx';

interface KeepWindowProps {
  readonly hand: Hand;
  readonly onClose: () => void;
  /** The draft has this number. */
  readonly onKept: (number: number) => void;
}

export function KeepWindow({ hand, onClose, onKept }: KeepWindowProps) {
  const [reason, setReason] = useState(actsWords(hand.acts).slice(0, 200));
  const write = useWrite(keepDraft, { kinds: ['plan_runs', 'plan_versions'] });
  const keep = (): void => {
    write.run({ body: { version: hand.version, acts: hand.acts, reason } }).then(
      ({ number, done }) => {
        toast(done);
        hand.undoAll();
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
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <p className="dim">
          The plan that stands does not change by it. A draft is submitted, approved and published under Versions.
        </p>
        {write.problem ? <Problem of={write.problem} /> : null}
        <Button type="submit" loading={write.sending} disabled={reason.trim() === ''}>
          Keep as draft
        </Button>
      </form>
    </Modal>
  );
}

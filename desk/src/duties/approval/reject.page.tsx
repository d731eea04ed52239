/** Why a version is rejected, asked in a window: it stays with what was typed whatever becomes of the version meanwhile. */
import { useState } from 'react';
import type { Field } from '../../house/kind.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { Refused } from '../../web/kit/refused.ts';
import { toast } from '../../web/kit/toasts.tsx';
import { useWrite } from '../../web/queries.ts';
import { useWhose } from '../../web/session/session.tsx';
import { type Acting, approvalKinds, useVersion } from './acts.page.tsx';
import { rejectVersion } from './approval.contract.ts';
import { rejectAllTheSame } from './approval.messages.ts';
import type { Stood } from './approval.ts';
import { Meanwhile } from './meanwhile.page.tsx';

const why: readonly Field[] = [
  { name: 'reason', label: 'Why it is rejected', type: 'text', required: true, max: 500, long: true },
];

interface RejectWindowProps {
  /** As it was when the window was opened. */
  readonly of: Acting;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function RejectWindow({ of, onClose, onDone }: RejectWindowProps) {
  const { number, state } = of.version;
  const whose = useWhose();
  const now: Acting = useVersion(number).data ?? of;
  const reject = useWrite(rejectVersion, { kinds: approvalKinds });
  const [refused, setRefused] = useState<unknown>();
  const [told, setTold] = useState<Stood>({ state, decisions: of.decisions.length });
  return (
    <AskWindow
      title={`Reject version ${number}`}
      opened
      onClose={onClose}
      fields={why}
      draft={`reject:${whose}:${number}`}
      submitWord="Reject"
      confirmWord={rejectAllTheSame}
      beside={() => <Meanwhile of={now} seen={of.decisions.length} barred={now.barred.reject} refused={refused} />}
      onSubmit={async ({ reason }, code) => {
        const body = { reason: String(reason ?? ''), told };
        const { done } = await reject
          .run({ params: { number }, body }, code ? { confirm: [code] } : {})
          .catch((error: unknown) => {
            // Told now who decided what since, who presses again means it.
            const stands =
              error instanceof Refused && error.problem.code === 'told-otherwise' ? standing(error) : undefined;
            if (stands) setTold(stands);
            setRefused(error);
            throw error;
          });
        toast(done);
        onDone();
      }}
    />
  );
}

const standing = ({ problem: { values } }: Refused): Stood =>
  ({ state: values?.state, decisions: values?.decisions }) as Stood;

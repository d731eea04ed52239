/** Why a version that breaks rules is approved, asked in a window: it stays with what was typed whatever becomes of the version meanwhile. */
import { useState } from 'react';
import type { Field } from '../../house/kind.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { Refused } from '../../web/kit/refused.ts';
import { toast } from '../../web/kit/toasts.tsx';
import { useWrite } from '../../web/queries.ts';
import { type Acting, approvalKinds, asTold, type Done, useVersion } from './acts.page.tsx';
import { approveVersion } from './approval.contract.ts';
import { brokenHead, brokenTick } from './approval.messages.ts';
import type { Outcome } from './approval.ts';
import { Meanwhile } from './meanwhile.page.tsx';
import { publishDoor } from './publications.messages.ts';
import { Would } from './publishquestion.page.tsx';

/** Who approves what breaks rules says so, and why. */
const broken = (count: number): readonly Field[] => [
  { name: 'yes', label: brokenTick(count), type: 'boolean' },
  { name: 'reason', label: 'Why it shall be published so', type: 'text', required: true, max: 450, long: true },
];

/** What would come of it now, where that was refused for being otherwise than told. */
const otherwiseNow = (refused: unknown): Outcome | undefined => {
  if (!(refused instanceof Refused && refused.problem.code === 'told-otherwise')) return undefined;
  return refused.problem.values as unknown as Outcome;
};

export interface Approving {
  readonly publish: boolean;
  /** What would come of it, where that publishes. */
  readonly told?: Outcome;
}

interface ApproveBrokenWindowProps extends Approving {
  /** As it was when the window was opened. */
  readonly of: Acting;
  readonly onClose: () => void;
  readonly onDone: (done: Done) => void;
  /** What comes to that the page says itself. */
  readonly saidByPage?: Done['state'] | undefined;
}

export function ApproveBrokenWindow({
  of,
  publish,
  told: first,
  saidByPage,
  onClose,
  onDone,
}: ApproveBrokenWindowProps) {
  const { number } = of.version;
  const now: Acting = useVersion(number).data ?? of;
  const approve = useWrite(approveVersion, { kinds: approvalKinds });
  const [told, setTold] = useState(first);
  const [refusal, setRefusal] = useState<unknown>();
  const decided = now.decisions.length > of.decisions.length;
  return (
    <AskWindow
      title={`Approve version ${number}`}
      opened
      onClose={onClose}
      fields={broken(of.broken.length)}
      submitWord={told?.state === 'published' ? publishDoor(number) : 'Approve'}
      confirmWord={brokenTick(of.broken.length)}
      beside={() => (
        <>
          <p>{brokenHead(of.broken)}</p>
          <Meanwhile of={now} seen={of.decisions.length} barred={now.barred.approve} refused={refusal} />
          {told && !decided ? <Would against={of.published} number={number} text={told.done} /> : null}
        </>
      )}
      onSubmit={async ({ yes, reason }, code) => {
        const body = { reason: String(reason ?? ''), publish, ...asTold(told) };
        const confirm = yes === true ? 'rules-broken' : code;
        const done = await approve
          .run({ params: { number }, body }, confirm ? { confirm: [confirm] } : {})
          .catch((refused: unknown) => {
            // What is told beside it is what it would be by now: pressed again, that is done.
            const otherwise = otherwiseNow(refused);
            if (otherwise) setTold(otherwise);
            setRefusal(refused);
            throw refused;
          });
        if (done.state !== saidByPage) toast(done.done);
        onDone(done);
      }}
    />
  );
}

/** What may be done about a version, as buttons a thumb finds; why not, as a sentence. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Field } from '../../house/kind.ts';
import type { Answering } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { approveVersion, oneVersion, publishVersion, rejectVersion, submitVersion } from './approval.contract.ts';
import { brokenHead, brokenTick } from './approval.messages.ts';
import classes from './approval.module.css';
import { approveFor } from './words.messages.ts';

/** What is written wherever a version goes on its way. */
export const approvalKinds = ['plan_versions', 'version_decisions', 'plan_runs'] as const;

const why: readonly Field[] = [
  { name: 'reason', label: 'Why it is rejected', type: 'text', required: true, max: 500, long: true },
];

/** Who approves what breaks rules says so, and why. */
const broken = (count: number): readonly Field[] => [
  { name: 'yes', label: brokenTick(count), type: 'boolean' },
  { name: 'reason', label: 'Why it shall be published so', type: 'text', required: true, max: 450, long: true },
];

export type Seen = Answering<typeof oneVersion>;

export const useVersion = (number: number) =>
  useOne(oneVersion, { params: { number } }, { kinds: [...approvalKinds, 'work_orders', 'customer_lines'] });

interface ActsProps {
  readonly of: Seen;
  /** Called when one of the acts was done. */
  readonly onDone?: () => void;
}

export function Acts({ of, onDone }: ActsProps) {
  const { number, state } = of.version;
  const mayPlan = useMay('plan.run');
  const mayApprove = useMay('plan.approve');
  const submit = useWrite(submitVersion, { kinds: approvalKinds });
  const approve = useWrite(approveVersion, { kinds: approvalKinds });
  const publish = useWrite(publishVersion, { kinds: approvalKinds });
  const reject = useWrite(rejectVersion, { kinds: approvalKinds });
  const [refusal, setRefusal] = useState<{ readonly of: unknown; readonly again: (code: string) => void }>();
  const [rejecting, setRejecting] = useState(false);
  const [answering, setAnswering] = useState<{ readonly publish: boolean }>();
  const params = { number };
  const sending = submit.sending || approve.sending || publish.sending || reject.sending;

  const act = (run: (confirm?: string) => Promise<{ readonly done: string }>) => {
    const go = (confirm?: string): void => {
      setRefusal(undefined);
      run(confirm).then(
        ({ done }) => {
          toast(done);
          onDone?.();
        },
        (error: unknown) => setRefusal({ of: error, again: go }),
      );
    };
    return () => go();
  };
  const approving = (publishing: boolean) =>
    of.broken.length > 0
      ? () => setAnswering({ publish: publishing })
      : act(() => approve.run({ params, body: { publish: publishing } }));
  const confirmed = (code?: string) => (code ? { confirm: [code] } : {});

  const open = (['submit', 'approve', 'publish'] as const).find(
    (one) => one === ({ draft: 'submit', submitted: 'approve', approved: 'publish' } as Record<string, string>)[state],
  );
  const barred = open ? of.barred[open] : null;
  const may = open === 'submit' ? mayPlan : mayApprove;
  if (!open) return null;
  return (
    <section className={classes.acts} aria-label="What may be done">
      {refusal ? <Problem of={refusal.of} confirm={refusal.again} confirmWord="Submit it beside" /> : null}
      {of.broken.length > 0 ? <p className={classes.barred}>▲ {brokenHead(of.broken.length)}</p> : null}
      {of.words.said === '' ? null : <p>{of.words.said}</p>}
      {may && barred && !refusal ? <p className={classes.barred}>{barred}</p> : null}
      {may ? (
        <div className={classes.doors}>
          {open === 'submit' ? (
            <Button
              disabled={barred !== null}
              loading={sending}
              onClick={act((code) => submit.run({ params, body: {} }, confirmed(code)))}
            >
              Submit for approval
            </Button>
          ) : null}
          {open === 'approve' && !of.words.whole ? (
            <Button disabled={barred !== null} loading={sending} onClick={approving(false)}>
              {approveFor(of.words.mine)}
            </Button>
          ) : null}
          {open === 'approve' && of.words.whole ? (
            <>
              <Button disabled={barred !== null} loading={sending} onClick={approving(true)}>
                Approve and publish
              </Button>
              <Button variant="default" disabled={barred !== null || sending} onClick={approving(false)}>
                Approve
              </Button>
            </>
          ) : null}
          {open === 'publish' ? (
            <Button disabled={barred !== null} loading={sending} onClick={act(() => publish.run({ params, body: {} }))}>
              Publish
            </Button>
          ) : null}
          {open !== 'submit' ? (
            <Button
              variant="default"
              disabled={of.barred.reject !== null || sending}
              onClick={() => setRejecting(true)}
            >
              Reject
            </Button>
          ) : null}
        </div>
      ) : (
        <p className="dim">{open === 'submit' ? 'A planner submits it.' : 'A supervisor decides about it.'}</p>
      )}
      <AskWindow
        title={`Approve version ${number}`}
        opened={answering !== undefined}
        onClose={() => setAnswering(undefined)}
        fields={broken(of.broken.length)}
        submitWord={answering?.publish ? 'Approve and publish' : 'Approve'}
        confirmWord={brokenTick(of.broken.length)}
        onSubmit={async ({ yes, reason }, code) => {
          const body = { reason: String(reason ?? ''), publish: answering?.publish === true };
          toast((await approve.run({ params, body }, confirmed(yes === true ? 'rules-broken' : code))).done);
          setAnswering(undefined);
          onDone?.();
        }}
      />
      <AskWindow
        title={`Reject version ${number}`}
        opened={rejecting}
        onClose={() => setRejecting(false)}
        fields={why}
        submitWord="Reject"
        onSubmit={async ({ reason }) => {
          toast((await reject.run({ params, body: { reason: String(reason ?? '') } })).done);
          setRejecting(false);
          onDone?.();
        }}
      />
    </section>
  );
}

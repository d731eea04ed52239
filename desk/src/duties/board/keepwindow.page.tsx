/** Keeps what was moved as a draft of its own, with the reason. */
import { Button, Modal, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { keep } from '../../web/kit/kept.ts';
import { Refused } from '../../web/kit/refused.ts';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useKept } from '../../web/kit/useKept.ts';
import { pageAt } from '../../web/paths.ts';
import { useWrite } from '../../web/queries.ts';
import { useWhose } from '../../web/session/session.tsx';
import { doAgain, firmByLockWords, putBackWords } from '../planning/planning.messages.ts';
import { firmByLock, unlockedMoves } from '../planning/steplocks.ts';
import { keepDraft } from './board.contract.ts';
import { reasonNotKept } from './board.messages.ts';
import classes from './board.module.css';
import { type Act, settledActs } from './hand.ts';
import { underWayOf } from './usehand.page.tsx';

interface Typed {
  /** What stood there before. */
  readonly of: string;
  readonly text: string;
}

interface KeepWindowProps {
  readonly version: number;
  /** From when seconds count, where that is no version's. */
  readonly epoch?: number | undefined;
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

export function KeepWindow({ version, epoch, acts, newest, reason: first, note, onClose, onKept }: KeepWindowProps) {
  const start = first.slice(0, 200);
  const whose = useWhose();
  /** It is there again after signing in, as long as the same is kept. */
  const [typed, setTyped] = useKept<Typed | undefined>(`reason:${whose}:${version}`, undefined, 'session');
  const reason = typed?.of === start ? typed.text : start;
  /** What is to be known of what is kept, before anybody goes on. */
  const [told, setTold] = useState<{ readonly number: number; readonly said: string; readonly again: boolean }>();
  const navigate = useNavigate();
  const pressed = useRef(false);
  const write = useWrite(keepDraft, { kinds: ['plan_runs', 'plan_versions'] });
  const edits = settledActs(acts).flat();
  const lasts = [putBackWords(unlockedMoves(edits)), firmByLockWords(firmByLock(edits).length)]
    .filter(Boolean)
    .join(' ');
  const end = (number: number): void => {
    setTyped(undefined);
    onKept(number);
  };
  const sent = (changes?: readonly Act[]): void => keep(underWayOf(whose, version), changes);
  const send = (confirm?: string): void => {
    const changes = settledActs(acts);
    sent(changes);
    write
      .run({ body: { version, epoch, acts: changes, reason, newest } }, confirm ? { confirm: [confirm] } : undefined)
      .then(
        ({ number, done, before, overtaken }) => {
          sent();
          const another = before !== null && before.reason !== reason.trim();
          if (another || overtaken !== null)
            return setTold({ number, said: another ? `${done} ${reasonNotKept}` : done, again: overtaken !== null });
          toast(done);
          end(number);
        },
        (error: unknown) => {
          // Without an answer nobody knows whether the draft is there.
          if (error instanceof Refused) sent();
        },
      );
  };
  return (
    <Modal opened title="Keep as draft" onClose={onClose}>
      <form
        className={classes.keep}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextInput
          data-autofocus
          // Typed over, as long as it says only what was done. A first click or tap lets go of what is selected, after its handler; the next one goes to its letter.
          onFocus={({ currentTarget }) => reason === start && currentTarget.select()}
          onClick={({ currentTarget }) => {
            if (!pressed.current && reason === start) setTimeout(() => currentTarget.select());
            pressed.current = true;
          }}
          label="Why"
          required
          maxLength={200}
          value={reason}
          readOnly={write.sending}
          onChange={(event) => setTyped({ of: start, text: event.currentTarget.value })}
        />
        <p className="dim">
          The plan that stands does not change by it. A draft is submitted at its page under Versions, then approved and
          published under Approvals.
        </p>
        {lasts === '' ? null : <p>{lasts}</p>}
        {note}
        {write.problem ? <Problem of={write.problem} confirm={send} confirmWord="Keep mine beside it" /> : null}
        {told ? (
          <>
            <p role="alert">
              {told.said}{' '}
              <button type="button" className={classes.go} onClick={() => end(told.number)}>
                Show version {told.number}
              </button>
            </p>
            {told.again ? (
              <Button
                onClick={() => {
                  end(told.number);
                  void navigate({ to: pageAt('/board', { again: String(told.number) }) as never });
                }}
              >
                {doAgain}
              </Button>
            ) : null}
          </>
        ) : (
          <Button type="submit" loading={write.sending} disabled={reason.trim() === ''}>
            Keep as draft
          </Button>
        )}
      </form>
    </Modal>
  );
}

/** Asked in place before a tap publishes: what it would do, and the one door that does it. */
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useCommands } from '../../web/kit/commands.ts';
import { useCounts } from '../planning/comparison.page.tsx';
import classes from './approval.module.css';
import { letSupervisor } from './limits.messages.ts';
import { movedNow, publishDoor } from './publications.messages.ts';

interface PublishQuestionProps {
  readonly number: number;
  /** The version that the floor works to; null: none. */
  readonly against: number | null;
  readonly would: string;
  /** Why nobody else is asked; null: who publishes decides it anyway. */
  readonly within: string | null;
  /** Absent: nobody else could be asked. */
  readonly onSupervisor?: (() => void) | undefined;
  readonly sending: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

export function PublishQuestion({ number, against, would, within, ...doors }: PublishQuestionProps) {
  const { sending, onYes, onNo, onSupervisor } = doors;
  const door = useRef<HTMLButtonElement>(null);
  useEffect(() => door.current?.focus(), []);
  useCommands([{ id: 'publish:no', word: 'Not yet', keys: 'Escape', keyOnly: true, run: onNo }]);
  return (
    <div role="alertdialog" aria-label={`Publish version ${number}?`} className={classes.question}>
      <Would against={against} number={number} text={would} />
      {within === null ? null : <p>{within}</p>}
      <div className={classes.doors}>
        <Button
          ref={door}
          loading={sending}
          // A key held since the door before is no answer.
          onKeyDown={(event) => (event.repeat ? event.preventDefault() : undefined)}
          onClick={onYes}
        >
          {publishDoor(number)}
        </Button>
        {onSupervisor ? (
          <Button variant="default" disabled={sending} onClick={onSupervisor}>
            {letSupervisor}
          </Button>
        ) : null}
        <Button variant="default" disabled={sending} onClick={onNo}>
          Not yet
        </Button>
      </div>
    </div>
  );
}

/** What publishing would do: what moves, who is told. */
export const Would = ({ against, number, text }: { against: number | null; number: number; text: string }) => (
  <p>
    {against === null ? null : <Moved from={against} to={number} />}
    {text}
  </p>
);

function Moved({ from, to }: { readonly from: number; readonly to: number }) {
  const counts = useCounts(from, to);
  return counts === undefined ? null : movedNow(counts);
}

/** Mails that came, each with the lines that it may answer and the days that it names: a button a day, of which none presses itself. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { When } from '../../web/kit/marks.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { mostBytes } from '../mail/incoming.ts';
import classes from './followup.module.css';
import { Given, Giving } from './Giving.tsx';
import { bounceWayOut } from './inquiries.messages.ts';
import { Lines } from './Lines.tsx';
import { listReplies, putReplyAway, takeReplyDate } from './replies.contract.ts';
import {
  bigWords,
  kindWords,
  matchWords,
  strangerWords,
  strayWords,
  unmatchedWords,
  unreadWords,
} from './replies.messages.ts';

export type Reply = Answering<typeof listReplies>['rows'][number];

const kinds = ['replies', 'reply_acts', 'reply_givings', 'purchase_lines', 'vendors'];
const changed = [...kinds, 'contacts', 'purchase_promises'];

interface RepliesProps {
  /** Absent: all that nobody put away. */
  readonly line?: string;
}

export function Replies({ line }: RepliesProps) {
  const query = line === undefined ? { open: 'yes' as const } : { ref: line };
  const found = useOne(listReplies, { query }, { kinds });
  if (found.error) return <Problem of={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Progress doing="Reading the mails" />;
  if (found.data.rows.length === 0)
    return line === undefined ? (
      <Empty
        title="No mail waits to be read."
        text="What vendors write to the mailbox stands here until somebody puts it away."
      />
    ) : null;
  return (
    <ul className={classes.mails} aria-label={line === undefined ? 'Mails that came' : 'Replies of the vendor'}>
      {found.data.rows.map((reply) => (
        <One key={reply.id} of={reply} line={line} />
      ))}
    </ul>
  );
}

function One({ of: reply, line }: { readonly of: Reply; readonly line: string | undefined }) {
  const away = useWrite(putReplyAway, { kinds: changed });
  const put = () => void away.run({ params: { id: reply.id } }).then(({ done }) => toast(done), toastProblem);
  const vendor = reply.vendor_name ?? reply.vendor;
  const putAway = reply.done_by ? null : (
    <Button size="compact-sm" variant="default" loading={away.sending} onClick={put}>
      Put away
    </Button>
  );
  return (
    <li>
      <span className="dim">
        <When at={reply.arrived} time /> · {kindWords[reply.kind]} ·{' '}
        <Said>{[reply.from_name, reply.from_address].filter(Boolean).join(', ') || 'nobody named'}</Said>
        {vendor ? ` · ${vendor}` : ''}
      </span>
      <p className={classes.subject}>
        <Said>{reply.subject || 'without a subject'}</Said>
      </p>
      {reply.given ? null : (
        <p className="dim">
          {reply.matched ? matchWords[reply.matched] : letterOf(reply) ? unmatchedWords : strayWords}
        </p>
      )}
      {vendor && !reply.from_vendor && reply.kind === 'reply' ? (
        <p className={classes.failed}>{strangerWords(reply.from_address, vendor)}</p>
      ) : null}
      {reply.said ? (
        <p className={classes.failed}>
          {reply.said} {bounceWayOut}
        </p>
      ) : null}
      {reply.kind === 'unread' ? <p className={classes.failed}>{unreadWords}</p> : null}
      {reply.text === '' && reply.size > mostBytes ? <p>{bigWords(reply.size)}</p> : null}
      {reply.text ? <pre>{reply.text}</pre> : null}
      {reply.quotes ? (
        <details>
          <summary>With what it quotes</summary>
          <pre>{reply.whole}</pre>
        </details>
      ) : null}
      {reply.files.length > 0 ? (
        <p className="dim">
          Attached, in the mailbox alone:{' '}
          <Said>
            {reply.files.map((one) => `${one.name || 'unnamed'} (${one.type}, ${sizeText(one.bytes)})`).join(', ')}
          </Said>
        </p>
      ) : null}
      {reply.taken.map((one) => (
        <p key={`${one.ref}${one.day}`}>
          <When day={one.day} /> is the promise of {one.ref}, taken by <Said>{one.by}</Said>.
        </p>
      ))}
      <Given of={reply} />
      {reply.dates.length > 0 && reply.lines.length > 0 ? <Dates of={reply} line={line} /> : null}
      {reply.done_by ? (
        <p className="dim">
          Put away by <Said>{reply.done_by}</Said>.
        </p>
      ) : null}
      {reply.inquiry === null && letterOf(reply) ? (
        <Giving of={reply}>{putAway}</Giving>
      ) : (
        <div className={classes.acts}>{putAway}</div>
      )}
    </li>
  );
}

/** Of a person; what a program writes is about no line. */
const letterOf = ({ kind }: Reply): boolean => kind === 'reply' || kind === 'unread';

const sizeText = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** Which lines a day is of is ticked: the one that is looked at, or where it answers one alone that one. */
function Dates({ of: reply, line }: { readonly of: Reply; readonly line: string | undefined }) {
  const take = useWrite(takeReplyDate, { kinds: changed });
  const refs = reply.lines.map((one) => one.ref);
  const only = refs.length === 1 ? refs[0] : undefined;
  const first = line !== undefined && refs.includes(line) ? line : only;
  const [ticked, setTicked] = useState<readonly string[]>(first === undefined ? [] : [first]);
  const chosen = ticked.filter((ref) => refs.includes(ref));
  const [day, setDay] = useState<string>();
  const press = (of: string, confirm?: string) => {
    setDay(of);
    void take
      .run(
        { params: { id: reply.id }, body: { day: of, refs: [...chosen] } },
        confirm === undefined ? {} : { confirm: [confirm] },
      )
      .then(
        ({ done }) => toast(done),
        () => undefined,
      );
  };
  return (
    <fieldset className={classes.dates}>
      <legend>Days that it names: of which lines are they the promise?</legend>
      <Lines of={reply.lines} chosen={chosen} onChange={setTicked} />
      {take.problem ? (
        <Problem
          of={take.problem}
          confirm={(code) => (day === undefined ? undefined : press(day, code))}
          confirmWord="Keep it all the same"
        />
      ) : null}
      {reply.dates.map((one) => (
        <div key={one.day} className={classes.day}>
          <Button
            size="compact-sm"
            variant="default"
            disabled={chosen.length === 0}
            loading={take.sending && day === one.day}
            onClick={() => press(one.day)}
          >
            <When day={one.day} />
          </Button>
          <span>
            <Said>“{one.words}”</Said>
            {one.notes.length > 0 ? <span className="dim"> · {one.notes.join(', ')}</span> : null}
          </span>
        </div>
      ))}
    </fieldset>
  );
}

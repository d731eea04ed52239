/** Overtime that was asked for: what a supervisor decides with a thumb, and what became of it. */
import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { countText, durationText } from '../../web/kit/formats.ts';
import { MoneyMark, When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { secondsBetween, wallClock } from '../../web/kit/time.ts';
import { toast } from '../../web/kit/toasts.tsx';
import { orderAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { placeWords } from '../planning/handhours.messages.ts';
import { approveOvertime, listOvertime, refuseOvertime, revokeOvertime } from './overtime.contract.ts';
import { stateWords } from './overtime.messages.ts';
import classes from './overtime.module.css';
import { type Effect, savesPromise } from './overtime.ts';

export const overtimeKinds: readonly string[] = [
  'overtime_requests',
  'overtime_decisions',
  'overtime_revocations',
  'overtime_windows',
];
type Request = Answering<typeof listOvertime>['rows'][number];

interface RequestsProps {
  /** Only what is to be decided. */
  readonly waiting?: boolean;
  /** Stands by itself on the page, and keeps its distance from the edge. */
  readonly framed?: boolean;
  /** Where there is nothing. */
  readonly empty?: ReactNode;
}

export function OvertimeRequests({ waiting = false, framed = false, empty = null }: RequestsProps) {
  const list = useOne(listOvertime, { query: { waiting: waiting ? 'true' : 'false' } }, { kinds: overtimeKinds });
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Progress doing="Reading overtime" />;
  if (list.data.rows.length === 0) return empty;
  return (
    <ul className={classes.requests} data-framed={framed || undefined} aria-label="Overtime">
      {list.data.rows.map((row) => (
        <li key={row.id}>
          <OneRequest of={row} />
        </li>
      ))}
    </ul>
  );
}

function OneRequest({ of: row }: { of: Request }) {
  return (
    <article className={classes.card} aria-label={`Overtime of ${placeWords(row)}`}>
      <h3>Overtime of {placeWords(row)}</h3>
      <Terms of={row} />
      <p>{row.reason}</p>
      <p className="dim">
        {row.mine ? 'You' : row.who} asked <When at={row.at} time />, on plan {row.plan}
      </p>
      <Whom of={row} />
      {row.state === 'asked' ? <Decide of={row} /> : <Decided of={row} />}
    </article>
  );
}

/** When, who comes, what it costs. */
export function Terms({ of }: { of: Pick<Request, 'from' | 'to' | 'crews' | 'cost'> }) {
  const { zone, currency } = usePlant();
  const [begins, ends] = [wallClock(zone, of.from), wallClock(zone, of.to)];
  return (
    <p>
      <strong>
        <When at={of.from} time />–
        {begins.day === ends.day ? <span className="figures">{ends.time}</span> : <When at={of.to} time />}
      </strong>
      , {durationText(secondsBetween(of.from, of.to))}, <MoneyMark of={{ minor: of.cost, currency }} />
      {of.crews.length > 0 ? `, with ${of.crews.join(', ')}` : ''}
    </p>
  );
}

const most = 6;

/** Who ships in time or sooner by it, and who later. */
export function Whom({ of: { saves, hurts } }: { of: Omit<Effect, 'verdict'> }) {
  if (saves.length + hurts.length === 0) return <p>No order ships at another date by it.</p>;
  return (
    <>
      <Lines of={saves} words={`${countText(saves.length, 'order ships', 'orders ship')} sooner:`} />
      <Lines of={hurts} words={`△ ${countText(hurts.length, 'order ships', 'orders ship')} later:`} />
    </>
  );
}

function Lines({ of: lines, words }: { of: Effect['saves']; words: string }) {
  if (lines.length === 0) return null;
  return (
    <>
      <p>{words}</p>
      <ul className={classes.lines}>
        {lines.slice(0, most).map((one) => (
          <li key={one.demand}>
            <PageLink to={orderAt(one.demand)}>{one.demand}</PageLink> {one.customer}: {Ships(one.before)} →{' '}
            {Ships(one.after)}
            <Became of={one} />
          </li>
        ))}
        {lines.length > most ? <li>and {lines.length - most} more</li> : null}
      </ul>
    </>
  );
}

const Ships = (at: string | null) => (at === null ? 'never' : <When at={at} />);

function Became({ of }: { of: Effect['saves'][number] }) {
  if (of.breaks_promise) return <span className={classes.late}> ▲ breaks its promise</span>;
  if (of.became === 'newly late') return <span className={classes.late}> ▲ late</span>;
  if (savesPromise(of)) return <strong>, as promised</strong>;
  return of.became === 'saved' ? <strong>, in time</strong> : null;
}

/** What an act of a supervisor needs a reason for, in one line with its button. */
function WithReason({ word, label, send, sending }: ActProps) {
  const [reason, setReason] = useState<string>();
  if (reason === undefined)
    return (
      <Button h={44} variant="default" onClick={() => setReason('')}>
        {word}
      </Button>
    );
  return (
    <form
      className={classes.send}
      onSubmit={(event) => {
        event.preventDefault();
        send(reason);
      }}
    >
      <TextInput
        label={label}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" h={44} disabled={reason.trim() === ''} loading={sending}>
        {word}
      </Button>
      <Button h={44} variant="subtle" onClick={() => setReason(undefined)}>
        Back
      </Button>
    </form>
  );
}

interface ActProps {
  readonly word: string;
  readonly label: string;
  readonly send: (reason: string) => void;
  readonly sending: boolean;
}

const said = ({ done }: { readonly done: string }): void => toast(done);
/** What stands against an act is said above its buttons. */
const told = (): void => undefined;

function Decide({ of: row }: { of: Request }) {
  const may = useMay('plan.approve');
  const approve = useWrite(approveOvertime, { kinds: overtimeKinds });
  const refuse = useWrite(refuseOvertime, { kinds: overtimeKinds });
  if (!may) return <p>{stateWords.asked}</p>;
  const params = { id: row.id };
  const problem = approve.problem ?? refuse.problem;
  return (
    <>
      {row.mine ? <p className="dim">Somebody else must approve what you asked for.</p> : null}
      {problem ? <Problem of={problem} /> : null}
      <div className={classes.buttons}>
        <Button
          h={44}
          disabled={row.mine}
          loading={approve.sending}
          onClick={() => void approve.run({ params, body: {} }).then(said, told)}
        >
          Approve
        </Button>
        <WithReason
          word="Refuse"
          label="Why is it refused?"
          sending={refuse.sending}
          send={(reason) => void refuse.run({ params, body: { reason } }).then(said, told)}
        />
      </div>
    </>
  );
}

function Decided({ of: row }: { of: Request }) {
  const may = useMay('plan.approve');
  const revoke = useWrite(revokeOvertime, { kinds: overtimeKinds });
  return (
    <>
      <p>
        {row.state === 'refused' ? stateWords.refused : stateWords.approved} by {row.decided_by}{' '}
        <When at={row.decided_at} time />
        {row.decision_reason === null ? '' : `: ${row.decision_reason}`}
      </p>
      {row.state === 'revoked' ? (
        <p>
          {stateWords.revoked} by {row.revoked_by} <When at={row.revoked_at} time />: {row.revoke_reason}
        </p>
      ) : null}
      {revoke.problem ? <Problem of={revoke.problem} /> : null}
      {may && row.state === 'approved' && !row.begun ? (
        <div className={classes.buttons}>
          <WithReason
            word="Revoke"
            label="Why is it revoked?"
            sending={revoke.sending}
            send={(reason) => void revoke.run({ params: { id: row.id }, body: { reason } }).then(said, told)}
          />
        </div>
      ) : null}
    </>
  );
}

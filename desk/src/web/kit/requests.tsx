/** What one person asks for and another decides, with a thumb: the list, who asked, the buttons with their reasons. */
import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useMay } from '../session/session.tsx';
import { When } from './marks.tsx';
import classes from './requests.module.css';
import { Problem, Progress, type ProgressProps } from './states.tsx';
import { toast } from './toasts.tsx';

export interface RequestsProps {
  /** Only what is to be decided. */
  readonly waiting?: boolean;
  /** Stands by itself on the page, and keeps its distance from the edge. */
  readonly framed?: boolean;
  /** Where there is nothing. */
  readonly empty?: ReactNode;
}

interface Listed<Row> {
  readonly data: { readonly rows: readonly Row[] } | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

interface ListProps<Row> extends Omit<RequestsProps, 'waiting'> {
  readonly of: Listed<Row>;
  /** "Overtime". */
  readonly label: string;
  readonly card: (row: Row) => ReactNode;
}

export function RequestList<Row extends { readonly id: number }>(props: ListProps<Row>) {
  const { of: list, label, framed = false, empty = null, card } = props;
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  if (!list.data)
    return (
      <div className={classes.requests} data-framed={framed || undefined}>
        <Progress doing={`Reading ${label.toLowerCase()}`} />
      </div>
    );
  if (list.data.rows.length === 0) return empty;
  return (
    <ul className={classes.requests} data-framed={framed || undefined} aria-label={label}>
      {list.data.rows.map((row) => (
        <li key={row.id}>{card(row)}</li>
      ))}
    </ul>
  );
}

interface Asked {
  readonly mine: boolean;
  readonly who: string;
  readonly inactive: boolean;
  readonly at: string;
  readonly plan: number;
}

export const WhoAsked = ({ of: row }: { of: Asked }) => (
  <p className="dim">
    {row.mine ? 'You' : row.who} asked <When at={row.at} time />, on version {row.plan}
    {row.inactive ? '; made inactive since' : ''}
  </p>
);

/** An act that is sent, as `useWrite` gives it, and what it sends. */
interface Act<Args extends readonly unknown[]> {
  readonly of: { readonly sending: boolean; readonly problem?: unknown };
  readonly send: (...args: Args) => Promise<{ readonly done: string }>;
}

/** What stands against an act is said above its buttons. */
const told = (): void => undefined;
const said = ({ done }: { readonly done: string }): void => toast(done);

interface DecideProps {
  readonly mine: boolean;
  readonly confirmWord?: string;
  /** `confirm`: the question that was answered with yes. */
  readonly approve: Act<[confirm?: string]>;
  /** What the approval waits for before it is done. */
  readonly waits?: ProgressProps | undefined;
  readonly refuse: Act<[reason: string]>;
  /** How who asked takes it back himself; absent: he does not. */
  readonly takeBack?: Act<[reason: string]> | undefined;
}

export function Decide({ mine, confirmWord, approve, waits, refuse, takeBack }: DecideProps) {
  const may = useMay('plan.approve');
  if (mine && takeBack)
    return (
      <>
        <p className="dim">It waits for a supervisor{may ? ': somebody else must approve what you asked for' : ''}.</p>
        {takeBack.of.problem ? <Problem of={takeBack.of.problem} /> : null}
        <div className={classes.buttons}>
          <WithReason word="Take back" label="Why is it taken back?" {...takeBack} />
        </div>
      </>
    );
  if (!may) return <p>It waits for a supervisor.</p>;
  const problem = approve.of.problem ?? refuse.of.problem;
  const press = (confirm?: string) => void approve.send(confirm).then(said, told);
  return (
    <>
      {mine ? <p className="dim">Somebody else must approve what you asked for.</p> : null}
      {problem ? <Problem of={problem} confirm={press} {...(confirmWord ? { confirmWord } : {})} /> : null}
      <div className={classes.buttons}>
        <Button h={44} disabled={mine} loading={approve.of.sending} onClick={() => press()}>
          Approve
        </Button>
        <WithReason word="Refuse" label="Why is it refused?" {...refuse} />
      </div>
      <WaitsFor of={waits} />
    </>
  );
}

/** Under the button that was pressed. */
export const WaitsFor = ({ of }: { of: ProgressProps | undefined }) =>
  of ? (
    <div className={classes.waits}>
      <Progress {...of} />
    </div>
  ) : null;

/** An act that needs a reason, in one line with its button. */
export function WithReason({ word, label, of, send }: Act<[reason: string]> & { word: string; label: string }) {
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
        void send(reason).then(said, told);
      }}
    >
      <TextInput
        label={label}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" h={44} disabled={reason.trim() === ''} loading={of.sending}>
        {word}
      </Button>
      <Button h={44} variant="subtle" onClick={() => setReason(undefined)}>
        Back
      </Button>
    </form>
  );
}

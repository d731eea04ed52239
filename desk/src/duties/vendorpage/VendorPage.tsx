/** What a vendor's link opens: his own open lines, each with what he may answer; his name is typed once. Made for the phone. */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { dayWords } from '../../house/daywords.ts';
import { type Answering, type Asking, call } from '../../web/api.ts';
import { Refused } from '../../web/kit/refused.ts';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { AnswerLine, type Chosen } from './AnswerLine.tsx';
import { answerLines, vendorPage } from './vendorpage.contract.ts';
import { page as words } from './vendorpage.messages.ts';
import classes from './vendorpage.module.css';
import { standingDate } from './vendorpage.ts';

type Whole = Answering<typeof vendorPage>;
export type ShownLine = Whole['lines'][number];
type Body = Asking<typeof answerLines>['body'];

export default function VendorPage() {
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['vendor-page', token],
    queryFn: ({ signal }) => call(vendorPage, {}, { link: token, signal }),
  });
  return (
    <main className={classes.page}>
      {error ? (
        <Problem of={error} {...(error instanceof Refused ? {} : { retry: () => void refetch() })} />
      ) : data ? (
        <Lines token={token} whole={data} again={() => void refetch()} />
      ) : (
        <Progress doing={words.reading} />
      )}
    </main>
  );
}

interface LinesProps {
  readonly token: string;
  readonly whole: Whole;
  readonly again: () => void;
}

function Lines({ token, whole, again }: LinesProps) {
  const { company, vendor, today, until, all, lines } = whole;
  const [chosen, setChosen] = useState<Readonly<Record<string, Chosen>>>({});
  const [name, setName] = useState('');
  const [missing, setMissing] = useState<string>();
  const { send, sending, problem, done } = useAnswers(token, again, () => setChosen({}));
  const told = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    document.title = words.title(company);
  }, [company]);
  useEffect(() => {
    if (done) told.current?.focus();
  }, [done]);

  const choose = (ref: string, answer: Chosen | undefined) =>
    setChosen(
      Object.fromEntries([
        ...Object.entries(chosen).filter(([one]) => one !== ref),
        ...(answer ? [[ref, answer]] : []),
      ]),
    );
  const answered = lines.filter(({ ref }) => chosen[ref]);
  const toConfirm = lines.filter((line) => !line.confirmed_at && (standingDate(line)?.day ?? '') >= today);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (answered.length === 0) return setMissing(words.nothingChosen);
    if (name.trim() === '') return setMissing(words.nameMissing);
    setMissing(undefined);
    send({ name, answers: answered.map((line) => answerOf(line, chosen[line.ref])) });
  };
  const faults = problem instanceof Refused ? problem.faults : [];
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <header className={classes.head}>
        <p className="dim">{vendor}</p>
        <h1>{words.title(company)}</h1>
        <p className="dim">{words.until(dayWords(until, today))}</p>
      </header>
      {done ? (
        <output ref={told} tabIndex={-1} className={classes.done}>
          {done}
        </output>
      ) : null}
      {lines.length === 0 ? <Empty title={words.none} text={words.noneText} /> : null}
      {all > lines.length ? <p className="dim">{words.more(lines.length, all)}</p> : null}
      {toConfirm.length > 1 ? (
        <Button
          variant="default"
          onClick={() =>
            setChosen({
              ...chosen,
              ...Object.fromEntries(toConfirm.map(({ ref }) => [ref, { act: 'confirm' as const }])),
            })
          }
        >
          {words.confirmAll(toConfirm.length)}
        </Button>
      ) : null}
      <ul className={classes.lines}>
        {lines.map((line) => (
          <AnswerLine
            key={line.ref}
            line={line}
            today={today}
            chosen={chosen[line.ref]}
            fault={faults.find((one) => one.field === line.ref)?.text}
            onChoose={(answer) => choose(line.ref, answer)}
          />
        ))}
      </ul>
      {lines.length === 0 ? null : (
        <footer className={classes.send}>
          {problem ? <Problem of={problem} /> : null}
          {missing ? (
            <p role="alert" className={classes.missing}>
              {missing}
            </p>
          ) : null}
          <div className={classes.sendRow}>
            <TextInput
              label={words.name}
              value={name}
              maxLength={120}
              autoComplete="name"
              onChange={(event) => {
                setName(event.currentTarget.value);
                setMissing(undefined);
              }}
            />
            <Button type="submit" loading={sending}>
              {words.send(answered.length)}
            </Button>
          </div>
        </footer>
      )}
    </form>
  );
}

function answerOf({ ref, open, required, promised, means }: ShownLine, chosen: Chosen | undefined) {
  const seen = { open, required, promised, means };
  if (!chosen || chosen.act === 'confirm') return { ref, seen, act: 'confirm' as const };
  if (chosen.act === 'ask') return { ref, seen, act: 'ask' as const, note: chosen.note };
  return {
    ref,
    seen,
    act: 'date' as const,
    day: chosen.day === '' ? null : chosen.day,
    means: chosen.means,
    note: chosen.note,
  };
}

/** A second press while the first is under way, or one after nobody answered, is the same act and is sent with the same key. */
function useAnswers(token: string, again: () => void, onTaken: () => void) {
  const client = useQueryClient();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: (body: Body) => call(answerLines, { body }, { link: token, idempotencyKey: key }),
    onSettled: (_, refused) => {
      if (!refused || refused instanceof Refused) setKey(crypto.randomUUID());
      // What stands now is shown beside why it was not taken.
      if (refused instanceof Refused) again();
    },
    onSuccess: ({ done: _, ...whole }) => {
      client.setQueryData(['vendor-page', token], whole);
      onTaken();
    },
  });
  return { send: mutate, sending: isPending, problem: error, done: data?.done };
}

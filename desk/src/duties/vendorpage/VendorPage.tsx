/** What a vendor's link opens: his own open lines, each with what he may answer; his name is typed once. Made for the phone. */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { dayWords } from '../../house/daywords.ts';
import { type Answering, type Asking, call } from '../../web/api.ts';
import { Refused } from '../../web/kit/refused.ts';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { AnswerLine, type Chosen, GoneLine } from './AnswerLine.tsx';
import { NoticeHead } from './Packages.tsx';
import { type Head, missingOf, noHead, noticeOf, packagesText, quantityFault, quantityOf, refOf } from './sending.ts';
import { answerLines, vendorPage } from './vendorpage.contract.ts';
import { page as words } from './vendorpage.messages.ts';
import classes from './vendorpage.module.css';
import { changesSince, type Seen, standingDate } from './vendorpage.ts';

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
      {error ? <Problem of={error} {...(error instanceof Refused ? {} : { retry: () => void refetch() })} /> : null}
      {data ? (
        <Lines token={token} whole={data} again={() => void refetch()} />
      ) : error ? null : (
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

/** What he chose of a line, and the line as it stood then; absent once he was told what has changed since. */
interface Choice {
  readonly answer: Chosen;
  readonly seen?: Seen | undefined;
}

function Lines({ token, whole, again }: LinesProps) {
  const { company, vendor, today, until, all, lines } = whole;
  const [chosen, setChosen] = useState<Readonly<Record<string, Choice>>>({});
  const [name, setName] = useState('');
  const [head, setHead] = useState(noHead);
  const [missing, setMissing] = useState<string>();
  const { send, sending, sent, problem, done } = useAnswers(token, {
    onTaken: () => {
      setChosen({});
      setHead(noHead);
    },
    onRefused: (refs) => {
      setChosen((all) => told(all, refs));
      // What stands now is shown beside why it was not taken.
      again();
    },
  });
  const thanks = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    document.title = words.title(company);
  }, [company]);
  useEffect(() => {
    if (done) thanks.current?.focus();
  }, [done]);

  const choose = (line: ShownLine, answer: Chosen | undefined) => {
    const before = chosen[line.ref];
    // Words that go on being typed are of the line as it stood when they were begun; a confirmation is of what stands when it is pressed.
    const goesOn = before && before.answer.act === answer?.act && answer.act !== 'confirm';
    const seen = goesOn ? before.seen : seenOf(line);
    setChosen(answer ? { ...chosen, [line.ref]: { answer, seen } } : without(chosen, line.ref));
  };
  const hasChanged = (line: ShownLine): boolean => {
    const seen = chosen[line.ref]?.seen;
    return seen !== undefined && changesSince(seen, line).changed;
  };
  /** Nobody confirms what he did not see. */
  const chosenOf = (line: ShownLine): Chosen | undefined => {
    const answer = chosen[line.ref]?.answer;
    return answer?.act === 'confirm' && hasChanged(line) ? undefined : answer;
  };
  const answered = lines.filter((line) => chosenOf(line));
  const packages = answered.flatMap((line) => {
    const answer = chosenOf(line);
    return answer?.act === 'send' ? answer.packages.map((one) => ({ ...one, ref: line.ref })) : [];
  });
  const toConfirm = lines.filter((line) => !line.confirmed_at && (standingDate(line)?.day ?? '') >= today);
  const typed = (head: Head): void => {
    setHead(head);
    setMissing(undefined);
  };
  const partFaults = answered.flatMap((line) => {
    const answer = chosenOf(line);
    return answer?.act === 'part' ? (quantityFault(line.ref, answer.qty, words.partMissing(line.ref)) ?? []) : [];
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacks =
      answered.length === 0
        ? words.nothingChosen
        : (partFaults[0] ?? missingOf(packages, head) ?? (name.trim() === '' ? words.nameMissing : undefined));
    setMissing(lacks);
    if (lacks !== undefined) return;
    send({
      name,
      answers: answered.flatMap((line) => answerOf(line, chosen[line.ref])),
      notice: packages.length === 0 ? null : noticeOf(head, packages),
    });
  };
  const gone = Object.entries(chosen).flatMap(([ref, { answer }]) => {
    const wrote = wroteOf(answer);
    return lines.some((line) => line.ref === ref) || wrote === '' ? [] : [{ ref, wrote }];
  });
  const faults = (problem instanceof Refused ? problem.faults : []).map(({ field = '', text }) => ({
    ref: refOf(field, sent?.notice),
    field,
    text,
  }));
  const ofHead = Object.fromEntries(
    faults.flatMap(({ ref, field, text }) =>
      ref === undefined ? [[field.slice(field.lastIndexOf('.') + 1), text]] : [],
    ),
  );
  const goneFaults = faults
    .filter(({ ref }) => ref !== undefined && !lines.some((line) => line.ref === ref))
    .map(({ text }) => text);
  const refused =
    faults.length === 0 ? undefined : (Object.values(ofHead)[0] ?? words.refused(faults.length, goneFaults));
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <header className={classes.head}>
        <p className="dim">{vendor}</p>
        <h1>{words.title(company)}</h1>
        <p className="dim">{words.until(dayWords(until, today))}</p>
      </header>
      {done ? (
        <output ref={thanks} tabIndex={-1} className={classes.done}>
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
              ...Object.fromEntries(
                toConfirm.map((line) => [line.ref, { answer: { act: 'confirm' as const }, seen: seenOf(line) }]),
              ),
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
            chosen={chosenOf(line)}
            fault={faults.find((one) => one.ref === line.ref)?.text ?? (hasChanged(line) ? words.changed : undefined)}
            onChoose={(answer) => choose(line, answer)}
          />
        ))}
        {gone.map(({ ref, wrote }) => (
          <GoneLine key={ref} of={ref} wrote={wrote} onClear={() => setChosen(without(chosen, ref))} />
        ))}
      </ul>
      {packages.length === 0 ? null : <NoticeHead of={head} today={today} faults={ofHead} onChange={typed} />}
      {lines.length === 0 ? null : (
        <footer className={classes.send}>
          {(missing ?? refused) ? (
            <p role="alert" className={classes.missing}>
              {missing ?? refused}
            </p>
          ) : problem ? (
            <Problem of={problem} />
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

function without(chosen: Readonly<Record<string, Choice>>, ref: string): Readonly<Record<string, Choice>> {
  const { [ref]: _, ...others } = chosen;
  return others;
}

const seenOf = ({ open, required, promised, means }: ShownLine): Seen => ({ open, required, promised, means });

/** Of what was refused he is told why: what he confirms of it he presses again, what he typed is of the line as it stands now. */
const told = (chosen: Readonly<Record<string, Choice>>, refs: ReadonlySet<string>) =>
  Object.fromEntries(
    Object.entries(chosen).flatMap(([ref, { answer, seen }]): [string, Choice][] => {
      if (!refs.has(ref)) return [[ref, { answer, seen }]];
      return answer.act === 'confirm' ? [] : [[ref, { answer }]];
    }),
  );

function wroteOf(answer: Chosen): string {
  if (answer.act === 'confirm') return '';
  return answer.act === 'send' ? packagesText(answer.packages) : answer.note.trim();
}

/** Of goods that he sends nothing is said by an answer. */
function answerOf(line: ShownLine, choice: Choice | undefined): Body['answers'] {
  const { ref } = line;
  const seen = choice?.seen ?? seenOf(line);
  const chosen = choice?.answer;
  if (!chosen || chosen.act === 'confirm') return [{ ref, seen, act: 'confirm' }];
  if (chosen.act === 'send') return [];
  if (chosen.act === 'ask') return [{ ref, seen, act: 'ask', note: chosen.note }];
  const { act, day, means, note } = chosen;
  const qty = act === 'part' ? quantityOf(chosen) || null : null;
  return [{ ref, seen, act, qty, day: day === '' ? null : day, means, note }];
}

/** A second press while the first is under way, or the same once more after nobody answered, is one act and is sent with the same key. */
function useAnswers(
  token: string,
  { onTaken, onRefused }: { readonly onTaken: () => void; readonly onRefused: (refs: ReadonlySet<string>) => void },
) {
  const client = useQueryClient();
  const sent = useRef<{ readonly text: string; readonly key: string }>(undefined);
  const { mutate, isPending, error, data, variables } = useMutation({
    mutationFn: (body: Body) => {
      const text = JSON.stringify(body);
      if (sent.current?.text !== text) sent.current = { text, key: crypto.randomUUID() };
      return call(answerLines, { body }, { link: token, idempotencyKey: sent.current.key });
    },
    onSettled: (_, refused, { notice }) => {
      if (!refused || refused instanceof Refused) sent.current = undefined;
      if (refused instanceof Refused)
        onRefused(new Set(refused.faults.flatMap(({ field }) => refOf(field ?? '', notice) ?? [])));
    },
    onSuccess: ({ done: _, ...whole }) => {
      client.setQueryData(['vendor-page', token], whole);
      onTaken();
    },
  });
  return { send: mutate, sending: isPending, sent: variables, problem: error, done: data?.done };
}

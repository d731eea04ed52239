/** Who stands in for whom, under Approvals: named by a supervisor, ended early by either. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Field } from '../../house/kind.ts';
import type { Answering } from '../../web/api.ts';
import { type Answers, AskWindow } from '../../web/kit/Ask.tsx';
import { dayMeant } from '../../web/kit/daymeant.ts';
import { When } from '../../web/kit/marks.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { dayWords } from '../../web/kit/time.ts';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { endDeputy, listDeputies, nameDeputy } from './deputies.contract.ts';
import classes from './deputies.module.css';

type Row = Answering<typeof listDeputies>['rows'][number];
type MayBe = Answering<typeof listDeputies>['may_be'];

const kinds = ['deputies', 'deputy_ends', 'users'] as const;

export function Deputies() {
  const list = useOne(listDeputies, {}, { kinds });
  if (!list.data) return null;
  const { rows, may_be } = list.data;
  const stands = rows.filter((row) => row.state === 'now' || row.state === 'to come');
  const gone = rows.filter((row) => !stands.includes(row));
  return (
    <section className={classes.deputies} aria-label="Deputies">
      <h2>Deputies</h2>
      {stands.length === 0 ? <p className="dim">Nobody stands in for a supervisor.</p> : <Listed rows={stands} />}
      {may_be.length > 0 ? <Naming mayBe={may_be} /> : null}
      {gone.length > 0 ? (
        <details>
          <summary>Before</summary>
          <Listed rows={gone} />
        </details>
      ) : null}
    </section>
  );
}

function Listed({ rows }: { rows: readonly Row[] }) {
  const { today } = usePlant();
  const write = useWrite(endDeputy, { kinds });
  const end = (row: Row) =>
    void write.run({ params: { id: row.id }, body: {} }).then(({ done }) => toast(done), toastProblem);
  return (
    <ul className={classes.rows}>
      {rows.map((row) => (
        <li key={row.id}>
          <span>
            {row.deputy_name} for {row.supervisor_name}, {dayWords(row.from_day, today)} to{' '}
            {dayWords(row.to_day, today)}
            {row.ended_at === null ? (
              <span className="dim"> {row.state}</span>
            ) : (
              <span className="dim">
                {' '}
                ended by {row.ended_by} <When at={row.ended_at} time />
              </span>
            )}
          </span>
          {row.mine && (row.state === 'now' || row.state === 'to come') ? (
            <Button variant="default" size="compact-sm" disabled={write.sending} onClick={() => end(row)}>
              End it
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Naming({ mayBe }: { mayBe: MayBe }) {
  const { today } = usePlant();
  const [asking, setAsking] = useState(false);
  const write = useWrite(nameDeputy, { kinds });
  const fields: readonly Field[] = [
    { name: 'deputy', label: 'Who', type: 'choice', choices: mayBe.map((one) => one.called), required: true },
    { name: 'from', label: 'From', type: 'date', required: true },
    { name: 'to', label: 'To, that day included', type: 'date', required: true },
  ];
  const submit = async (answers: Answers) => {
    const day = (name: string): string => dayMeant(String(answers[name] ?? ''), today) ?? '';
    const deputy = mayBe.find((one) => one.called === answers.deputy)?.number ?? 0;
    toast((await write.run({ body: { deputy, from: day('from'), to: day('to') } })).done);
    setAsking(false);
  };
  return (
    <>
      <div>
        <Button variant="default" onClick={() => setAsking(true)}>
          Name a deputy
        </Button>
      </div>
      <AskWindow
        title="Who stands in for you?"
        opened={asking}
        onClose={() => setAsking(false)}
        fields={fields}
        start={{ from: today }}
        submitWord="Name"
        onSubmit={submit}
      />
    </>
  );
}

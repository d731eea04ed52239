/** The exceptions: each root once, what hangs on it, and in its panel what might be done, tried already and kept as a draft. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Fragment } from 'react';
import { isNotYet } from '../../house/errors.ts';
import type { Answering } from '../../web/api.ts';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import { useView } from '../../web/kit/grid/view.ts';
import { LateDays, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Refused } from '../../web/kit/refused.ts';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { orderAt, pageAt } from '../../web/paths.ts';
import { PlanButton, usePlanNow } from '../../web/plan/PlanButton.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { keepDraft } from '../board/board.contract.ts';
import { exceptionProposals, listExceptions } from './exceptions.contract.ts';
import { beyondWords, noLaterWords, olderWords, troubleWords } from './exceptions.messages.ts';
import classes from './exceptions.module.css';
import { troubles } from './exceptions.ts';

type Answer = Answering<typeof listExceptions>;
type Row = Answer['rows'][number];

/** So many work centres have a link of their own. */
const mostCentres = 6;

/** Whatever is reported, dated, published or planned. */
const kinds = [
  'progress_reports',
  'work_steps',
  'purchase_lines',
  'work_orders',
  'stock',
  'downtimes',
  'calendars',
  'calendar_days',
  'overtime_windows',
  'plan_versions',
  'version_decisions',
  'plan_runs',
];

const columns: readonly Column<Row>[] = [
  {
    id: 'kind',
    label: 'Trouble',
    type: 'choice',
    value: (row) => troubleWords[row.kind],
    choices: troubles.map((kind) => troubleWords[kind]),
  },
  { id: 'text', label: 'What', type: 'text', value: (row) => row.text },
  {
    id: 'days',
    label: 'Later',
    unit: 'd',
    type: 'number',
    value: (row) => row.days,
    draw: (row) => <Later of={row} />,
    // A plan made while it is open puts figures where "no later" stood.
    width: 96,
    help: 'Working days later than published, by the plan made since: of the line that is put off most',
  },
  { id: 'lines', label: 'Lines', type: 'number', value: (row) => row.lines.length },
  { id: 'holds', label: 'Operations', type: 'number', value: (row) => row.holds.length },
  {
    id: 'starts',
    label: 'Published',
    type: 'instant',
    value: (row) => row.starts,
    draw: (row) => <When at={row.starts} time />,
  },
  { id: 'machine', label: 'Machine', type: 'text', value: (row) => row.machine },
  { id: 'item', label: 'Item', type: 'text', value: (row) => row.item },
];
const phoneColumns = firstOnPhone(columns, {
  kind: {
    label: 'Trouble',
    width: 104,
    draw: (row) => <TwoLines first={troubleWords[row.kind]} second={<Later of={row} />} />,
  },
  text: { label: 'What', width: 258, draw: (row) => <span className={classes.sentence}>{row.text}</span> },
});
const keyOf = (row: Row): string => row.key;

export default function ExceptionsPage() {
  const list = useOne(listExceptions, {}, { kinds });
  const rows = list.data?.rows ?? [];
  return (
    <Page
      title="Exceptions"
      counted={list.data?.published ? countText(rows.length, 'exception', 'exceptions') : undefined}
      note={list.data ? <Note of={list.data} /> : undefined}
      tools={<PlanButton />}
    >
      {list.error ? (
        <Problem of={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Progress doing="Holding the floor against what was published" />
      ) : list.data.published === null ? (
        <Empty
          title="Nothing is published yet."
          text="Once a version is published, what keeps the floor from it stands here with what might be done about it."
        >
          <Button variant="default" component={PageLink} to={pageAt('/versions')}>
            Submit a version
          </Button>
        </Empty>
      ) : (
        <List of={rows} published={list.data.published} />
      )}
    </Page>
  );
}

function Note({ of: { published, planned, rows } }: { readonly of: Answer }) {
  if (published === null) return null;
  const unknown = rows.filter(({ known }) => !known).length;
  return (
    <p className={classes.note}>
      What keeps the floor from{' '}
      <PageLink to={pageAt('/board', { version: String(published) })}>version {published}</PageLink>, each trouble once
      by its root.{' '}
      {planned === null ? (
        'No plan was made since, so nobody knows yet what ships later.'
      ) : (
        <>
          What ships later is said by{' '}
          <PageLink to={pageAt('/versions/$number', { number: planned })}>version {planned}</PageLink>, planned since,
          in working days.{unknown > 0 ? ` ${olderWords(unknown, rows.length)}` : ''}
        </>
      )}
    </p>
  );
}

function List({ of: rows, published }: { readonly of: readonly Row[]; readonly published: number }) {
  const view = useView('exceptions');
  const shown = usePhone() ? phoneColumns : columns;
  const source = useLocalRows(rows, shown, view, keyOf);
  return (
    <div className={classes.list}>
      <Grid<Row>
        label="Exceptions"
        columns={shown}
        rows={source}
        view={view}
        panelTitle={(row) => troubleWords[row.kind]}
        panel={(row) => <Opened key={row.key} of={row} published={published} />}
        empty={
          <Empty
            title="The floor works as published."
            text="What begins late, runs over, delivers less, waits for material or a machine that went down, or stands on a day that was closed since, would stand here."
          />
        }
      />
    </div>
  );
}

interface LaterProps {
  readonly of: Pick<Row, 'days' | 'beyond'>;
  /** In words, not on hover alone. */
  readonly said?: boolean;
}

const Later = ({ of: { days, beyond }, said = false }: LaterProps) =>
  days === null ? (
    <span className="dim">–</span>
  ) : days > 0 ? (
    <span title={beyond ? beyondWords : undefined}>
      <LateDays days={days} state="late" />
      {beyond ? <span className="dim"> {said ? beyondWords : 'not by this alone'}</span> : null}
    </span>
  ) : (
    <span>no later</span>
  );

function Opened({ of: row, published }: { readonly of: Row; readonly published: number }) {
  return (
    <div className={classes.opened}>
      <p>
        <strong>{row.text}</strong>
      </p>
      {row.instead.length > 0 ? <Instead of={row} /> : null}
      {row.closed ? <OpenAgain of={row.closed} /> : null}
      <Proposals of={row} />
      <h3>Customers’ lines that hang on it</h3>
      {row.lines.length === 0 ? <p className="dim">None: it goes to stock.</p> : <Lines of={row.lines} />}
      <h3>Operations that it holds up</h3>
      {row.holds.length === 0 ? <p className="dim">None: what it makes is for customers’ lines alone.</p> : null}
      <ul>
        {row.holds.map(({ order, seq, item, name }) => (
          <li key={`${order}/${seq}`}>
            {order}/{seq} {name} <span className="dim">{item}</span>
          </li>
        ))}
      </ul>
      <p>
        <PageLink to={pageAt('/board', { version: String(published), otherwise: '1' })}>
          Show what went otherwise on the board
        </PageLink>
      </p>
    </div>
  );
}

/** Those that ship no later are one fold, behind the others. */
function Lines({ of: lines }: { readonly of: Row['lines'] }) {
  const rest = lines.filter(({ days }) => days !== null && days <= 0);
  const first = rest.length > 1 ? lines.filter((one) => !rest.includes(one)) : lines;
  return (
    <>
      <ul>
        {first.map(({ line, days, beyond }) => (
          <li key={line}>
            <PageLink to={orderAt(line)}>{line}</PageLink> <Later of={{ days, beyond }} said />
          </li>
        ))}
      </ul>
      {rest.length > 1 ? (
        <details>
          <summary>{noLaterWords(rest.length, first.length)}</summary>
          <ul>
            {rest.map(({ line }) => (
              <li key={line}>
                <PageLink to={orderAt(line)}>{line}</PageLink>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

/** Where the rest may come from, and who is to be told: each with the page on which it is done. */
const Instead = ({ of: { instead } }: { readonly of: Row }) => (
  <section aria-label="Instead of what is not delivered">
    <h3>Instead of what is not delivered</h3>
    <ul>
      {instead.map(({ text, item, line, version }) => (
        <li key={text}>
          {text}{' '}
          {item !== null ? <PageLink to={pageAt('/stock', { filter: `item:eq:${item}` })}>Stock</PageLink> : null}
          {line !== null ? <PageLink to={orderAt(line)}>{line}</PageLink> : null}
          {version !== null ? (
            <PageLink to={pageAt('/versions/$number', { number: version })}>Version {version}</PageLink>
          ) : null}
        </li>
      ))}
    </ul>
  </section>
);

/** Where what is closed can be worked all the same: each with the page on which it is done. */
function OpenAgain({ of: { calendar, from, to, work_centres: centres } }: { readonly of: NonNullable<Row['closed']> }) {
  const [mayAsk, mayOpen] = [useMay('orders.dates'), useMay('master.write')];
  const days = from !== null && to !== null ? { reopen: from, until: to } : {};
  return (
    <section aria-label="Work in it all the same">
      <h3>Work in it all the same</h3>
      <ul>
        {mayAsk && centres.length > 0 ? (
          <>
            <li>
              Ask for overtime of <Centres of={centres} day={from} />.
            </li>
            <li>
              Or on another day: <Centres of={centres} day={null} />.
            </li>
          </>
        ) : null}
        <li>
          {!mayOpen
            ? 'Look at it'
            : from === null
              ? 'Change the week'
              : from === to
                ? 'Open the day again'
                : 'Open the days again'}{' '}
          in the calendar <PageLink to={pageAt('/calendars', { calendar, ...days })}>{calendar}</PageLink>.
        </li>
      </ul>
    </section>
  );
}

/** Where overtime is asked for, each work centre a link. */
const Centres = ({ of: centres, day }: { readonly of: readonly string[]; readonly day: string | null }) => (
  <>
    {centres.slice(0, mostCentres).map((centre, n) => (
      <Fragment key={centre}>
        {n > 0 ? ', ' : ''}
        <PageLink to={pageAt('/overtime', { work_centre: centre, ...(day === null ? {} : { day }) })}>
          {centre}
        </PageLink>
      </Fragment>
    ))}
    {centres.length > mostCentres ? ` or ${centres.length - mostCentres} more` : ''}
  </>
);

/** Tried on the plan that stands; nothing is moved until a draft of it is approved. */
function Proposals({ of: row }: { readonly of: Row }) {
  const { data, error, isPending } = useOne(exceptionProposals, { query: { key: row.key } }, { kinds });
  const may = useMay('plan.run');
  // The plan's inputs or its hours have gone by: no fault, and one press away.
  const past = error instanceof Refused && isNotYet(error.problem) ? error : undefined;
  const navigate = useNavigate();
  const again = usePlanNow();
  const keep = useWrite(keepDraft, { kinds: ['plan_versions'] });
  const take = async (edits: NonNullable<typeof data>['rows'][number]['edits'], text: string): Promise<void> => {
    const made = await keep.run({
      body: { version: data!.version, acts: [edits], reason: `${text}, because: ${row.text}`.slice(0, 200) },
    });
    toast(made.done);
    void navigate({ to: '/versions/$number', params: { number: String(made.number) } as never });
  };
  return (
    <section aria-label="What might be done">
      <h3>What might be done</h3>
      {isPending ? <Progress doing="Trying what might help" /> : null}
      {past ? <p className="dim">{past.message}</p> : error ? <Problem of={error} /> : null}
      {keep.problem ? <Problem of={keep.problem} /> : null}
      {data?.rows.map(({ text, consequence, edits }) => (
        <div key={text} className={classes.proposal}>
          <strong>{text}</strong>
          <span>{consequence}</span>
          {may ? (
            <Button
              size="compact-sm"
              variant="default"
              loading={keep.sending}
              onClick={() => void take(edits, text).catch(() => undefined)}
            >
              Draft it
            </Button>
          ) : null}
        </div>
      ))}
      {data ? <p className="dim">{data.tried}</p> : null}
      <div className={classes.proposal}>
        <strong>Plan again</strong>
        <span>
          With the floor as it is; work in the frozen zone keeps its turn where it can. It becomes a draft
          {past ? ', and what might be done is tried on it' : ''}.
        </span>
        {may ? (
          <Button size="compact-sm" variant={past ? 'filled' : 'default'} loading={again.sending} onClick={again.plan}>
            Plan again
          </Button>
        ) : null}
      </div>
    </section>
  );
}

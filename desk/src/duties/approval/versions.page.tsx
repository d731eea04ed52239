/** Plan → Versions: each plan that was made, from what; the run that works now; whether changes plan by themselves. */
import { Button, Switch, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { compareBarred, compareWords } from '../planning/comparison.messages.ts';
import { useVerdictFirst, VersionVerdict } from '../planning/comparison.page.tsx';
import { figureFacts, figureIn } from '../planning/figures.page.tsx';
import { mostKeepDays } from '../planning/keeping.ts';
import { fromNothingWords, otherPlanWords, wasMended } from '../planning/otherplan.messages.ts';
import { OtherNames } from '../planning/otherplan.page.tsx';
import {
  askPlan,
  cancelRun,
  keepVersion,
  listRuns,
  listVersions,
  planState,
  setAutomatic,
  setKeepDays,
} from '../planning/planning.contract.ts';
import { changedSinceWords, keepWords, keptWords, plannedBy, plansByItself } from '../planning/planning.messages.ts';
import classes from '../planning/planning.module.css';
import { isOnTheWay, versionStates } from '../planning/states.ts';
import { Acts, useVersion } from './acts.page.tsx';
import own from './approval.module.css';
import { DoAgain } from './doagain.page.tsx';
import { FirstVerdict } from './lateorders.page.tsx';
import { useWindows } from './windows.page.tsx';

type Version = Answering<typeof listVersions>['rows'][number];
type Run = Answering<typeof listRuns>['rows'][number];

const figure = (row: Version, name: string): number | null => figureIn(row.figures, name);

const columns: readonly Column<Version>[] = [
  {
    id: 'number',
    label: 'Version',
    type: 'reference',
    value: (row) => String(row.number),
    to: (row) => pageAt('/versions/$number', { number: row.number }),
  },
  {
    id: 'made',
    label: 'Made',
    type: 'instant',
    value: (row) => row.made_at,
    draw: (row) => <When at={row.made_at} time />,
  },
  { id: 'by', label: 'Planned by', type: 'text', width: 120, value: (row) => row.made_by },
  { id: 'published_by', label: 'Published by', type: 'text', width: 120, value: (row) => row.published_by },
  {
    id: 'state',
    label: 'State',
    type: 'choice',
    value: (row) => (row.overtaken ? 'overtaken' : row.state),
    choices: [...versionStates, 'overtaken'],
    draw: (row) => row.standing,
  },
  {
    id: 'broken',
    label: 'Rules broken',
    type: 'number',
    value: (row) => row.broken,
    draw: (row) => (row.broken > 0 ? <span className={classes.broken}>▲ {row.broken}</span> : null),
    help: 'By who made it by hand',
  },
  // Names and reasons come later that no row of the first look has.
  { id: 'reason', label: 'Why', type: 'text', width: 220, value: (row) => row.reason },
  {
    id: 'status',
    label: 'Status',
    type: 'choice',
    value: (row) => row.status,
    choices: ['complete', 'partial', 'cancelled'],
  },
  { id: 'demands', label: 'Demands', type: 'number', value: (row) => figure(row, 'demands') },
  { id: 'onTime', label: 'In time', type: 'number', value: (row) => figure(row, 'onTime') },
  { id: 'unserved', label: 'Unserved', type: 'number', value: (row) => figure(row, 'unserved') },
  {
    id: 'late',
    label: 'Days late',
    type: 'number',
    decimals: 1,
    value: (row) => figure(row, 'lateDays'),
    help: 'Working days of all demands, added up',
  },
  { id: 'orders', label: 'Orders', type: 'number', value: (row) => figure(row, 'orders') },
  { id: 'operations', label: 'Operations', type: 'number', value: (row) => figure(row, 'operations') },
  { id: 'purchases', label: 'Purchases', type: 'number', value: (row) => figure(row, 'purchases') },
  { id: 'setup', label: 'Set-up', type: 'duration', work: true, value: (row) => figure(row, 'setupSeconds') },
  {
    id: 'overtime',
    label: 'Overtime',
    type: 'duration',
    work: true,
    value: (row) => figure(row, 'overtimeSeconds') ?? 0,
  },
];
/** What one comes for stands first where little has room. */
const first = ['number', 'state', 'onTime'];
const phoneColumns = [
  ...first.map((id) => columns.find((one) => one.id === id)!),
  ...columns.filter(({ id }) => !first.includes(id)),
];
const keyOf = (row: Version): string => String(row.number);
const none: readonly Version[] = [];
const planKinds = ['plan_runs', 'plan_versions', 'sites'] as const;
const views: readonly NamedView[] = [
  { name: 'All' },
  { name: 'Waiting', filter: 'state:in:submitted,approved' },
  { name: 'Published', filter: 'state:in:published,superseded' },
];

export default function VersionsPage() {
  const view = useView('versions', views);
  const versions = useOne(listVersions, { query: { limit: 200 } }, { kinds: planKinds });
  const state = useOne(planState, {}, { kinds: ['*'] });
  const rows = versions.data?.rows ?? none;
  const shown = usePhone() ? phoneColumns : columns;
  const source = useLocalRows(rows, shown, view, keyOf);
  const mayPlan = useMay('plan.run');
  const plan = useWrite(askPlan, { kinds: planKinds });
  const keep = useWrite(keepVersion, { kinds: planKinds });
  const before = useMemo(() => new Map(rows.map((row, index) => [row.id, rows[index + 1]])), [rows]);
  const run = state.data?.run ?? undefined;
  const navigate = useNavigate();
  /** The two that are marked, the older one first; a version alone is held against the one before it. */
  const pairOf = (row: Version, marked: readonly Version[]) => {
    const [one, other] = marked.length > 1 ? marked : [before.get(row.id), row];
    if (marked.length > 2 || !one || !other) return undefined;
    return { from: Math.min(one.number, other.number), to: Math.max(one.number, other.number) };
  };
  return (
    <Page
      title="Versions"
      counted={versions.data ? countText(rows.length, 'version', 'versions') : undefined}
      view={view}
      searchHint="Search versions"
      tools={
        <>
          {versions.data ? <KeepDays key={versions.data.keep_days} of={versions.data.keep_days} /> : null}
          <Automatic on={state.data?.automatic} />
        </>
      }
      primary={
        mayPlan
          ? {
              word: 'Plan now',
              keys: 'p',
              barred: run ? 'A run waits or works already' : undefined,
              run: () => void plan.run({ body: {} }).then(() => toast('A planning run is asked for.'), toastProblem),
            }
          : undefined
      }
    >
      <div className={classes.body}>
        <div className={classes.runs}>
          {state.data ? <Standing of={state.data} /> : null}
          {state.data?.version ? <OtherPlan of={state.data.version} mayAsk={mayPlan && !run} /> : null}
          {run ? <Running run={run} /> : null}
          <Failed />
        </div>
        <div className={classes.list}>
          {versions.error ? (
            <Problem of={versions.error} retry={() => void versions.refetch()} />
          ) : versions.isPending ? (
            <Progress doing="Reading versions" />
          ) : (
            <Grid<Version>
              label="Plan versions"
              columns={shown}
              rows={source}
              view={view}
              actions={(row, marked) => [
                {
                  word: compareWords(pairOf(row, marked)),
                  keys: 'd',
                  barred: pairOf(row, marked) ? undefined : compareBarred(marked.length),
                  run: () => {
                    const pair = pairOf(row, marked);
                    if (pair) void navigate({ to: pageAt('/versions/$from/compare/$to', pair) as string });
                  },
                },
                {
                  word: 'Read it, then submit it',
                  barred: notSubmitted(row, mayPlan),
                  run: () => void navigate({ to: pageAt('/versions/$number', { number: row.number }) as string }),
                },
                {
                  word: row.pinned ? 'Let it go' : 'Keep it',
                  barred: mayPlan ? undefined : 'A planner or supervisor says which versions are kept.',
                  run: () =>
                    void keep
                      .run({ params: { number: row.number }, body: { kept: !row.pinned } })
                      .then(({ kept }) => toast(keptWords(row.number, kept, versions.data?.keep_days)), toastProblem),
                },
              ]}
              pageOf={(row) => pageAt('/versions/$number', { number: row.number })}
              panelTitle={(row) => `Version ${row.number}`}
              panel={(row) => <VersionPanel of={row} before={before.get(row.id)} />}
              empty={
                <Empty
                  title="No plan has been made yet."
                  text="Each planning run keeps its result here, whole, with its figures."
                />
              }
            />
          )}
        </div>
      </div>
    </Page>
  );
}

/** Why there is nothing to submit of a version; undefined: there is. */
function notSubmitted({ state, no_further }: Version, mayPlan: boolean): string | undefined {
  if (!mayPlan) return 'A planner or supervisor submits versions.';
  return state === 'draft' ? (no_further ?? undefined) : 'It is no draft any more.';
}

function KeepDays({ of: days }: { of: number }) {
  const may = useMay('rules.write');
  const set = useWrite(setKeepDays, { kinds: planKinds });
  const [typed, setTyped] = useState(String(days));
  const save = () => {
    if (typed === String(days)) return;
    set.run({ body: { days: Number(typed) } }).then(
      () => toast(keepWords(Number(typed))),
      (error: unknown) => {
        setTyped(String(days));
        toastProblem(error);
      },
    );
  };
  return (
    <TextInput
      size="xs"
      w={132}
      type="number"
      min={1}
      max={mostKeepDays}
      leftSection={<span className="dim">days kept</span>}
      leftSectionWidth={78}
      aria-label="Days for which versions are kept"
      title={may ? keepWords(days) : `${keepWords(days)} A supervisor sets this.`}
      readOnly={!may}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save()}
    />
  );
}

function Automatic({ on }: { on: boolean | undefined }) {
  const may = useMay('rules.write');
  const set = useWrite(setAutomatic, { kinds: planKinds });
  if (on === undefined) return null;
  return (
    <Switch
      size="xs"
      label="Changes plan by themselves"
      title={may ? 'Ten quiet seconds after a change of the inputs a run is asked for' : 'A supervisor sets this'}
      checked={on}
      disabled={!may || set.sending}
      onChange={(event) => void set.run({ body: { automatic: event.currentTarget.checked } }).catch(toastProblem)}
    />
  );
}

function Standing({ of: state }: { of: Answering<typeof planState> }) {
  if (!state.version) return <p className={classes.stale}>No plan was made yet.</p>;
  return (
    <p className={classes.stale}>
      <span>
        Version {state.version.number} is the newest plan, made <When at={state.version.made_at} time />{' '}
        {plannedBy(state.version.made_by)}.
      </span>
      {state.stale ? (
        <span>
          <strong>It is stale:</strong> {changedSinceWords(state.changed, state.changes[0])}
        </span>
      ) : (
        <span className="dim">Nothing it was made from has changed since.</span>
      )}
    </p>
  );
}

/** What the plan from nothing would do that was not taken, and the way to it. */
function OtherPlan({ of: { figures }, mayAsk }: { of: { figures: Version['figures'] }; mayAsk: boolean }) {
  const plan = useWrite(askPlan, { kinds: planKinds });
  const words = otherPlanWords(figures);
  const ask = () =>
    void plan
      .run({ body: { from_nothing: true, reason: fromNothingWords.reason } })
      .then(() => toast(fromNothingWords.asked), toastProblem);
  const asks = mayAsk && wasMended(figures);
  if (words === null && !asks) return null;
  return (
    <div className={classes.stale}>
      {words === null ? null : <span>{words}</span>}
      {asks ? (
        <Button size="xs" h={28} variant="default" loading={plan.sending} onClick={ask}>
          {fromNothingWords.ask}
        </Button>
      ) : null}
      <OtherNames figures={figures} />
    </div>
  );
}

function Running({ run }: { run: Run }) {
  const cancel = useWrite(cancelRun, { kinds: planKinds });
  const mayPlan = useMay('plan.run');
  const doing = run.state === 'waiting' ? 'Waiting for a worker' : run.step || 'Planning';
  return (
    <Progress
      doing={`${doing} (${run.asked_by === plansByItself ? plannedBy(run.asked_by) : `asked by ${run.asked_by}`}: ${run.reason})`}
      done={run.state === 'waiting' ? undefined : run.share}
      {...(mayPlan
        ? { onCancel: () => void cancel.run({ params: { id: run.id }, body: {} }).catch(toastProblem) }
        : {})}
    />
  );
}

/** The last run, if it failed: what it said. */
function Failed() {
  const runs = useOne(listRuns, {}, { kinds: planKinds });
  const [last] = runs.data?.rows ?? [];
  if (last?.state !== 'failed') return null;
  return (
    <p className={classes.stale}>
      <strong>The last run failed:</strong> {last.error}
    </p>
  );
}

/** What its page offers: what it changes stands before the doors. */
function Doors({ number }: { number: number }) {
  const found = useVersion(number);
  const of = found.data;
  const verdict = useVerdictFirst(of?.held_against);
  const windows = useWindows();
  if (found.error) return <Problem of={found.error} retry={() => void found.refetch()} />;
  if (!of) return null;
  const onTheWay = isOnTheWay(of.version.state);
  return (
    <div className={own.beside}>
      {!onTheWay || of.held_against === null ? null : (
        <VersionVerdict from={of.held_against} to={number} published={of.published} onRead={verdict.onRead} />
      )}
      {onTheWay && of.in_it ? <FirstVerdict of={of.in_it} /> : null}
      {verdict.read || of.held_against === null ? <Acts of={of} asks={windows.ask} /> : null}
      {windows.shown}
      <DoAgain of={of} />
    </div>
  );
}

function VersionPanel({ of: row, before }: { of: Version; before: Version | undefined }) {
  return (
    <>
      <Doors key={row.number} number={row.number} />
      <Facts
        of={[
          ['Made', <When key="made" at={row.made_at} time />],
          ['Planned by', row.made_by],
          ['Published by', row.published_by],
          ['Why', row.reason],
          ['As of', <When key="now" at={row.now} time />],
          ['Kept', row.pinned ? 'however old it gets' : null],
          ...figureFacts(row.figures, before?.figures),
        ]}
      />
      {before ? (
        <p>
          <PageLink to={pageAt('/versions/$from/compare/$to', { from: before.number, to: row.number })}>
            Compare with version {before.number}
          </PageLink>
        </p>
      ) : null}
    </>
  );
}

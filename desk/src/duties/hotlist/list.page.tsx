/** The hot list: what is late and why, by the rule that stands above it; a call and a move to the top are one key away. */
import { Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { type ListRoute, usePagedRows } from '../../web/kit/grid/usePagedRows.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Page } from '../../web/kit/Page.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Empty } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { lookedAt, noteLook } from '../../web/plan/looked.ts';
import { PlanButton, usePlanNow } from '../../web/plan/PlanButton.tsx';
import { StaleNote } from '../../web/plan/StaleNote.tsx';
import { ToImport } from '../../web/plan/ToImport.tsx';
import { usePlanState } from '../../web/plan/usePlanState.ts';
import { useWrite } from '../../web/queries.ts';
import { useSession } from '../../web/session/session.tsx';
import { RescuesWindow } from '../planning/answers.page.tsx';
import { CallWindow } from './CallWindow.tsx';
import { type HotRow, hotColumns, keyOf, savable } from './columns.tsx';
import { HotPanel } from './HotPanel.tsx';
import { hotList, takeBack } from './hotlist.contract.ts';
import classes from './hotlist.module.css';
import { type Grouping, groupings } from './listing.ts';
import { RuleNote } from './RuleNote.tsx';
import { TopWindow } from './TopWindow.tsx';
import { addressOf } from './targets.tsx';
import { useGroupedRows } from './useGroupedRows.tsx';
import { WhyHere } from './WhyHere.tsx';

const views: readonly NamedView[] = [
  { name: 'All' },
  { name: 'Late', filter: 'late:eq:true' },
  { name: 'By cause', filter: 'late:eq:true', group: 'root' },
  { name: 'My rows', filter: 'mine:eq:true' },
  { name: 'Calls due', filter: 'call_due:eq:true' },
  { name: 'Needs a word', filter: 'word_today:eq:true' },
];

/** What the list is made of: when one of these is written somewhere, it is asked for again. */
const kinds = [
  'plan_runs',
  'hot_moves',
  'contacts',
  'customer_lines',
  'purchase_lines',
  'work_orders',
  'work_steps',
  'requisitions',
  'deliveries',
  'kanban_acts',
  'stock',
  'sites',
];

const isGrouping = (text: string | undefined): text is Grouping =>
  (groupings as readonly (string | undefined)[]).includes(text);

export default function HotListPage() {
  const { site, may } = useSession();
  const { currency } = usePlant();
  const phone = usePhone();
  const view = useView('hot-list', views);
  const columns = useMemo(() => hotColumns(currency, phone), [currency, phone]);
  const [looked] = useState(() => lookedAt(site.code));
  const group = isGrouping(view.group) ? view.group : undefined;
  const flat = usePagedRows<HotRow>(hotList as unknown as ListRoute, view, {
    keyOf,
    query: { looked },
    kinds,
    enabled: group === undefined,
  });
  const heads = useGroupedRows(view, group, looked, kinds);
  const rows = group ? heads : { ...flat, fold: foldNothing };
  const head = useLatestOf(group ? heads.answer : (flat.answer as Answering<typeof hotList> | undefined));
  const version = head?.version?.id;
  useEffect(() => {
    if (version !== undefined) noteLook(site.code, version);
  }, [site.code, version]);
  const [calling, setCalling] = useState<HotRow>();
  const [moving, setMoving] = useState<HotRow>();
  const [saving, setSaving] = useState<HotRow>();
  const back = useWrite(takeBack, { kinds: ['hot_moves'] });

  const actions = (row: HotRow) => [
    {
      word: 'Log a call',
      keys: 'c',
      barred: may('calls.write') ? undefined : 'You may not log calls at this site.',
      run: () => setCalling(row),
    },
    {
      word: 'Rescues',
      keys: 'r',
      barred: savable(row) ? undefined : 'Only a customer line that ships late can be rescued.',
      run: () => setSaving(row),
    },
    {
      word: row.top ? 'Take back from the top' : 'Move to the top',
      keys: 't',
      barred: may('orders.write') ? undefined : 'Only planners and supervisors move rows to the top.',
      run: () =>
        row.top
          ? void back
              .run({ query: { kind: row.kind, ref: row.ref } })
              .then(() => toast(`${row.ref} stands where the rule puts it.`), toastProblem)
          : setMoving(row),
    },
  ];

  return (
    <Page
      title="Hot list"
      counted={head ? <Counted of={head.totals} onWord={() => view.choose('Needs a word')} /> : undefined}
      view={view}
      searchHint="Search"
      tools={<PlanButton onPlanned={flat.refresh} />}
      note={
        head ? (
          <div className={classes.rule}>
            <RuleNote rule={head.rule} />
            <StaleNote />
          </div>
        ) : undefined
      }
    >
      <Grid<HotRow>
        label="Hot list"
        columns={columns}
        rows={rows}
        view={view}
        detail={(row) => <WhyHere row={row} />}
        panel={(row) => <HotPanel row={row} />}
        panelTitle={(row) => `${row.ref} ${row.item_name ?? row.item}`}
        pageOf={(row) => addressOf({ type: row.kind, ref: row.ref })}
        actions={actions}
        empty={head && head.version === null ? <NoPlan /> : <NothingOpen />}
      />
      {calling ? <CallWindow row={calling} onClose={() => setCalling(undefined)} /> : null}
      {saving ? <RescuesWindow line={saving.ref} onClose={() => setSaving(undefined)} /> : null}
      {moving ? <TopWindow row={moving} onClose={() => setMoving(undefined)} /> : null}
    </Page>
  );
}

const foldNothing = () => undefined;

interface Totals {
  readonly open: number;
  readonly late: number;
  readonly word_today: number;
  readonly fresh: number;
}

function Counted({ of, onWord }: { readonly of: Totals; readonly onWord: () => void }) {
  return (
    <>
      {quantityText(of.open)} open · {quantityText(of.late)} late to need
      {of.word_today > 0 ? (
        <>
          <span className={classes.dot}> · </span>
          <Button size="compact-xs" variant="subtle" px={2} fw={400} onClick={onWord}>
            {quantityText(of.word_today)} {of.word_today === 1 ? 'needs' : 'need'} a word today
          </Button>
        </>
      ) : null}
      {of.fresh > 0 ? ` · ${quantityText(of.fresh)} new since you looked` : ''}
    </>
  );
}

/** While another question is under way, what the last answer said still stands. */
function useLatestOf<A>(answer: A | undefined): A | undefined {
  const [latest, setLatest] = useState(answer);
  if (answer !== undefined && answer !== latest) setLatest(answer);
  return answer ?? latest;
}

function NoPlan() {
  const { may } = useSession();
  const { plan, sending } = usePlanNow();
  const runs = usePlanState().data?.run != null;
  return (
    <Empty
      title={runs ? 'The first plan is being made.' : 'There is no plan yet.'}
      text="Open customer lines, operations and purchase lines stand here, what is late first, as soon as a plan says when they come."
    >
      {may('plan.run') && !runs ? (
        <Button size="xs" h={28} loading={sending} onClick={plan}>
          Plan now
        </Button>
      ) : null}
      <ToImport />
    </Empty>
  );
}

const NothingOpen = () => (
  <Empty
    title="Nothing is open."
    text="Customer lines, work orders and purchase lines stand here from the plan after they were entered or imported."
  />
);

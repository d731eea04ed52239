/** What each machine does next: the standing plan as the floor reads it, to be printed and pinned up. */

import { fewNamed } from '../../house/names.ts';
import { type Answering, fileAddress } from '../../web/api.ts';
import { countText, lateOf } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { LateDays, Quantity, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { PaperLink } from '../../web/kit/PaperLink.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { pageAt } from '../../web/paths.ts';
import { ToAcknowledge } from '../../web/plan/ToAcknowledge.tsx';
import { useOne } from '../../web/queries.ts';
import { OvertimeAhead } from '../overtime/ahead.page.tsx';
import { NeedInFull } from '../planning/otherneed.page.tsx';
import { dispatchAll } from './floor.contract.ts';
import { notReleased, unpublishedLists } from './floor.messages.ts';
import { PrintList } from './printlist.page.tsx';

type Row = Answering<typeof dispatchAll>['rows'][number];

const views: readonly NamedView[] = [
  { name: 'By work centre', group: 'work_centre' },
  { name: 'By machine', group: 'machine' },
  { name: 'Late', filter: 'late:gt:0', group: 'work_centre' },
  { name: 'Material missing', filter: 'material:ne:ready' },
];

const materialText = (row: Row, most = Infinity): string =>
  row.missing.length === 0
    ? 'ready'
    : fewNamed(
        row.missing.map((one) => `${one.item} ${one.qty} ${one.unit}`),
        most,
      );

function lateOfRow(row: Row) {
  return row.late_days === null ? null : lateOf(row.late_days);
}

/** What has time is said too: who works by the list wants to know what can wait. */
function Lateness({ of: row }: { of: Row }) {
  const late = lateOfRow(row);
  return late && row.late_days !== null ? <LateDays days={row.late_days} state={late.state} /> : null;
}

const columns: readonly Column<Row>[] = [
  { id: 'work_centre', label: 'Work centre', type: 'text', value: (row) => row.work_centre ?? 'none' },
  { id: 'machine', label: 'Machine', type: 'text', value: (row) => row.machine ?? 'outside, by hand' },
  {
    id: 'starts',
    label: 'Start',
    type: 'instant',
    value: (row) => row.starts,
    draw: (row) => <When at={row.starts} time />,
  },
  {
    id: 'ends',
    label: 'End',
    type: 'instant',
    value: (row) => row.ends,
    draw: (row) => <When at={row.ends} time />,
    secondary: true,
  },
  {
    id: 'order',
    label: 'Order',
    type: 'reference',
    value: (row) => row.order,
    to: (row) => pageAt('/report/$ticket', { ticket: row.order }),
  },
  { id: 'seq', label: 'Step', type: 'number', value: (row) => row.seq, secondary: true },
  {
    id: 'part',
    label: 'Part',
    type: 'text',
    value: partText,
    secondary: true,
    help: 'Of an operation that runs on several machines at once',
  },
  {
    id: 'step',
    label: 'What',
    type: 'text',
    value: (row) => row.step,
    draw: (row) => `${row.seq} ${row.step ?? ''}`,
  },
  { id: 'item', label: 'Item', type: 'text', value: (row) => row.item },
  {
    id: 'left',
    label: 'Left',
    type: 'quantity',
    value: (row) => row.left,
    draw: (row) => <Quantity of={row.left} unit={row.unit} />,
  },
  {
    id: 'late',
    label: 'Late',
    type: 'lateness',
    value: lateOfRow,
    draw: (row) => <Lateness of={row} />,
    help: 'Working days its order is late to need, as published',
  },
  {
    id: 'material',
    label: 'Material',
    type: 'text',
    value: (row) => materialText(row),
    draw: (row) => materialText(row, 1),
    help: 'What is not there now, as Clear to build counts it',
  },
  {
    id: 'setup',
    label: 'Set-up',
    type: 'duration',
    work: true,
    value: (row) => row.setup_seconds,
    sum: true,
    secondary: true,
  },
  { id: 'run', label: 'Run', type: 'duration', work: true, value: (row) => row.run_seconds, sum: true },
  { id: 'priority', label: 'Priority', type: 'number', value: (row) => row.priority, secondary: true },
  { id: 'next', label: 'Then', type: 'text', value: (row) => row.next ?? 'last', secondary: true },
  {
    id: 'state',
    label: 'State',
    type: 'choice',
    value: (row) => (row.order_state === 'firm' ? notReleased : row.state),
    choices: [notReleased, 'waiting', 'started'],
    help: 'What is not released may not be begun.',
  },
  {
    id: 'order_state',
    label: 'Order is',
    type: 'choice',
    value: (row) => row.order_state,
    choices: ['firm', 'released', 'started'],
    secondary: true,
  },
  { id: 'serves', label: 'For', type: 'text', value: servesText, secondary: true },
];

/** What, when and where, what is missing: 362 pixels beside the gutter. */
const phoneColumns = firstOnPhone(columns, {
  order: {
    label: 'What',
    width: 128,
    draw: (row) => (
      <TwoLines
        first={
          <PageLink to={pageAt('/report/$ticket', { ticket: row.order })} tabIndex={-1}>
            {row.order}/{row.seq}
          </PageLink>
        }
        second={row.item}
      />
    ),
  },
  starts: {
    label: 'When, where',
    width: 142,
    draw: (row) => (
      <TwoLines
        first={<When at={row.starts} time />}
        second={
          <>
            {row.machine ?? row.work_centre ?? 'by hand'} {(row.late_days ?? 0) > 0 ? <Lateness of={row} /> : null}
          </>
        }
      />
    ),
  },
  material: {
    label: 'Missing',
    width: 108,
    draw: (row) => {
      const last = row.missing.at(-1);
      return last ? (
        <TwoLines first={materialText(row)} second={last.at === null ? 'no date' : <When at={last.at} />} />
      ) : null;
    },
  },
});

function partText({ part, parts }: Row): string {
  return part > 0 ? `part ${part} of ${parts}` : '';
}

function servesText(row: Row): string {
  if (row.serves === null) return 'stock';
  return row.serves_more > 0 ? `${row.serves} and ${row.serves_more} more` : row.serves;
}
const keyOf = (row: Row): string => `${row.order}/${row.seq}/${row.part}`;
const noRows: readonly Row[] = [];
const kinds = ['plan_versions', 'work_orders', 'work_steps'];

export default function DispatchPage() {
  const list = useOne(dispatchAll, { query: {} }, { kinds });
  const view = useView('dispatch', views);
  const rows = list.data?.rows ?? noRows;
  const shown = usePhone() ? phoneColumns : columns;
  const source = useLocalRows(rows, shown, view, keyOf);
  const late = rows.filter((row) => row.late_days !== null && row.late_days > 0).length;
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const version = list.data?.version;
  return (
    <Page
      title="Dispatch"
      counted={list.data ? `${countText(rows.length, 'operation', 'operations')} · ${late} late` : undefined}
      view={view}
      searchHint="Search operations"
      tools={
        <>
          <PaperLink to={fileAddress('/dispatch-paper')} tool />
          <PrintList workCentres={[...new Set(rows.flatMap((row) => row.work_centre ?? []))]} />
        </>
      }
      note={
        version ? (
          <>
            {version.published ? null : `${unpublishedLists} `}
            From version {version.number}, made <When at={version.made_at} time />. Finished operations are off the list
            at once; times follow with the next plan. <OvertimeAhead /> <ToAcknowledge />
          </>
        ) : undefined
      }
    >
      <Grid
        label="Dispatch lists"
        columns={shown}
        rows={{ ...source, loading: list.isPending }}
        view={view}
        panelTitle={(row) => [`${row.order} / ${row.seq}`, partText(row), row.step].filter(Boolean).join(' ')}
        panel={(row) => <Operation of={row} />}
        pageOf={(row) => pageAt('/report/$ticket', { ticket: row.order })}
        empty={
          <Empty
            title={version ? 'Nothing is waiting at any work centre.' : 'There is no plan yet.'}
            text={
              version
                ? 'Operations stand here once orders are firm or released and planned.'
                : 'A planner makes one from the hot list with "Plan".'
            }
          />
        }
      />
    </Page>
  );
}

function Operation({ of: row }: { of: Row }) {
  return (
    <>
      <Facts
        of={[
          ['Item', `${row.item} ${row.item_name ?? ''}`],
          ['Still to be made', <Quantity key="left" of={row.left} unit={row.unit} />],
          ['Ordered', <Quantity key="qty" of={row.ordered} unit={row.unit} />],
          ['Start', <When key="starts" at={row.starts} time />],
          ['End', <When key="ends" at={row.ends} time />],
          [
            'Needed',
            <NeedInFull
              key="need"
              need={row.need}
              other={row.newest}
              says={(plan) => `by version ${plan}, not published,`}
            />,
          ],
          ['Late', <Lateness key="late" of={row} />],
          ['For', servesText(row)],
          ['Order is', row.order_state],
          ['Priority', row.priority],
          ['Then', row.next ?? 'the last operation'],
        ]}
      />
      <h3>Material</h3>
      {row.missing.length === 0 ? (
        <p>All of it is there.</p>
      ) : (
        row.missing.map((one) => (
          <p key={`${one.item} ${one.from} ${one.at}`}>
            {one.text} {one.by_start ? 'It is there by the start.' : null}
          </p>
        ))
      )}
    </>
  );
}

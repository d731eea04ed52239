/** What may be released next: clear, or what it lacks, and the one thing that would clear the most. */
import { NumberInput, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { later } from '../../house/clock.ts';
import type { Answering } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { countText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { ExportButton } from '../../web/kit/grid/ExportButton.tsx';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Check, Quantity, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { orderAt, pageAt, recordsAt } from '../../web/paths.ts';
import { StaleNote } from '../../web/plan/StaleNote.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { kinds } from '../records/records.ts';
import { clearList, releaseList, setWindow } from './cleartobuild.contract.ts';
import { calledOf, reachWords, thingWords, wishWords } from './cleartobuild.messages.ts';
import classes from './cleartobuild.module.css';
import { mostWindow, type Reach, reaches, things, type Wish, wishes } from './cleartobuild.ts';
import { OrderPanel } from './panel.page.tsx';

export type ClearList = Answering<typeof clearList>;
export type ClearRow = ClearList['rows'][number];

/** A change of any input of a plan may be a change of the list. */
const inputs = ['plan_runs', 'sites', ...kinds.filter((kind) => kind.planned).map((kind) => kind.name)];

const views: readonly NamedView[] = [
  { name: 'All' },
  { name: 'Clear', filter: 'clear:eq:true' },
  { name: 'Short', filter: 'clear:eq:false' },
  { name: 'By what is missing', filter: 'clear:eq:false', group: 'kind' },
];

const columns: readonly Column<ClearRow>[] = [
  {
    id: 'starts',
    label: 'Start',
    type: 'instant',
    value: (row) => row.starts,
    draw: (row) => <When at={row.starts} time />,
  },
  {
    id: 'order',
    label: 'Order',
    type: 'reference',
    value: (row) => row.number ?? row.id.replace('/', ' '),
    to: (row) => (row.number === null ? undefined : recordsAt('work_orders', { search: row.number })),
  },
  {
    id: 'state',
    label: 'State',
    type: 'choice',
    value: (row) => (row.number === null ? 'planned' : 'firm'),
    choices: ['planned', 'firm'],
    secondary: true,
  },
  {
    id: 'item',
    label: 'Item',
    type: 'reference',
    value: (row) => row.item,
    to: (row) => pageAt('/items/$code', { code: row.item }),
  },
  {
    id: 'qty',
    label: 'Quantity',
    type: 'quantity',
    value: (row) => row.qty,
    draw: (row) => <Quantity of={row.qty} unit={row.unit} />,
  },
  {
    id: 'clear',
    label: 'Clear',
    type: 'boolean',
    value: (row) => row.clear,
    draw: (row) => <Verdict of={row} />,
  },
  {
    id: 'kind',
    label: 'Missing',
    type: 'choice',
    value: (row) => (row.lacks[0] ? thingWords[row.lacks[0].kind] : null),
    choices: things.map((kind) => thingWords[kind]),
    help: 'The first thing that it lacks',
    secondary: true,
  },
  { id: 'lacks', label: 'What it lacks', type: 'text', value: (row) => lacksText(row) || null },
  {
    id: 'comes',
    label: 'Complete',
    type: 'instant',
    value: completeAt,
    draw: (row) => <When at={completeAt(row)} time />,
    help: 'When the last of what it lacks is expected; empty: nobody knows',
  },
  { id: 'held', label: 'Who has it', type: 'text', value: (row) => heldText(row) || null },
  {
    id: 'serves',
    label: 'For',
    type: 'reference',
    value: (row) =>
      row.serves === null ? 'stock' : `${row.serves}${row.serves_more > 0 ? ` and ${row.serves_more} more` : ''}`,
    to: (row) => (row.serves === null ? undefined : orderAt(row.serves)),
  },
  { id: 'name', label: 'Name', type: 'text', value: (row) => row.item_name, secondary: true },
  { id: 'ends', label: 'End', type: 'instant', value: (row) => row.ends, secondary: true },
];

const lacksText = (row: ClearRow): string => row.lacks.map((lack) => lack.text).join(' ');
const heldText = (row: ClearRow): string =>
  [...new Set(row.lacks.flatMap((lack) => lack.held.slice(0, 1).map(({ who }) => calledOf(who))))].join(', ');

/** Only when all of it is known: one thing that nobody knows of is enough to have no date. */
function completeAt(row: ClearRow): string | null {
  const dates = row.lacks.map((lack) => lack.comes);
  return dates.includes(null) ? null : (dates.toSorted().at(-1) ?? null);
}

const Verdict = ({ of: row }: { of: ClearRow }) =>
  row.clear ? (
    <>
      <Check of /> clear
    </>
  ) : (
    <span className={classes.short}>△ {quantityText(row.lacks.length)} missing</span>
  );

/** What, what is missing and until when, when it starts: the first two fill the phone, the start of the third shows that it goes on. */
const phoneColumns = firstOnPhone(columns, {
  order: {
    label: 'What',
    width: 140,
    draw: (row) => (
      <TwoLines
        first={row.item}
        second={
          <>
            <Quantity of={row.qty} unit={row.unit} /> {row.number ?? 'planned'}
          </>
        }
      />
    ),
  },
  starts: {
    label: 'Start',
    width: 100,
    draw: (row) => <TwoLines first={<When at={row.starts} />} second={<Verdict of={row} />} />,
  },
  lacks: {
    label: 'Missing',
    width: 122,
    draw: (row) =>
      row.clear ? null : (
        <TwoLines
          first={row.lacks.map((lack) => lack.what).join(', ')}
          second={completeAt(row) === null ? 'nobody knows when' : <When at={completeAt(row)} />}
        />
      ),
  },
});

const keyOf = (row: ClearRow): string => row.id;
const noRows: readonly ClearRow[] = [];

export default function ClearToBuildPage() {
  const [address, set] = useAddress();
  const wish: Wish = address.wish === 'start' ? 'start' : 'now';
  const reach: Reach = address.reach === 'next_day' ? 'next_day' : 'window';
  const list = useOne(clearList, { query: { wish, reach } }, { kinds: inputs });
  const view = useView('clear-to-build', views);
  const rows = list.data?.rows ?? noRows;
  const shown = usePhone() ? phoneColumns : columns;
  const source = useLocalRows(rows, shown, view, keyOf);
  const may = useMay('orders.write');
  const release = useWrite(releaseList, { kinds: inputs });
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;

  const clear = rows.filter((row) => row.clear);
  const press = (some: readonly ClearRow[]) =>
    void release
      .run({ body: { wish, orders: some.map((row) => row.id) } })
      .then((answer) => toast(answer.done), toastProblem);
  const counted = list.data
    ? `${countText(rows.length, 'order', 'orders')} to release ${reach === 'window' ? `within ${countText(list.data.days, 'working day', 'working days')}` : 'by the end of the next working day'}, ${quantityText(clear.length)} clear`
    : undefined;
  return (
    <Page
      title="Clear to build"
      counted={counted}
      view={view}
      searchHint="Search orders"
      tools={
        <>
          <SegmentedControl
            size="xs"
            aria-label="How far ahead"
            data={reaches.map((value) => ({ value, label: reachWords[value] }))}
            value={reach}
            onChange={(value) => set({ reach: value === 'window' ? undefined : value })}
          />
          <SegmentedControl
            size="xs"
            aria-label="What counts as there"
            data={wishes.map((value) => ({ value, label: wishWords[value] }))}
            value={wish}
            onChange={(value) => set({ wish: value === 'now' ? undefined : value })}
          />
          <ExportButton name="clear-to-build" columns={columns} rows={source} />
        </>
      }
      primary={
        may && list.data?.version
          ? {
              word: `Release what is clear (${quantityText(clear.length)})`,
              run: () => press(clear),
              barred: clear.length === 0 ? 'Nothing is clear' : release.sending ? 'Releasing' : undefined,
            }
          : undefined
      }
      note={list.data?.version ? <Notes of={list.data} reach={reach} /> : undefined}
    >
      <Grid
        label="Orders to be released next"
        columns={shown}
        rows={{ ...source, loading: list.isPending }}
        view={view}
        panelTitle={(row) => `${row.number ?? calledOf(row.id)} ${row.item}`}
        panel={(row) => <OrderPanel of={row} />}
        actions={(_, marked) => [
          {
            word: 'Release',
            barred: !may
              ? 'A planner or supervisor releases'
              : marked.some((row) => row.clear)
                ? undefined
                : 'It is not clear',
            run: () => press(marked.filter((row) => row.clear)),
          },
        ]}
        empty={
          list.data?.version === null ? (
            <Empty title="There is no plan yet." text='A planner makes one from the hot list with "Plan".' />
          ) : (
            <Empty
              title={
                reach === 'window'
                  ? 'Nothing is to be released in the next days.'
                  : 'Nothing is to be released by the end of the next working day.'
              }
              text="Planned and firm orders that start until then stand here, with what each of them lacks."
            />
          )
        }
      />
    </Page>
  );
}

/** How it is reckoned, and what would help most. */
function Notes({ of: list, reach }: { of: ClearList; reach: Reach }) {
  return (
    <>
      <StaleNote />
      <div className={classes.rule}>
        In the order of their starts, each takes what is there, until{' '}
        {reach === 'window' ? (
          <>
            <Window days={list.days} /> working days from now
          </>
        ) : (
          <>
            the end of <When at={later(list.until, -1)} />
          </>
        )}
        . Version {list.version?.number}.
      </div>
      {list.helps.length > 0 ? (
        <ol className={classes.helps} aria-label="What would clear the most orders">
          {list.helps.map((help) => (
            <li key={`${help.kind} ${help.what}`}>{help.text}</li>
          ))}
        </ol>
      ) : null}
    </>
  );
}

/** The release window, set by who sets the rules. */
function Window({ days }: { days: number }) {
  const may = useMay('rules.write');
  const save = useWrite(setWindow, { kinds: ['sites', 'work_orders'] });
  const [typed, setTyped] = useState<number | string>(days);
  if (!may) return <>{days}</>;
  const keep = () => {
    if (typeof typed === 'number' && typed !== days) void save.run({ body: { days: typed } }).catch(toastProblem);
  };
  return (
    <NumberInput
      className={classes.window}
      size="xs"
      w={58}
      aria-label="Working days of the release window"
      min={1}
      max={mostWindow}
      allowDecimal={false}
      value={typed}
      onChange={setTyped}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && keep()}
    />
  );
}

/** The kit, live: every part the pages are built of, for those who build the next page. The rows are made up. */
import { Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { Field } from '../../house/kind.ts';
import { pageAt } from '../paths.ts';
import { AskWindow } from './Ask.tsx';
import { Chain } from './Chain.tsx';
import { countText, lateOf, quantityText } from './formats.ts';
import type { Column } from './grid/column.ts';
import { Grid } from './grid/Grid.tsx';
import { useLocalRows } from './grid/source.ts';
import { type NamedView, useView } from './grid/view.ts';
import { type KitRow, kitRows, kitStates } from './kit.rows.ts';
import { Check, Duration, LateMark, MoneyMark, Quantity, When } from './marks.tsx';
import { Page } from './Page.tsx';
import { PaperLink } from './PaperLink.tsx';
import { RememberTabs } from './RememberTabs.tsx';
import { Refused } from './refused.ts';
import { Facts } from './SidePanel.tsx';
import { Empty, Problem, Progress } from './states.tsx';
import { offerUndo, toast } from './toasts.tsx';

const views: readonly NamedView[] = [
  { name: 'All' },
  { name: 'Late', sort: '-late', filter: 'state:in:open' },
  { name: 'By customer', group: 'customer' },
];

const columns: readonly Column<KitRow>[] = [
  { id: 'key', label: 'Order', type: 'reference', value: (row) => row.key, to: () => pageAt('/kit') },
  { id: 'due', label: 'Due', type: 'instant', value: (row) => row.due, edit: true },
  { id: 'promised', label: 'Promised', type: 'instant', value: (row) => row.promised, edit: true },
  {
    id: 'late',
    label: 'Late',
    type: 'lateness',
    value: (row) => row.late,
    help: 'Against the due date, as the plan stands',
  },
  { id: 'name', label: 'What', type: 'text', value: (row) => row.name, edit: true },
  { id: 'qty', label: 'Quantity', unit: 'pcs', type: 'quantity', value: (row) => row.qty, sum: true, edit: true },
  { id: 'risk', label: 'At risk', type: 'money', value: (row) => row.risk, sum: true },
  {
    id: 'customer',
    label: 'Customer',
    type: 'reference',
    value: (row) => row.customer,
    edit: true,
    suggest: suggestCustomer,
  },
  { id: 'state', label: 'State', type: 'choice', value: (row) => row.state, choices: kitStates, edit: true },
  {
    id: 'complete',
    label: 'Whole',
    type: 'boolean',
    value: (row) => row.complete,
    edit: true,
    help: 'Ships only when complete',
  },
  { id: 'wait', label: 'Queue', type: 'duration', value: (row) => row.wait },
  { id: 'item', label: 'Item', type: 'text', value: (row) => row.item, secondary: true },
  { id: 'note', label: 'Note', type: 'text', value: (row) => row.note, edit: true },
];

const keyOf = (row: KitRow): string => row.key;
const hasChain = (row: KitRow): boolean => row.late.state !== 'fine';

async function suggestCustomer(text: string) {
  const names = [...new Set(kitRows(200).map((row) => row.customer))];
  return names.filter((name) => name.toLowerCase().includes(text.toLowerCase())).map((value) => ({ value }));
}

const fields: readonly Field[] = [
  { name: 'name', label: 'What', type: 'text', required: true, max: 40 },
  {
    name: 'qty',
    label: 'Quantity',
    type: 'quantity',
    required: true,
    aboveZero: true,
    help: '"=12*144" is calculated.',
  },
  { name: 'due', label: 'Due', type: 'date', required: true },
  { name: 'state', label: 'State', type: 'choice', choices: kitStates, default: 'open' },
  { name: 'complete', label: 'Ship complete', type: 'boolean', default: true },
  { name: 'note', label: 'Note', type: 'text', long: true, secondary: true },
];

export default function KitPage() {
  const [rows, setRows] = useState<readonly KitRow[]>(() => kitRows(20_000));
  const view = useView('kit', views);
  const source = useLocalRows(rows, columns, view, keyOf);
  const [asking, setAsking] = useState(false);
  const late = useMemo(() => rows.filter((row) => row.late.state === 'late').length, [rows]);

  const edit = async (row: KitRow, column: Column<KitRow>, text: string) => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    if (column.id === 'qty' && !(Number(text) > 0)) throw refusal(`Quantity must be above 0, not ${text}.`, 'qty');
    const value =
      column.type === 'quantity'
        ? Number(text)
        : column.type === 'boolean'
          ? text === 'yes'
          : column.type === 'instant'
            ? `${text.slice(0, 10)}T16:00:00.000Z`
            : text;
    setRows((now) => now.map((one) => (one.key === row.key ? { ...one, [column.id]: value } : one)));
  };
  const remove = (some: readonly KitRow[]) => {
    const before = rows;
    const gone = new Set(some.map(keyOf));
    setRows(rows.filter((row) => !gone.has(row.key)));
    offerUndo(`${countText(some.length, 'order line', 'order lines')} deleted.`, () => setRows(before));
  };

  return (
    <Page
      title="Kit"
      counted={`${quantityText(rows.length)} open · ${quantityText(late)} late`}
      view={view}
      primary={{ word: 'New line', keys: 'c', run: () => setAsking(true) }}
      tools={<PaperLink to={String(pageAt('/kit'))} tool />}
      note="Every part the pages are built of. Press ? for the keys; the rows are made up and live in this page only."
    >
      <Grid
        label="Order lines"
        columns={columns}
        rows={source}
        view={view}
        onEdit={edit}
        onPaste={(matrix) =>
          toast(`${countText(matrix.length, 'row', 'rows')} pasted: a page would show the dry run now.`)
        }
        panelTitle={(row) => `${row.key} ${row.name}`}
        panel={(row) => <KitPanel row={row} />}
        pageOf={() => pageAt('/kit')}
        detail={(row) => <Chain links={chainOf(row)} />}
        hasDetail={hasChain}
        actions={(row, marked) => [
          { word: 'Log a call', run: () => toast(`Called about ${row.key}.`) },
          {
            word: 'Move to top',
            barred: row.late.state === 'fine' ? 'It is not late.' : undefined,
            run: () => toast(`${row.key} moved to the top.`),
          },
          { word: marked.length > 1 ? `Delete ${marked.length}` : 'Delete', danger: true, run: () => remove(marked) },
        ]}
      />
      <AskWindow
        title="New line"
        opened={asking}
        onClose={() => setAsking(false)}
        fields={fields}
        submitWord="Add"
        draft="kit"
        onSubmit={async (answers, confirm) => {
          if (Number(answers.qty) > 1000 && confirm !== 'large')
            throw asks(`${answers.qty} pieces is far above what is usual for one line.`, 'large');
          setAsking(false);
          toast(`${answers.name} added.`);
        }}
      />
    </Page>
  );
}

const refusal = (detail: string, field: string) =>
  new Refused({
    type: 'about:blank',
    title: 'faulty',
    status: 422,
    code: 'faulty',
    detail,
    faults: [{ field, text: detail }],
  });
const asks = (detail: string, code: string) =>
  new Refused({ type: 'about:blank', title: 'confirm', status: 409, code, detail, values: { confirm: code } });

const chainOf = (row: KitRow) => [
  { name: row.key, to: pageAt('/kit') },
  { name: 'MO-778', to: pageAt('/kit'), words: 'step 20 weld waits for tubing' },
  { name: 'PO-311/1', to: pageAt('/kit'), words: 'promised 31 Oct, now 4 Nov', evidence: 'their mail 10:12' },
  { name: 'shipment at hub' },
];

function KitPanel({ row }: { row: KitRow }) {
  return (
    <RememberTabs
      id="kit"
      tabs={[
        {
          name: 'facts',
          label: 'Facts',
          content: (
            <Facts
              of={[
                ['Due', <When key="due" at={row.due} time />],
                ['Late', <LateMark key="late" of={row.late} />],
                ['Quantity', <Quantity key="qty" of={row.qty} unit="pcs" />],
                ['At risk', <MoneyMark key="risk" of={row.risk} />],
                ['Queue before it', <Duration key="wait" seconds={row.wait} />],
                ['Ships complete', <Check key="complete" of={row.complete} />],
                ['Note', row.note],
              ]}
            />
          ),
        },
        { name: 'states', label: 'States', content: <States /> },
        { name: 'chain', label: 'Why', content: <Chain links={chainOf(row)} /> },
      ]}
    />
  );
}

function States() {
  const [done, setDone] = useState(0.3);
  useEffect(() => {
    const timer = setInterval(() => setDone((now) => (now >= 1 ? 0 : now + 0.05)), 400);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <Progress doing={`Netting level ${1 + Math.floor(done * 4)} of 5`} done={done} onCancel={() => setDone(0)} />
      <p>
        <LateMark of={lateOf(3)} /> <LateMark of={lateOf(-0.4)} /> <LateMark of={lateOf(-5)} />
      </p>
      <Problem
        of={refusal('Due "3/4/2026" can be read in two ways. Maybe write it as 2026-04-03.', 'due')}
        retry={() => toast('Tried again.')}
      />
      <Problem
        of={asks('120 were counted, 100 ordered, 5 more allowed.', 'over-receipt')}
        confirm={(code) => toast(`Confirmed ${code}.`)}
        confirmWord="Take them all the same"
      />
      <Empty
        title="Nothing is due at the dock today."
        text="Purchase lines stand here from the day they are promised for."
      >
        <Button variant="default" onClick={() => toast('Opened.')}>
          Show the week
        </Button>
      </Empty>
    </>
  );
}

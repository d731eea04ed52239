/** What was asked for: what waits for approval, what is to be ordered, what is one's own; from here it is asked, ordered and transferred. */
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { countText, moneyText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useListRows } from '../../web/kit/grid/useListRows.ts';
import type { ListRoute } from '../../web/kit/grid/usePagedRows.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import classes from '../../web/kit/requests.module.css';
import { Empty } from '../../web/kit/states.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { useOne } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { AskFor } from './ask.page.tsx';
import { Card } from './card.page.tsx';
import { Decided } from './decided.page.tsx';
import { FromPlan } from './fromplan.page.tsx';
import { OrderWindow } from './ordering.page.tsx';
import { listRequisitions } from './requisitions.contract.ts';
import { purposeWords, sortWords, stateWords } from './requisitions.messages.ts';
import { purposes, sorts, states } from './requisitions.ts';
import { type Requisition, requisitionKinds } from './wanted.page.tsx';

const views: readonly NamedView[] = [
  { name: 'Waits', filter: 'state:in:submitted,approved', sort: 'needed' },
  { name: 'To approve', filter: 'state:eq:submitted', sort: 'needed' },
  { name: 'To order', filter: 'state:eq:approved', sort: 'needed' },
  { name: 'Mine', filter: 'mine:eq:true', sort: '-number' },
  { name: 'All', sort: '-number' },
];
const keyOf = (row: Requisition): string => String(row.id);

const columnsIn = (currency: string): readonly Column<Requisition>[] => [
  { id: 'number', label: 'Number', type: 'text', value: (row) => row.number },
  {
    id: 'state',
    label: 'State',
    type: 'choice',
    value: (row) => row.state,
    draw: (row) => stateWords[row.state],
    choices: states,
  },
  {
    id: 'wanted',
    label: 'What',
    type: 'text',
    value: (row) => row.item ?? row.what,
    draw: (row) => (row.item ? `${row.item} ${row.item_name ?? ''}` : row.what),
  },
  {
    id: 'qty',
    label: 'Quantity',
    type: 'quantity',
    value: (row) => row.qty,
    draw: (row) => <Quantity of={row.qty} unit={row.unit} />,
  },
  {
    id: 'needed',
    label: 'Needed',
    type: 'date',
    value: (row) => row.needed,
    draw: (row) => (
      <span className={row.late ? classes.late : undefined}>
        {row.late ? '▲ ' : ''}
        <When day={row.needed} />
      </span>
    ),
  },
  {
    id: 'value',
    label: 'Value',
    type: 'number',
    value: (row) => row.value,
    draw: (row) =>
      row.value === null ? <span className="dim">not known</span> : moneyText({ minor: row.value, currency }),
  },
  {
    id: 'purpose',
    label: 'For',
    type: 'choice',
    value: (row) => row.purpose,
    draw: (row) => row.of ?? purposeWords[row.purpose],
    choices: purposes,
  },
  {
    id: 'vendor',
    label: 'Vendor',
    type: 'text',
    value: (row) => row.vendor,
    draw: (row) => row.vendor_name ?? row.vendor,
  },
  { id: 'who', label: 'Asked by', type: 'text', value: (row) => row.who },
  { id: 'reason', label: 'Why', type: 'text', value: (row) => row.reason },
  { id: 'asked_at', label: 'Asked', type: 'instant', value: (row) => row.asked_at },
  {
    id: 'sort',
    label: 'Sort',
    type: 'choice',
    value: (row) => row.sort,
    draw: (row) => sortWords[row.sort],
    choices: sorts,
    secondary: true,
  },
  { id: 'mine', label: 'Mine', type: 'boolean', value: (row) => row.mine, secondary: true },
  { id: 'late', label: 'Late', type: 'boolean', value: (row) => row.late, secondary: true },
];
const narrow = new Set(['state', 'wanted', 'needed']);

export default function RequisitionsPage() {
  const { currency } = usePlant();
  const phone = usePhone();
  const mayAsk = useMay('purchasing.request');
  const mayOrder = useMay('purchasing.write');
  const view = useView('requisitions', views);
  const columns = useMemo(() => {
    const all = columnsIn(currency);
    return phone ? [...all.filter((one) => narrow.has(one.id)), ...all.filter((one) => !narrow.has(one.id))] : all;
  }, [currency, phone]);
  const source = useListRows<Requisition>(listRequisitions as unknown as ListRoute, columns, view, {
    keyOf,
    kinds: requisitionKinds,
  });
  const late = useOne(listRequisitions, { query: { filter: 'late:eq:true', limit: 1 } }, { kinds: requisitionKinds })
    .data?.total;
  const [asking, setAsking] = useState(false);
  const [ordering, setOrdering] = useState<readonly Requisition[]>();
  return (
    <Page
      title="Requisitions"
      counted={
        source.loading && source.total === 0
          ? undefined
          : `${countText(source.counted, 'requisition', 'requisitions')}${late ? ` · ${late} past their day` : ''}`
      }
      view={view}
      searchHint="Search requisitions"
      tools={
        mayAsk ? (
          <>
            <FromPlan />
            <Button size="xs" h={28} onClick={() => setAsking(true)}>
              Ask for something
            </Button>
          </>
        ) : undefined
      }
      note={<Decided />}
    >
      <Grid
        label="Requisitions"
        columns={columns}
        rows={source}
        view={view}
        actions={(row, marked) => [
          {
            word: marked.length > 1 ? `Order these ${marked.length}` : 'Order',
            barred: !mayOrder
              ? 'Buyers and expediters do this.'
              : marked.every((one) => one.state === 'approved')
                ? undefined
                : 'Only what is approved can be ordered.',
            run: () => setOrdering(marked.length > 0 ? marked : [row]),
          },
        ]}
        panelTitle={(row) => row.number}
        panel={(row) => <Card key={row.version} of={row} onOrder={() => setOrdering([row])} />}
        empty={
          <Empty
            title="Nobody asked for anything here."
            text="What is asked for waits here for approval, then for its order, and says to who asked what became of it."
          />
        }
      />
      {asking ? <AskFor onClose={() => setAsking(false)} /> : null}
      {ordering ? <OrderWindow of={ordering} onClose={() => setOrdering(undefined)} /> : null}
    </Page>
  );
}

/** What came and still stands at the dock or in inspection, the oldest first; put away, brought to who waits, inspected from here. */

import { Button } from '@mantine/core';
import { useState } from 'react';
import { typedAmount } from '../../house/typednumbers.ts';
import type { Answering } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import type { NamedView } from '../../web/kit/grid/view.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { MoveWindow } from '../inventory/moving.page.tsx';
import { DockList } from './docklist.page.tsx';
import { kinds } from './form.page.tsx';
import { Onward } from './onward.page.tsx';
import classes from './receiving.module.css';
import { listStanding, setStandingHours } from './standing.contract.ts';

type Standing = Answering<typeof listStanding>['rows'][number];

const views: readonly NamedView[] = [
  { name: 'All' },
  { name: 'Late', filter: 'late:eq:true' },
  { name: 'Somebody waits', filter: 'orders:filled' },
  { name: 'To inspect', filter: 'kind:eq:inspection' },
];

const Since = ({ of: row }: { of: Standing }) => (
  <span className={row.late ? classes.late : undefined}>
    {row.late ? '▲ ' : ''}
    <When at={row.since} time />
    {row.late ? ' late' : ''}
  </span>
);

const columns: readonly Column<Standing>[] = [
  { id: 'since', label: 'Stands since', type: 'instant', value: (row) => row.since, draw: (row) => <Since of={row} /> },
  { id: 'late', label: 'Late', type: 'boolean', value: (row) => row.late, secondary: true },
  {
    id: 'item',
    label: 'Item',
    type: 'reference',
    value: (row) => row.item,
    to: (row) => pageAt('/items/$code', { code: row.item }),
  },
  { id: 'item_name', label: 'Name', type: 'text', value: (row) => row.item_name },
  {
    id: 'qty',
    label: 'Quantity',
    type: 'quantity',
    value: (row) => row.qty,
    draw: (row) => <Quantity of={row.qty} unit={row.unit} />,
  },
  { id: 'location', label: 'Place', type: 'text', value: (row) => row.location },
  { id: 'kind', label: 'Kind', type: 'choice', value: (row) => row.kind, choices: ['dock', 'inspection'] },
  { id: 'orders', label: 'Who waits', type: 'text', value: (row) => row.orders.join(', ') || null },
  {
    id: 'need',
    label: 'Due',
    type: 'instant',
    value: (row) => row.need,
    draw: (row) => <When at={row.need} />,
  },
  { id: 'lot', label: 'Lot', type: 'text', value: (row) => row.lot },
  { id: 'line', label: 'Line', type: 'text', value: (row) => row.line },
  { id: 'vendor', label: 'Vendor', type: 'text', value: (row) => row.vendor },
  { id: 'document', label: 'Delivery note', type: 'text', value: (row) => row.document },
  { id: 'container', label: 'Container', type: 'text', value: (row) => row.container, secondary: true },
];

const phoneColumns = firstOnPhone(columns, {
  item: {
    label: 'What',
    width: 170,
    draw: (row) => (
      <TwoLines
        first={row.item}
        second={
          <>
            <Quantity of={row.qty} unit={row.unit} /> at {row.location}
          </>
        }
      />
    ),
  },
  since: {
    label: 'Since',
    width: 160,
    draw: (row) => <TwoLines first={<Since of={row} />} second={row.orders[0] ?? ''} />,
  },
});

const keyOf = (row: Standing): string => String(row.id);

export function StandingPage() {
  const list = useOne(listStanding, {}, { kinds: [...kinds, 'work_orders', 'work_materials', 'sites'] });
  const mayRule = useMay('rules.write');
  const rule = useWrite(setStandingHours, { kinds: ['standing_goods', 'sites'] });
  const [ruling, setRuling] = useState(false);
  return (
    <DockList
      list={list}
      name="standing-goods"
      views={views}
      label="Not put away"
      searchHint="Search what stands there"
      columns={columns}
      phoneColumns={phoneColumns}
      keyOf={keyOf}
      counted={(rows) =>
        `${countText(rows.length, 'thing', 'things')} not put away, ${rows.filter((row) => row.late).length} late`
      }
      note={
        list.data ? (
          <>
            The oldest first; late is what stands longer than {list.data.hours} hours.{' '}
            {mayRule ? (
              <Button size="compact-xs" variant="subtle" onClick={() => setRuling(true)}>
                Set the hours
              </Button>
            ) : null}
          </>
        ) : undefined
      }
      panelTitle={(row) => `${row.item} at ${row.location}`}
      panel={(row) => <StandingPanel key={row.id} of={row} />}
      empty={[
        'Nothing stands at the dock or in inspection.',
        'What is received stands here until it is put away, brought to who waits for it, or inspected.',
      ]}
    >
      {ruling && list.data ? (
        <AskWindow
          opened
          onClose={() => setRuling(false)}
          title="How long goods may stand there"
          fields={[{ name: 'hours', label: 'Hours', type: 'integer', min: 1, max: 720, required: true }]}
          start={{ hours: list.data.hours }}
          submitWord="Set"
          onSubmit={async (answers) => {
            const { done } = await rule.run({ body: { hours: typedAmount(answers.hours) } });
            setRuling(false);
            void list.refetch();
            toast(done);
          }}
        />
      ) : null}
    </DockList>
  );
}

function StandingPanel({ of: row }: { of: Standing }) {
  const may = useMay('stock.write');
  const [act, setAct] = useState<'move' | 'scrap'>();
  const inspection = row.kind === 'inspection';
  const came = row.receipt === null ? null : { id: row.receipt, item: row.item, lot: row.lot, place: row.location };
  return (
    <>
      <Facts
        of={[
          ['Stands since', <Since key="since" of={row} />],
          ['Quantity', <Quantity key="qty" of={row.qty} unit={row.unit} />],
          ['Lot', row.lot],
          ['Line', row.line],
          ['Vendor', row.vendor],
          ['Delivery note', row.document],
          ['Who waits', row.orders.join(', ')],
        ]}
      />
      {came ? <Onward of={came} /> : null}
      {may ? (
        <div className={classes.doors}>
          <Button variant="default" onClick={() => setAct('move')}>
            {inspection ? 'Inspected, good: move it on' : 'Move it on'}
          </Button>
          {inspection ? (
            <Button variant="default" onClick={() => setAct('scrap')}>
              Scrap it
            </Button>
          ) : null}
        </div>
      ) : null}
      <p>
        <PageLink to={pageAt('/where', { item: row.item, lot: row.lot })}>Where is it</PageLink>
      </p>
      {act ? <MoveWindow act={act} row={row} onMoved={() => undefined} onClose={() => setAct(undefined)} /> : null}
    </>
  );
}

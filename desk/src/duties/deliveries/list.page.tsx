/** What is to be brought to areas, what is to be there first on top; who has it, and what became of it. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { listDeliveries, returnDelivery, takeDelivery } from './deliveries.contract.ts';
import { sourceWords } from './deliveries.messages.ts';
import classes from './deliveries.module.css';
import { deliveryStates, isOpen, urgencies } from './deliveries.ts';
import { ByWhen, type Delivery, fromText, Goods, goodsText, kinds, stepText, written } from './goods.page.tsx';

const views: readonly NamedView[] = [
  { name: 'Open', filter: 'state:in:waiting,on the way' },
  { name: 'Late', filter: 'state:in:waiting,on the way|urgency:eq:late' },
  { name: 'Done', filter: 'state:in:delivered,returned' },
  { name: 'All' },
];

const columns: readonly Column<Delivery>[] = [
  {
    id: 'latest',
    label: 'To be there',
    type: 'instant',
    value: (row) => row.latest,
    draw: (row) => <ByWhen of={row} />,
  },
  { id: 'urgency', label: 'Urgency', type: 'choice', value: (row) => row.urgency, choices: urgencies, secondary: true },
  { id: 'number', label: 'Delivery', type: 'text', value: (row) => row.number },
  { id: 'state', label: 'State', type: 'choice', value: (row) => row.state, choices: deliveryStates },
  { id: 'taken_by', label: 'Who has it', type: 'text', value: (row) => row.taken_by },
  { id: 'from', label: 'From', type: 'text', value: fromText },
  { id: 'area', label: 'To', type: 'text', value: (row) => row.area },
  {
    id: 'order',
    label: 'For',
    type: 'reference',
    value: stepText,
    to: (row) => (row.order === null ? undefined : pageAt('/picking/$order', { order: row.order })),
  },
  { id: 'goods', label: 'Goods', type: 'text', value: goodsText },
  {
    id: 'source',
    label: 'Gathered',
    type: 'text',
    value: (row) => sourceWords(row.source, row.source_key),
  },
  { id: 'work_centre', label: 'Work centre', type: 'text', value: (row) => row.work_centre },
  {
    id: 'starts',
    label: 'Work begins',
    type: 'instant',
    value: (row) => row.starts,
    draw: (row) => <When at={row.starts} time />,
  },
  {
    id: 'delivered_at',
    label: 'Delivered',
    type: 'instant',
    value: (row) => row.delivered_at,
    draw: (row) => <When at={row.delivered_at} time />,
  },
  { id: 'reason', label: 'Why returned', type: 'text', value: (row) => row.reason },
];

const phoneColumns = firstOnPhone(columns, {
  number: { label: 'Delivery', width: 150, draw: (row) => <TwoLines first={row.area} second={row.number} /> },
  state: { label: 'State', width: 120, draw: (row) => <TwoLines first={row.state} second={row.taken_by ?? ''} /> },
  latest: { label: 'To be there', width: 180 },
});

const noRows: readonly Delivery[] = [];

export default function DeliveriesPage() {
  const list = useOne(listDeliveries, {}, { kinds });
  const view = useView('deliveries', views);
  const shown = usePhone() ? phoneColumns : columns;
  const rows = list.data?.rows ?? noRows;
  const source = useLocalRows(rows, shown, view, (row) => row.number);
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const open = rows.filter(({ state }) => isOpen(state));
  const late = open.filter(({ urgency }) => urgency === 'late');
  return (
    <Page
      title="Deliveries"
      counted={
        list.data ? `${countText(open.length, 'delivery', 'deliveries')} to bring, ${late.length} late` : undefined
      }
      view={view}
      searchHint="Search deliveries"
    >
      <Grid
        label="Deliveries"
        columns={shown}
        rows={{ ...source, loading: list.isPending }}
        view={view}
        panelTitle={(row) => `${row.number} to ${row.area}`}
        panel={(row) => <DeliveryPanel key={row.number} of={row} />}
        empty={
          <Empty
            title="Nothing is to be brought."
            text="Kits that were checked, pick lists and goods that came and are waited for are sent from their pages to the area of their work centre."
          />
        }
      />
    </Page>
  );
}

function DeliveryPanel({ of: row }: { of: Delivery }) {
  const may = useMay('stock.write');
  const take = useWrite(takeDelivery, { kinds: written });
  const back = useWrite(returnDelivery, { kinds: written });
  const [returning, setReturning] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const params = { number: row.number };
  const press = (confirm: readonly string[] = []) => {
    setProblem(undefined);
    take.run({ params, body: {} }, { confirm }).then(({ done }) => toast(done), setProblem);
  };
  return (
    <section aria-label={row.number} className={classes.panel}>
      <p>
        <strong>{row.state}</strong>
        {row.taken_by === null || row.state === 'waiting' ? '' : `, ${row.taken_by}`}, to {row.area} for {stepText(row)}
        {row.makes === null ? '' : ` (${row.makes})`}. <ByWhen of={row} />.
      </p>
      {row.reason === null ? null : (
        <p>
          Returned by {row.returned_by}: <Said>{row.reason}</Said>
        </p>
      )}
      {problem ? <Problem of={problem} confirm={(code) => press([code])} confirmWord="Take it over" /> : null}
      <Goods of={row} />
      <p className="dim">
        Asked for by {row.made_by}, <When at={row.made_at} time />, {sourceWords(row.source, row.source_key)}.
      </p>
      {may && isOpen(row.state) ? (
        <div className={classes.doors}>
          <Button loading={take.sending} onClick={() => press()}>
            Take
          </Button>
          <Button variant="default" component={PageLink} to={pageAt('/deliver/$number', params)}>
            Deliver
          </Button>
          <Button variant="subtle" onClick={() => setReturning(true)}>
            Return
          </Button>
        </div>
      ) : null}
      {returning ? (
        <AskWindow
          opened
          onClose={() => setReturning(false)}
          title={`Return ${row.number}`}
          fields={[{ name: 'reason', label: 'Reason', type: 'text', max: 500, required: true }]}
          submitWord="Return"
          onSubmit={async (answers) => {
            const { done } = await back.run({ params, body: { reason: String(answers.reason ?? '').trim() } });
            setReturning(false);
            toast(done);
          }}
        />
      ) : null}
    </section>
  );
}

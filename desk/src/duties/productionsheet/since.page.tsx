/** Today → Since yesterday: which orders moved, by how much and why, and who changed what. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Answering } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { RememberTabs } from '../../web/kit/RememberTabs.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { type PageAddress, pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { Changes } from '../audit/record-history.page.tsx';
import { becameMark } from '../planning/becamemark.ts';
import { movedWords } from '../planning/orderchanges.messages.ts';
import { setSinceHour, sinceYesterday } from './review.contract.ts';
import classes from './sheet.module.css';

type Since = Answering<typeof sinceYesterday>;
type Moved = Since['orders'][number];

const views: readonly NamedView[] = [
  { name: 'All' },
  { name: 'Worse', filter: 'became:in:newly late,later' },
  { name: 'Better', filter: 'became:in:saved,earlier' },
  { name: 'By what became of it', group: 'became' },
];
const sinceKinds = ['plan_runs', 'sites'] as const;
const keyOf = (row: Moved): string => row.demand;
const none: readonly Moved[] = [];

export default function SincePage() {
  const { currency } = usePlant();
  const view = useView('since', views);
  const [address] = useAddress();
  const found = useOne(sinceYesterday, { query: address.from ? { from: address.from } : {} }, { kinds: sinceKinds });
  const columns = columnsIn(currency);
  const source = useLocalRows(found.data?.orders ?? none, columns, view, keyOf);
  if (found.error) return <Problem of={found.error} retry={() => void found.refetch()} />;
  return (
    <Page
      title="Since yesterday"
      counted={found.data?.verdict}
      view={view}
      searchHint="Search orders"
      tools={found.data ? <Hour of={found.data.hour} /> : null}
      note={found.data?.before && found.data.after ? <Compared of={found.data} /> : undefined}
    >
      {found.data ? (
        <div className={classes.page}>
          <RememberTabs
            id="since"
            tabs={[
              {
                name: 'orders',
                label: `Orders ${quantityText(found.data.orders.length)}`,
                content: (
                  <div className={classes.grid}>
                    <Grid<Moved>
                      label="Orders that moved"
                      columns={columns}
                      rows={source}
                      view={view}
                      pageOf={addressOf}
                      empty={
                        <Empty
                          title={found.data.verdict}
                          text="Orders stand here that a newer plan ships earlier or later, with the cause."
                        />
                      }
                    />
                  </div>
                ),
              },
              {
                name: 'inputs',
                label: `Inputs ${quantityText(found.data.inputsTotal)}`,
                content: <InputsChanged of={found.data} />,
              },
            ]}
          />
        </div>
      ) : (
        <Progress doing="Comparing two plans" />
      )}
    </Page>
  );
}

const addressOf = (row: Moved): PageAddress | undefined =>
  row.order_no === null ? undefined : pageAt('/orders/$order/$line', { order: row.order_no, line: row.line ?? 1 });

const columnsIn = (currency: string): readonly Column<Moved>[] => [
  {
    id: 'became',
    label: 'Became',
    type: 'choice',
    value: (row) => row.became,
    choices: ['newly late', 'later', 'saved', 'earlier', 'new', 'gone'],
    draw: (row) => {
      const { sign, word, tone } = becameMark(row.became, row.late);
      return (
        <span className={tone === 'late' ? classes.short : undefined}>
          {sign}
          {word}
        </span>
      );
    },
  },
  { id: 'demand', label: 'Order', type: 'reference', value: keyOf, to: addressOf },
  { id: 'customer', label: 'Customer', type: 'text', value: (row) => row.customer },
  { id: 'item', label: 'Item', type: 'text', value: (row) => row.item_name ?? row.item },
  { id: 'before', label: 'Was to ship', type: 'instant', value: (row) => row.before, help: 'As the older plan had it' },
  { id: 'after', label: 'Ships now', type: 'instant', value: (row) => row.after },
  {
    id: 'moved',
    label: 'Moved',
    type: 'number',
    value: (row) => row.moved_days,
    draw: (row) => (row.moved_days === null ? null : movedWords(row.moved_days)),
    help: 'Working days, as on the hot list',
  },
  {
    id: 'money',
    label: 'Value',
    type: 'money',
    value: (row) => (row.money === null ? null : { minor: row.money, currency }),
    sum: true,
  },
  { id: 'why', label: 'Why', type: 'text', value: (row) => row.why },
];

function Compared({ of: { before, after } }: { of: Since }) {
  return before && after ? (
    <>
      Version {after.number} of <When at={after.made_at} time /> against version {before.number} of{' '}
      <When at={before.made_at} time />. Moves of less than an hour are left out.
    </>
  ) : null;
}

function Hour({ of: hour }: { of: string }) {
  const may = useMay('rules.write');
  const set = useWrite(setSinceHour, { kinds: sinceKinds });
  const [typed, setTyped] = useState(hour);
  const save = () => {
    if (typed === hour) return;
    set.run({ body: { hour: typed } }).then(
      () => toast(`It counts from ${typed} of the day before.`),
      (error: unknown) => {
        setTyped(hour);
        toastProblem(error);
      },
    );
  };
  return (
    <TextInput
      size="xs"
      w={120}
      leftSection={<span className="dim">from</span>}
      leftSectionWidth={44}
      aria-label="Hour of yesterday from which it counts"
      title={may ? 'Hour of yesterday, on the plant’s clock' : 'A supervisor sets this hour'}
      readOnly={!may}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save()}
    />
  );
}

function InputsChanged({ of: { inputs, inputsTotal } }: { of: Since }) {
  if (inputs.length === 0) return <Empty title="Nobody changed an input of the plan." />;
  return (
    <>
      {inputsTotal > inputs.length ? (
        <p className="dim">
          The latest {inputs.length} of {quantityText(inputsTotal)} changes.
        </p>
      ) : null}
      <ol className={classes.comments}>
        {inputs.map((one) => (
          <li key={one.id}>
            <strong>
              {one.called} ({one.one})
            </strong>{' '}
            {one.action === 'insert' ? 'added' : one.action === 'delete' ? 'deleted' : 'changed'}{' '}
            <span className="dim">
              by {one.who}, <When at={one.at} time />
            </span>
            {one.action === 'update' ? <Changes of={{ ...one, record: null }} /> : null}
          </li>
        ))}
      </ol>
    </>
  );
}

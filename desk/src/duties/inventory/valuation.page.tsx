/** Materials → Value of stock: by item and method, now or at the end of a day. */
import { SegmentedControl } from '@mantine/core';
import { minorDigits } from '../../house/amounts.ts';
import type { Answering } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { dayMeant } from '../../web/kit/daymeant.ts';
import { countText, moneyText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { ExportButton } from '../../web/kit/grid/ExportButton.tsx';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Page } from '../../web/kit/Page.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { AsOf } from './asof.page.tsx';
import { setMethod, stockValues } from './valuation.contract.ts';
import { methodHelp, methodWords } from './valuation.messages.ts';
import { type Method, methods } from './valuation.ts';

type Row = Answering<typeof stockValues>['rows'][number];

const kinds = ['movements', 'stock', 'receipts', 'purchase_lines', 'items', 'sites'];
const views: readonly NamedView[] = [{ name: 'All', sort: '-standard' }];
const moneyIn = (currency: string, amount: number) => ({
  minor: Math.round(amount * 10 ** minorDigits(currency)),
  currency,
});
const columnsIn = (currency: string): readonly Column<Row>[] => [
  {
    id: 'item',
    label: 'Item',
    type: 'reference',
    value: (row) => row.item,
    to: (row) => pageAt('/stock', { filter: `item:eq:${row.item}` }),
  },
  { id: 'name', label: 'Name', type: 'text', value: (row) => row.name },
  { id: 'qty', label: 'On hand', type: 'quantity', value: (row) => row.qty },
  { id: 'unit', label: 'Unit', type: 'text', value: (row) => row.unit },
  { id: 'cost', label: 'Unit cost', type: 'number', unit: currency, value: (row) => row.cost, decimals: 6 },
  ...methods.map(
    (method): Column<Row> => ({
      id: method,
      label: methodWords[method],
      type: 'money',
      exact: true,
      value: (row) => (row[method] === null ? null : moneyIn(currency, row[method])),
      sum: true,
      help: methodHelp[method],
    }),
  ),
];
const keyOf = (row: Row): string => row.item;
const noRows: readonly Row[] = [];

export default function ValuePage() {
  const [{ asof }, setAddress] = useAddress();
  const { currency, today } = usePlant();
  const may = useMay('rules.write');
  const list = useOne(stockValues, { query: asof ? { asof } : {} }, { kinds });
  const set = useWrite(setMethod, { kinds });
  const columns = columnsIn(currency);
  const view = useView('stock-values', views);
  const source = useLocalRows(list.data?.rows ?? noRows, columns, view, keyOf);
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const { method, totals, uncosted } = list.data ?? {};
  return (
    <Page
      title="Value of stock"
      counted={
        method && totals
          ? `${moneyText(moneyIn(currency, totals[method]))} by ${methodWords[method].toLowerCase()}`
          : undefined
      }
      view={view}
      searchHint="Search items"
      tools={
        <>
          <AsOf
            key={asof}
            day={asof}
            onDay={(text) => setAddress({ asof: text === '' ? undefined : (dayMeant(text, today) ?? asof) })}
          />
          <ExportButton name="stock-values" columns={columns} rows={source} />
        </>
      }
      note={
        method ? (
          <>
            <span>Valued by</span>{' '}
            <SegmentedControl
              aria-label="The site values its stock by"
              size="xs"
              value={method}
              disabled={!may || set.sending}
              data={methods.map((value) => ({ value, label: methodWords[value] }))}
              onChange={(value) =>
                void set.run({ body: { method: value as Method } }).then(({ done }) => toast(done), toastProblem)
              }
            />{' '}
            <span className="dim">
              {methodHelp[method]}. Periods are closed by it{may ? '' : '; supervisors choose it'}.
              {uncosted ? ` ${countText(uncosted, 'item has', 'items have')} no cost.` : ''}
            </span>
          </>
        ) : undefined
      }
    >
      <Grid
        label="Value of stock"
        columns={columns}
        rows={{ ...source, loading: list.isPending }}
        view={view}
        empty={
          <Empty
            title="Nothing is on hand."
            text="What is received, made or found stands here with what it is worth."
          />
        }
      />
    </Page>
  );
}

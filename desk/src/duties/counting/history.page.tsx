/** The counts that were approved, the latest first: all of them, or those of one item, of one location, of one bin, as the address says. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Answering } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { countText, differenceText } from '../../web/kit/formats.ts';
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
import { usePhone } from '../../web/kit/usePhone.ts';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { countHistory, historyMost } from './counting.contract.ts';
import { counting } from './counting.kinds.ts';
import { SheetName } from './sheets.page.tsx';

type Row = Answering<typeof countHistory>['rows'][number];

const views: readonly NamedView[] = [
  { name: 'All', sort: '-at' },
  { name: 'Not right', filter: 'within:eq:false', sort: '-at' },
];
const columns: readonly Column<Row>[] = [
  {
    id: 'at',
    label: 'Counted at',
    type: 'instant',
    value: (row) => row.at,
    draw: (row) => <When at={row.at} time />,
  },
  { id: 'location', label: 'Location', type: 'text', value: (row) => row.location },
  {
    id: 'item',
    label: 'Item',
    type: 'reference',
    value: (row) => row.item,
    to: (row) => pageAt('/items/$code', { code: row.item }),
  },
  { id: 'lot', label: 'Lot', type: 'text', value: (row) => row.lot },
  {
    id: 'counted',
    label: 'Counted',
    type: 'quantity',
    value: (row) => row.counted,
    draw: (row) => <Quantity of={row.counted} unit={row.unit} />,
  },
  { id: 'book', label: 'Book then', type: 'quantity', value: (row) => row.book },
  {
    id: 'difference',
    label: 'Difference',
    type: 'quantity',
    value: (row) => row.difference,
    draw: (row) => differenceText(row.difference),
  },
  {
    id: 'within',
    label: 'Right',
    type: 'boolean',
    value: (row) => row.within,
    draw: (row) => <Check of={row.within} />,
    help: 'Within the tolerance of its class',
  },
  { id: 'counter', label: 'Counted by', type: 'text', value: (row) => row.counter },
  { id: 'approver', label: 'Approved by', type: 'text', value: (row) => row.approver },
  {
    id: 'sheet',
    label: 'Sheet',
    type: 'text',
    value: (row) => row.sheet,
    draw: (row) => <SheetName of={row.sheet} />,
  },
  { id: 'name', label: 'Name', type: 'text', value: (row) => row.item_name, secondary: true },
];
const phoneColumns = firstOnPhone(columns, {
  location: { label: 'Where', width: 150, draw: (row) => <TwoLines first={row.location} second={row.item} /> },
  difference: {
    label: 'Difference',
    width: 130,
    draw: (row) => <TwoLines first={differenceText(row.difference)} second={<When at={row.at} />} />,
  },
});
const keyOf = (row: Row): string => JSON.stringify([row.sheet, row.location, row.item, row.lot, row.at]);
const noRows: readonly Row[] = [];

export function HistoryList({ choice }: { choice: ReactNode }) {
  const [{ item, location }, set] = useAddress();
  const query = { ...(item ? { item } : {}), ...(location ? { location } : {}) };
  const list = useOne(countHistory, { query }, { kinds: counting });
  const view = useView('count-history', views);
  const shown = usePhone() ? phoneColumns : columns;
  const rows = list.data?.rows ?? noRows;
  const source = useLocalRows(rows, shown, view, keyOf);
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const of = [item, location && `at ${location}`].filter(Boolean).join(' ');
  const right = rows.filter(({ within }) => within).length;
  return (
    <Page
      title="Counts"
      counted={
        list.data
          ? `${countText(rows.length, 'count', 'counts')}${of === '' ? '' : ` of ${of}`}, ${right} right`
          : undefined
      }
      view={view}
      searchHint="Search counts"
      tools={
        <>
          {choice}
          <ExportButton name="count-history" columns={columns} rows={source} />
        </>
      }
      note={
        of === '' && !list.data?.more ? undefined : (
          <>
            {of === '' ? null : (
              <>
                Counts of {of} alone.{' '}
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => set({ item: undefined, location: undefined })}
                >
                  Show all
                </Button>
              </>
            )}
            {list.data?.more ? ` The latest ${historyMost}; older ones are shown of one item or one location.` : ''}
          </>
        )
      }
    >
      {list.data && rows.length === 0 ? (
        <Empty
          title={of === '' ? 'Nothing was counted yet.' : `${of} was never counted.`}
          text="Every count that is approved stands here, with what the book said then."
        />
      ) : (
        <Grid label="Approved counts" columns={shown} rows={{ ...source, loading: list.isPending }} view={view} />
      )}
    </Page>
  );
}

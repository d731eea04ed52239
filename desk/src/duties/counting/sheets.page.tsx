/** The sheets, the newest first: what is left to count, what waits for approval. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Answering } from '../../web/api.ts';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { listSheets } from './counting.contract.ts';
import { counting } from './counting.kinds.ts';

type Row = Answering<typeof listSheets>['rows'][number];

const views: readonly NamedView[] = [
  { name: 'Open', filter: 'state:in:open,counted' },
  { name: 'All' },
  { name: 'To approve', filter: 'waiting:> 0' },
];
export const SheetName = ({ of: sheet }: { of: string }) => (
  <PageLink to={pageAt('/counts/$sheet', { sheet: sheet.replace(/^CS-/, '') })}>{sheet}</PageLink>
);

const columns: readonly Column<Row>[] = [
  {
    id: 'sheet',
    label: 'Sheet',
    type: 'text',
    value: (row) => row.sheet,
    draw: (row) => <SheetName of={row.sheet} />,
  },
  {
    id: 'state',
    label: 'State',
    type: 'choice',
    value: (row) => row.state,
    choices: ['open', 'counted', 'done'],
  },
  { id: 'left', label: 'To count', type: 'number', value: (row) => row.left },
  { id: 'waiting', label: 'To approve', type: 'number', value: (row) => row.waiting },
  { id: 'lines', label: 'Lines', type: 'number', value: (row) => row.lines },
  {
    id: 'origin',
    label: 'From',
    type: 'choice',
    value: (row) => row.origin,
    choices: ['programme', 'choice', 'inventory'],
  },
  {
    id: 'frozen',
    label: 'Frozen by',
    type: 'text',
    value: (row) => row.frozen?.who ?? null,
    help: 'Nothing moves at its places until they are counted and approved',
  },
  { id: 'made', label: 'Made', type: 'instant', value: (row) => row.made_at },
  { id: 'who', label: 'By', type: 'text', value: (row) => row.who },
  { id: 'note', label: 'Note', type: 'text', value: (row) => row.note },
];
const keyOf = (row: Row): string => row.sheet;
const noRows: readonly Row[] = [];

export function SheetList({ choice }: { choice: ReactNode }) {
  const list = useOne(listSheets, { query: {} }, { kinds: counting });
  const view = useView('count-sheets', views);
  const rows = list.data?.rows ?? noRows;
  const source = useLocalRows(rows, columns, view, keyOf);
  const may = useMay('stock.write');
  const navigate = useNavigate();
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const left = rows.reduce((sum, row) => sum + row.left, 0);
  const waiting = rows.reduce((sum, row) => sum + row.waiting, 0);
  return (
    <Page
      title="Counts"
      counted={list.data ? `${countText(left, 'line', 'lines')} to count, ${waiting} to approve` : undefined}
      view={view}
      searchHint="Search sheets"
      tools={
        <>
          {choice}
          {may ? (
            <Button component={PageLink} to={pageAt('/count')} size="xs" h={28} variant="default">
              Count on the phone
            </Button>
          ) : null}
        </>
      }
    >
      <Grid
        label="Count sheets"
        columns={columns}
        rows={{ ...source, loading: list.isPending }}
        view={view}
        actions={(row) => [
          { word: 'Open', run: () => void navigate({ to: pageAt('/counts/$sheet', { sheet: row.id }) }) },
        ]}
        empty={
          <Empty
            title="There is no such sheet."
            text="Sheets are made under Due: of what is due, or of bins that are chosen."
          />
        }
      />
    </Page>
  );
}

/** Which bins are counted today and in the coming weeks, and why; a sheet is made of them from here. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { ExportButton } from '../../web/kit/grid/ExportButton.tsx';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { classes as abc, type Class } from './abc.ts';
import { History } from './accuracy.page.tsx';
import { countProgramme, makeSheet } from './counting.contract.ts';
import { counting } from './counting.kinds.ts';
import { SheetName } from './sheets.page.tsx';

type Row = Answering<typeof countProgramme>['rows'][number];

const views: readonly NamedView[] = [
  { name: 'Today', filter: 'due:eq:true', sort: 'location' },
  { name: 'Coming weeks', sort: 'day' },
];

const columns: readonly Column<Row>[] = [
  { id: 'day', label: 'Count on', type: 'date', value: (row) => row.day },
  { id: 'location', label: 'Location', type: 'text', value: (row) => row.location },
  {
    id: 'item',
    label: 'Item',
    type: 'reference',
    value: (row) => row.item,
    to: (row) => pageAt('/items/$code', { code: row.item }),
  },
  { id: 'name', label: 'Name', type: 'text', value: (row) => row.item_name },
  { id: 'class', label: 'Class', type: 'choice', value: (row) => row.class, choices: abc },
  { id: 'why', label: 'Why', type: 'text', value: (row) => row.why },
  { id: 'counted', label: 'Last counted', type: 'date', value: (row) => row.counted },
  { id: 'due', label: 'Due today', type: 'boolean', value: (row) => row.due, secondary: true },
  {
    id: 'sheet',
    label: 'On sheet',
    type: 'reference',
    value: (row) => row.sheet,
    draw: (row) => (row.sheet === null ? null : <SheetName of={row.sheet} />),
  },
];
const phoneColumns = firstOnPhone(columns, {
  location: {
    label: 'Where',
    width: 150,
    draw: (row) => <TwoLines first={row.location} second={row.item} />,
  },
  day: {
    label: 'Why',
    width: 190,
    draw: (row) => <TwoLines first={<When day={row.day} />} second={row.why} />,
  },
});

const keyOf = (row: Row): string => JSON.stringify([row.item, row.location]);
const noRows: readonly Row[] = [];

export function DueList({ choice }: { choice: ReactNode }) {
  const list = useOne(countProgramme, { query: { days: 20 } }, { kinds: [...counting, 'stock', 'movements'] });
  const view = useView('count-programme', views);
  const shown = usePhone() ? phoneColumns : columns;
  const source = useLocalRows(list.data?.rows ?? noRows, shown, view, keyOf);
  const may = useMay('stock.write');
  const [choosing, setChoosing] = useState(false);
  const navigate = useNavigate();
  const make = useWrite(makeSheet, { kinds: counting });
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const due = list.data?.today ?? 0;
  const made = ({ id, done }: { id: number; done: string }) => {
    toast(done);
    void navigate({ to: pageAt('/counts/$sheet', { sheet: id }) });
  };
  return (
    <Page
      title="Counts"
      counted={
        list.data
          ? `${due} due today · ${countText(list.data.bins, 'bin', 'bins')}: ${abc.map((of) => `${list.data.by_class[of]} ${of}`).join(', ')}`
          : undefined
      }
      view={view}
      searchHint="Search what is due"
      tools={
        <>
          {choice}
          <ExportButton name="counts-due" columns={columns} rows={source} />
          {may ? (
            <Button size="xs" h={28} variant="default" onClick={() => setChoosing(true)}>
              Choose bins
            </Button>
          ) : null}
        </>
      }
      primary={
        may
          ? {
              word: `Make a sheet (${due})`,
              barred: due === 0 ? 'Nothing is due today, or it is on sheets already' : undefined,
              run: () => void make.run({ body: { due_until: 'today' } }).then(made, toastProblem),
            }
          : undefined
      }
    >
      <Grid
        label="Bins to be counted"
        columns={shown}
        rows={{ ...source, loading: list.isPending }}
        view={view}
        panelTitle={(row) => `${row.item} at ${row.location}`}
        panel={(row) => <History item={row.item} location={row.location} />}
        empty={
          <Empty
            title="Nothing is to be counted."
            text="Bins come here by class, so many times a year, and when a rule asks for them. The rules stand under Rules."
          />
        }
      />
      {choosing ? (
        <AskWindow
          opened
          onClose={() => setChoosing(false)}
          title="A sheet of what is chosen"
          fields={[
            {
              name: 'locations',
              label: 'Locations',
              type: 'text',
              max: 500,
              help: 'Parted by commas; A-* for all that begin so.',
            },
            { name: 'items', label: 'Items', type: 'text', max: 500 },
            { name: 'classes', label: 'Classes', type: 'text', max: 10, help: 'A, B, C' },
            { name: 'note', label: 'Note', type: 'text', max: 200 },
            { name: 'inventory', label: 'Annual inventory: empty bins too', type: 'boolean' },
          ]}
          submitWord="Make the sheet"
          onSubmit={async (answers) => {
            const said = await make.run({
              body: {
                locations: listed(answers.locations),
                items: listed(answers.items),
                classes: listed(answers.classes).map((one) => one.toUpperCase() as Class),
                note: String(answers.note ?? ''),
                inventory: answers.inventory === true,
              },
            });
            setChoosing(false);
            made(said);
          }}
        />
      ) : null}
    </Page>
  );
}

const listed = (answer: string | boolean | null | undefined): string[] =>
  String(answer ?? '')
    .split(/[,;\s]+/)
    .filter((one) => one !== '');

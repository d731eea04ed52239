/** A list of the dock: its rows as they are filtered and sorted here, the parts of Receiving above it, a panel for one. */
import type { ReactNode } from 'react';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Page } from '../../web/kit/Page.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { Parts } from './parts.page.tsx';

interface DockListProps<Row> {
  readonly list: {
    readonly data?: { readonly rows: readonly Row[] } | undefined;
    readonly error: unknown;
    readonly isPending: boolean;
    readonly refetch: () => Promise<unknown>;
  };
  /** Under which its views are kept. */
  readonly name: string;
  readonly views: readonly NamedView[];
  readonly label: string;
  readonly searchHint: string;
  readonly columns: readonly Column<Row>[];
  readonly phoneColumns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly counted: (rows: readonly Row[]) => string;
  readonly panelTitle: (row: Row) => string;
  readonly panel: (row: Row) => ReactNode;
  readonly empty: readonly [title: string, text: string];
  /** What is done with none of its rows. */
  readonly act?: ReactNode;
  readonly note?: ReactNode;
  /** Windows over it. */
  readonly children?: ReactNode;
}

export function DockList<Row>({ list, name, views, keyOf, counted, act, note, children, ...rest }: DockListProps<Row>) {
  const { columns, phoneColumns, label, searchHint, panelTitle, panel, empty } = rest;
  const view = useView(name, views);
  const shown = usePhone() ? phoneColumns : columns;
  const source = useLocalRows(list.data?.rows ?? none, shown, view, keyOf);
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  return (
    <Page
      title="Receiving"
      counted={list.data ? counted(list.data.rows) : undefined}
      view={view}
      searchHint={searchHint}
      note={note}
      tools={
        <>
          <Parts />
          {act}
        </>
      }
    >
      <Grid
        label={label}
        columns={shown}
        rows={{ ...source, loading: list.isPending }}
        view={view}
        panelTitle={panelTitle}
        panel={panel}
        empty={<Empty title={empty[0]} text={empty[1]} />}
      />
      {children}
    </Page>
  );
}

const none: readonly never[] = [];

/** Rows put aside: each cell mended in place and checked at once; what is right is taken together. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Kind } from '../../house/kind.ts';
import { type Answering, call } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { useView } from '../../web/kit/grid/view.ts';
import { Page } from '../../web/kit/Page.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { invalidate } from '../../web/queries.ts';
import { useSession, useSite } from '../../web/session/session.tsx';
import { kinds } from '../records/records.ts';
import { dropParked, listParked, mendParked, takeParked } from './imports.contract.ts';

type Parked = Answering<typeof listParked>['rows'][number];
const keyOf = (row: Parked): string => String(row.id);
const most = 1000;

export default function ParkedPage() {
  const site = useSite();
  const client = useQueryClient();
  const { may } = useSession();
  const [{ kind: asked }, setAddress] = useAddress();
  const all = useQuery({
    queryKey: [listParked.path, site.code, most],
    queryFn: ({ signal }) => call(listParked, { query: { limit: most } }, { site: site.code, signal }),
    meta: { kinds: ['parked_rows'] },
  });
  const rows = useMemo(() => all.data?.rows ?? [], [all.data]);
  const held = kinds.filter((kind) => rows.some((row) => row.kind === kind.name));
  const kind = held.find((one) => one.name === asked) ?? held[0];
  const mine = useMemo(() => rows.filter((row) => row.kind === kind?.name), [rows, kind]);
  const columns = useMemo(() => (kind ? columnsOf(kind, mine, may(kind.write)) : none), [kind, mine, may]);
  const view = useView(`parked-${kind?.name ?? ''}`);
  const source = useLocalRows(mine, columns, view, keyOf);
  const right = mine.filter((row) => row.faults.length === 0).length;
  const fresh = () => invalidate(client, ['parked_rows']);

  const [refused, setRefused] = useState<unknown>();
  const take = async (...confirm: readonly string[]) => {
    setRefused(undefined);
    try {
      const { taken, left } = await call(takeParked, { body: kind ? { kind: kind.name } : {} }, { confirm });
      toast(`${countText(taken, 'row', 'rows')} taken${left > 0 ? `, ${left} still parked` : ''}.`);
      await invalidate(client, ['*']);
    } catch (error) {
      setRefused(error);
    }
  };
  const drop = async (some: readonly Parked[]) => {
    try {
      for (const row of some) await call(dropParked, { params: { id: row.id } }, { version: row.version });
      toast(`${countText(some.length, 'parked row', 'parked rows')} dropped.`);
    } catch (error) {
      toastProblem(error);
    }
    await fresh();
  };

  return (
    <Page
      title="Parked rows"
      counted={kind ? `${countText(mine.length, 'row', 'rows')}, ${right} right when last checked` : undefined}
      view={view}
      searchHint="Search parked rows"
      tools={(held.length > 1 ? held : []).map((one) => (
        <button
          key={one.name}
          type="button"
          aria-pressed={one === kind}
          style={{
            font: 'inherit',
            color: 'inherit',
            fontWeight: one === kind ? 600 : 400,
            background: 'none',
            border: 0,
            cursor: 'pointer',
          }}
          onClick={() => setAddress({ kind: one.name, row: undefined })}
        >
          {one.many}
        </button>
      ))}
      {...(kind && may(kind.write)
        ? {
            primary: {
              word: 'Take what is right',
              run: () => void take(),
              barred: mine.length === 0 ? 'Nothing is parked.' : undefined,
            },
          }
        : {})}
      note="Rows that an import could not take. Mend a cell and it is checked again; then take what is right."
    >
      {refused ? <Problem of={refused} confirm={(code) => void take(code)} /> : null}
      {all.error ? <Problem of={all.error} retry={() => void all.refetch()} /> : null}
      <Grid<Parked>
        key={kind?.name ?? 'none'}
        label="Parked rows"
        columns={columns}
        rows={source}
        view={view}
        onEdit={async (row, column, text) => {
          await call(
            mendParked,
            { params: { id: row.id }, body: { cells: { [column.id]: text } } },
            { version: row.version },
          );
          await fresh();
        }}
        panelTitle={(row) => `${row.file}${row.row === null ? '' : `, row ${row.row}`}`}
        panel={(row) => (
          <ul>
            {row.faults.length === 0 ? <li>Right by now.</li> : null}
            {row.faults.map((fault) => (
              <li key={fault.text}>{fault.text}</li>
            ))}
          </ul>
        )}
        actions={(_, marked) => [
          {
            word: marked.length > 1 ? `Drop ${marked.length} parked rows` : 'Drop this row',
            danger: true,
            run: () => void drop(marked),
          },
        ]}
        empty={
          <Empty
            title="Nothing is parked."
            text="Bad rows that an import puts aside stand here until they are mended."
          />
        }
      />
    </Page>
  );
}

const none: readonly Column<Parked>[] = [];

/** What is wrong comes first; then the fields that any of the rows has, as they were typed. */
function columnsOf(kind: Kind, rows: readonly Parked[], writes: boolean): readonly Column<Parked>[] {
  const given = new Set(rows.flatMap((row) => Object.keys(row.cells)));
  return [
    { id: 'row_', label: 'Row', type: 'number', value: (row) => row.row },
    {
      id: 'faults_',
      label: 'What is wrong',
      type: 'text',
      value: (row) => (row.faults.length === 0 ? 'Right by now' : row.faults.map((fault) => fault.text).join(' ')),
    },
    ...kind.fields
      .filter((field) => given.has(field.name) || (field.required && field.default === undefined))
      .map((field): Column<Parked> => {
        const value = (row: Parked): string | null => {
          const cell = row.cells[field.name];
          return cell === null || cell === undefined ? null : String(cell);
        };
        return {
          id: field.name,
          label: field.label,
          type: 'text',
          value,
          edit: writes,
          width: Math.max(110, field.label.length * 7 + 40),
        };
      }),
    { id: 'file_', label: 'File', type: 'text', value: (row) => row.file },
  ];
}

/** Today → Inputs I disbelieve: what cannot be right, by the orders it hurts, mended where it stands. */
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { fieldOf } from '../../house/kind.ts';
import type { Answering } from '../../web/api.ts';
import { countText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { orderAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { addressOfRecord } from '../../web/records/addresses.ts';
import { RecordPanel } from '../../web/records/RecordPanel.tsx';
import { type RecordRow, recordTitle } from '../../web/records/recordcolumns.ts';
import { useRecords } from '../../web/records/useRecords.ts';
import { useSession } from '../../web/session/session.tsx';
import { kindNamed } from '../records/records.ts';
import { disbelievedInputs } from './review.contract.ts';

type Finding = Answering<typeof disbelievedInputs>['rows'][number];

const views: readonly NamedView[] = [
  { name: 'All' },
  { name: 'Hurting orders', filter: 'hurts:gt:0' },
  { name: 'By rule', group: 'words' },
];
const columns: readonly Column<Finding>[] = [
  {
    id: 'hurts',
    label: 'Hurts',
    type: 'number',
    value: (row) => row.hurts,
    help: 'Open customer lines that hang on it',
  },
  { id: 'words', label: 'Rule', type: 'text', value: (row) => row.words },
  {
    id: 'ref',
    label: 'Record',
    type: 'reference',
    value: (row) => row.ref,
    to: (row) => addressOfRecord(row.kind, row.code),
  },
  { id: 'text', label: 'Why', type: 'text', value: (row) => row.text },
];
const keyOf = (row: Finding): string => `${row.rule} ${row.kind} ${row.ref}`;
const none: readonly Finding[] = [];

export default function DisbelievePage() {
  const view = useView('disbelieve', views);
  const found = useOne(disbelievedInputs, {}, { kinds: ['*'] });
  const rows = found.data?.rows ?? none;
  const source = useLocalRows(rows, columns, view, keyOf);
  const hurting = useMemo(() => rows.filter((row) => row.hurts > 0).length, [rows]);
  const rules = found.data?.rules.length ?? 0;
  return (
    <Page
      title="Inputs I disbelieve"
      counted={
        found.data ? `${quantityText(rows.length)} doubtful, ${quantityText(hurting)} hurting open orders` : undefined
      }
      view={view}
      searchHint="Search inputs"
    >
      {found.error ? (
        <Problem of={found.error} retry={() => void found.refetch()} />
      ) : found.isPending ? (
        <Progress doing="Looking through the inputs" />
      ) : (
        <Grid<Finding>
          label="Inputs hard to believe"
          columns={columns}
          rows={source}
          view={view}
          panelTitle={(row) => row.ref}
          panel={(row) => <Mend key={keyOf(row)} of={row} />}
          empty={
            found.data.records === 0 ? (
              <Empty title="There are no records yet." text="What is imported or entered is looked through here." />
            ) : (
              <Empty
                title="All inputs can be believed."
                text={`${rules} rules looked through ${countText(found.data.records, 'record', 'records')} and found nothing.`}
              />
            )
          }
        />
      )}
    </Page>
  );
}

/** The doubted record itself, to be changed here; where several are meant, each of them. */
function Mend({ of: row }: { of: Finding }) {
  const { may } = useSession();
  const kind = kindNamed(row.kind);
  const key = kind?.key[0];
  const records = useRecords(row.kind, kind && key ? `${fieldOf(kind, key).name}:eq:${row.code}` : undefined);
  const [chosen, setChosen] = useState<number>();
  const some = records.data?.rows ?? [];
  const one =
    some.find((record) => record.id === chosen) ??
    some.find((record) => kind && refOf(kind.key, record) === row.ref) ??
    (some.length === 1 ? some[0] : undefined);
  const address = addressOfRecord(row.kind, row.code);
  return (
    <>
      <p>{row.text}</p>
      {row.hurts > 0 ? (
        <p>
          Hangs on it:{' '}
          {row.lines.map((line) => (
            <span key={line}>
              <PageLink to={orderAt(line)}>{line}</PageLink>{' '}
            </span>
          ))}
          {row.hurts > row.lines.length ? `and ${row.hurts - row.lines.length} more` : null}
        </p>
      ) : null}
      {records.error ? <Problem of={records.error} /> : null}
      {kind && one ? (
        <RecordPanel kind={kind} row={one} writes={may(kind.write)} onChanged={() => void records.refetch()} />
      ) : kind ? (
        some.map((record: RecordRow) => (
          <p key={record.id}>
            <Button size="compact-xs" variant="default" onClick={() => setChosen(record.id)}>
              {recordTitle(kind, record)}
            </Button>
          </p>
        ))
      ) : null}
      {address ? (
        <p>
          <PageLink to={address}>Open it in its list</PageLink>
        </p>
      ) : null}
    </>
  );
}

const refOf = (key: readonly string[], record: RecordRow): string =>
  key
    .map((name) => String(record[name] ?? ''))
    .filter((part) => part !== '')
    .join('/');

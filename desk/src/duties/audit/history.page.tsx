/** Every change at the site, newest first: who, when, which record, from what to what. */
import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { useSite } from '../../web/session/session.tsx';
import { auditLog } from './audit.contract.ts';
import { type Change, Changes, changeText } from './record-history.page.tsx';

const pageLength = 200;
const views: readonly NamedView[] = [{ name: 'All' }, { name: 'By person', group: 'who' }];
const actions = ['added', 'changed', 'deleted'] as const;
const actionOf = ({ action }: Change): string =>
  action === 'insert' ? actions[0] : action === 'update' ? actions[1] : actions[2];

const columns: readonly Column<Change>[] = [
  {
    id: 'at',
    label: 'When',
    type: 'instant',
    value: (row) => row.at,
    draw: (row) => <When at={row.at} time />,
  },
  { id: 'who', label: 'Who', type: 'text', value: (row) => row.who },
  { id: 'one', label: 'What', type: 'text', value: (row) => row.one },
  { id: 'called', label: 'Which', type: 'text', value: (row) => row.called },
  { id: 'action', label: 'Done', type: 'choice', value: actionOf, choices: actions },
  { id: 'changes', label: 'From → to', type: 'text', value: changeText },
  { id: 'via', label: 'Through', type: 'text', value: (row) => row.via },
];
const keyOf = (row: Change): string => String(row.id);

export default function HistoryPage() {
  const site = useSite();
  const [{ from, to }, setAddress] = useAddress();
  const history = useInfiniteQuery({
    queryKey: [auditLog.path, site.code, from, to],
    queryFn: ({ pageParam, signal }) =>
      call(
        auditLog,
        {
          query: {
            limit: pageLength,
            ...(from ? { from } : {}),
            ...(to ? { to } : {}),
            ...(pageParam ? { cursor: pageParam } : {}),
          },
        },
        { site: site.code, signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    // New rows on top would move what is being read; the page is asked again when it is opened.
    meta: { kinds: [] },
  });
  const rows = useMemo(() => history.data?.pages.flatMap((page) => page.rows) ?? [], [history.data]);
  const view = useView('history', views);
  const source = useLocalRows(rows, columns, view, keyOf);
  const day = (name: 'from' | 'to', value: string | undefined) => (
    <TextInput
      type="date"
      size="xs"
      aria-label={name === 'from' ? 'From the day' : 'To the day'}
      value={value ?? ''}
      onChange={(event) => setAddress({ [name]: event.target.value || undefined })}
    />
  );
  return (
    <Page
      title="History of changes"
      counted={`${countText(rows.length, 'change', 'changes')}${history.hasNextPage ? ' read, older ones not yet' : ''}`}
      view={view}
      searchHint="Search what is read"
      tools={
        <>
          {day('from', from)}
          {day('to', to)}
          {history.hasNextPage ? (
            <Button
              size="xs"
              h={28}
              variant="default"
              loading={history.isFetchingNextPage}
              onClick={() => void history.fetchNextPage()}
            >
              Read older
            </Button>
          ) : null}
        </>
      }
      note="Nothing here can be changed or taken back. To restore a value, edit it again: that is a new change."
    >
      {history.error ? <Problem of={history.error} retry={() => void history.refetch()} /> : null}
      <Grid
        label="Changes"
        columns={columns}
        rows={source}
        view={view}
        panelTitle={(row) => `${row.one} ${row.called}`}
        panel={(row) => (
          <>
            <Facts
              of={[
                ['When', <When key="at" at={row.at} time />],
                ['Who', row.who],
                ['Through', row.via],
                ['Done', actionOf(row)],
              ]}
            />
            <div style={{ height: 12 }} />
            <Changes of={row} />
          </>
        )}
        empty={<Empty title="Nothing was changed in these days." />}
      />
    </Page>
  );
}

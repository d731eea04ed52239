/** The hot list in groups: heads with count, money and worst lateness; an opened head fetches its rows. */

import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { filterOf } from '../../house/filter.ts';
import { type Answering, call } from '../../web/api.ts';
import { moneyText } from '../../web/kit/formats.ts';
import type { Entry } from '../../web/kit/grid/arrange.ts';
import { toggled } from '../../web/kit/grid/selection.ts';
import type { RowSource } from '../../web/kit/grid/source.ts';
import type { View } from '../../web/kit/grid/view.ts';
import { LateDays } from '../../web/kit/marks.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { useOne } from '../../web/queries.ts';
import { useSite } from '../../web/session/session.tsx';
import { type HotRow, keyOf, lateness } from './columns.tsx';
import { hotList } from './hotlist.contract.ts';
import type { Grouping } from './listing.ts';

const mostRows = 500;

export interface GroupedRows extends RowSource<HotRow> {
  /** The answer that the heads came in. */
  readonly answer: Answering<typeof hotList> | undefined;
}

export function useGroupedRows(
  view: View,
  group: Grouping | undefined,
  looked: number | undefined,
  kinds: readonly string[],
): GroupedRows {
  const site = useSite();
  const { currency } = usePlant();
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set());
  const query = {
    looked,
    group,
    search: view.search || undefined,
    filter: filterOf(view.filters),
    sort: view.sort,
  };
  const heads = useOne(hotList, { query: { ...query, limit: 1 } }, { kinds, enabled: group !== undefined });
  const groups = useMemo(() => heads.data?.groups ?? [], [heads.data]);
  const open = groups.filter(({ key }) => opened.has(`${group} ${key}`));
  const answers = useQueries({
    queries: open.map(({ key }) => ({
      queryKey: [hotList.path, site.code, query, 'within', key],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(hotList, { query: { ...query, within: key, limit: mostRows } }, { site: site.code, signal }),
      meta: { kinds },
    })),
  });
  const entries = groups.flatMap((head): Entry<HotRow>[] => {
    const at = open.indexOf(head);
    const late = lateness(head.worst);
    const line: Entry<HotRow> = {
      kind: 'group',
      key: head.key,
      label: head.words,
      count: head.count,
      open: at >= 0,
      sums: {
        late_days: late ? <LateDays days={head.worst} state={late.state} /> : '',
        money: head.money > 0 ? `${moneyText({ minor: head.money, currency }, true)} · ${head.orders} late` : '',
      },
    };
    const rows = at < 0 ? [] : (answers[at]?.data?.rows ?? []);
    return [line, ...rows.map((row): Entry<HotRow> => ({ kind: 'row', key: keyOf(row), row }))];
  });
  const fold = useCallback((key: string) => setOpened((now) => toggled(now, `${group} ${key}`)), [group]);
  const problem = heads.error ?? answers.find((one) => one.error)?.error;
  return {
    total: entries.length,
    counted: heads.data?.total ?? 0,
    at: (index) => entries[index],
    want: nothing,
    keyOf,
    loading: group !== undefined && heads.isPending,
    fold,
    answer: heads.data,
    ...(problem ? { problem } : {}),
  };
}

const nothing = () => undefined;

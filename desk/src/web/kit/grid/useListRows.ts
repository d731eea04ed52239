/** Rows of a list of the API: by pages as they come into view; read whole, page after page, only where they are grouped. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { type Asking, call } from '../../api.ts';
import { kindsOf } from '../../queries.ts';
import { useSite } from '../../session/session.tsx';
import type { Column } from './column.ts';
import { type RowSource, useLocalRows } from './source.ts';
import { type ListRoute, type PagedOptions, type PagedRows, usePagedRows } from './usePagedRows.ts';
import type { View } from './view.ts';

/** As many as a list answers at once. */
const most = 1000;

interface WholePage<R> {
  readonly rows: readonly R[];
  readonly next?: string | null;
}

/** Columns go by the names of the list's fields: the server sorts and filters by them, and here groups are arranged. */
export function useListRows<R>(
  route: ListRoute,
  columns: readonly Column<R>[],
  view: View,
  options: PagedOptions<R>,
): RowSource<R> & Pick<PagedRows<R>, 'refresh'> {
  const grouped = view.group !== undefined;
  const paged = usePagedRows<R>(route, view, options);
  const whole = useWhole<R>(route, options, grouped);
  const arranged = useLocalRows(whole.rows, columns, view, options.keyOf);
  const { fold } = arranged;
  if (!grouped) return { ...paged, ...(fold ? { fold } : {}) };
  return {
    ...arranged,
    refresh: paged.refresh,
    loading: whole.loading,
    ...(whole.problem ? { problem: whole.problem } : {}),
  };
}

function useWhole<R>(route: ListRoute, { query = {}, kinds = kindsOf(route) }: PagedOptions<R>, enabled: boolean) {
  const site = useSite();
  const read = useInfiniteQuery({
    queryKey: [route.path, site.code, query, 'whole'],
    queryFn: async ({ pageParam, signal }) => {
      const asking = { query: { ...query, limit: most, ...(pageParam ? { cursor: pageParam } : {}) } };
      return (await call(route, asking as unknown as Asking<ListRoute>, { site: site.code, signal })) as WholePage<R>;
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    meta: { kinds },
    enabled,
  });
  const { hasNextPage, isFetching, fetchNextPage } = read;
  useEffect(() => {
    if (enabled && hasNextPage && !isFetching) void fetchNextPage();
  }, [enabled, hasNextPage, isFetching, fetchNextPage]);
  const rows = useMemo(() => read.data?.pages.flatMap((page) => page.rows) ?? [], [read.data]);
  return { rows, loading: enabled && (read.isPending || hasNextPage), problem: read.error };
}

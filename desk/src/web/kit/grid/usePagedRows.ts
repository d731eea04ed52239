/** Rows fetched page by page as they come into view, sorted and filtered by the server. */

import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { z } from 'zod';
import type { Route } from '../../../house/contract.ts';
import { filterOf } from '../../../house/filter.ts';
import { type Asking, call } from '../../api.ts';
import { invalidate, kindsOf } from '../../queries.ts';
import { useSite } from '../../session/session.tsx';
import { pagesOf, renewed } from './held.ts';
import { pageSize as size } from './pagesize.ts';
import type { RowSource } from './source.ts';
import type { View } from './view.ts';

/** A list of the API: takes search, sort, filter, limit and offset; answers rows and their total. */
export type ListRoute = Route<
  z.ZodType,
  z.ZodType,
  z.ZodType,
  z.ZodType<{ readonly rows: readonly unknown[]; readonly total: number; readonly next?: string | null }>
>;

export interface PagedOptions<R> {
  /** Stable: defined outside the component. */
  readonly keyOf: (row: R) => string;
  /** Further query of the route, such as a parent's code. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly kinds?: readonly string[];
  /** False while something else is shown in its place. */
  readonly enabled?: boolean;
}

export interface PagedRows<R> extends RowSource<R> {
  /** Puts a row that was just written in the place of the one it was. */
  readonly renew: (row: R) => void;
  /** Asks again and takes what is new: for the person's own acts, which may move rows. */
  readonly refresh: () => void;
  /** The answer that the first rows came in, with all that it says beside them. */
  readonly answer: unknown;
}

interface Held<R> {
  readonly list: string;
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly R[]>;
  /** What each page was renewed from. */
  readonly from: ReadonlyMap<number, readonly R[]>;
  readonly moved: boolean;
}

export function usePagedRows<R>(
  route: ListRoute,
  view: View,
  { keyOf, query = {}, kinds = kindsOf(route), enabled = true }: PagedOptions<R>,
): PagedRows<R> {
  const site = useSite();
  const [pages, setPages] = useState<readonly number[]>([0]);
  const asked = { ...query, search: view.search || undefined, sort: view.sort, filter: filterOf(view.filters) };
  const list = JSON.stringify([route.path, site.code, asked]);
  const [held, setHeld] = useState<Held<R>>();

  const queries = useQueries({
    queries: pages.map((page) => ({
      queryKey: [route.path, site.code, asked, page],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const asking = { query: { ...asked, limit: size, offset: page * size } } as unknown as Asking<ListRoute>;
        return (await call(route, asking, { site: site.code, signal })) as {
          readonly rows: readonly R[];
          readonly total: number;
        };
      },
      meta: { kinds },
      enabled,
    })),
  });
  const answers = pages.flatMap((page, index) => {
    const data = queries[index]?.data;
    return data ? [{ page, ...data }] : [];
  });

  // Where nothing stood nothing can be moved under the cursor: the first rows are shown as they come. Until the first answer to another question the rows before it stay; and what is held follows from what was held and what came: the same answers taken in twice change nothing.
  const begun: Held<R> =
    held && (held.list === list || answers.length === 0) && !(held.total === 0 && (answers[0]?.total ?? 0) > 0)
      ? held
      : { list, total: answers[0]?.total ?? 0, pages: new Map(), from: new Map(), moved: false };
  const now = taken(begun, answers, keyOf);
  if (now !== held && (now !== begun || held !== undefined)) setHeld(now);
  const totalNow = answers[0]?.total ?? now.total;

  const at = useCallback(
    (index: number) => {
      const row = now.pages.get(Math.floor(index / size))?.[index % size];
      return row === undefined ? undefined : { kind: 'row' as const, key: keyOf(row), row };
    },
    [now, keyOf],
  );
  const want = useCallback((first: number, last: number) => {
    const wanted = pagesOf(first, last, size);
    setPages((before) =>
      before.length === wanted.length && before.every((page, index) => page === wanted[index]) ? before : wanted,
    );
  }, []);
  const show = useCallback(() => setHeld(undefined), []);
  const client = useQueryClient();
  const about = kinds.join();
  const refresh = useCallback(() => {
    invalidate(client, about.split(',')).then(show, show);
  }, [client, about, show]);
  const renew = useCallback(
    (row: R) =>
      setHeld((before) => {
        if (!before) return before;
        const swap = (some: readonly R[]) => some.map((one) => (keyOf(one) === keyOf(row) ? row : one));
        return { ...before, pages: new Map([...before.pages].map(([page, some]) => [page, swap(some)])) };
      }),
    [keyOf],
  );

  const problem = queries.find((one) => one.error)?.error;
  return {
    total: now.total,
    counted: now.total,
    at,
    want,
    keyOf,
    loading: enabled && queries.some((one) => one.isPending),
    ...(problem ? { problem } : {}),
    ...(now.moved ? { news: { count: Math.max(0, totalNow - now.total), show } } : {}),
    renew,
    refresh,
    answer: queries.find((one) => one.data)?.data,
  };
}

/** What is held, with fresh answers taken in: pages not yet shown as they are, shown ones renewed in place. */
function taken<R>(
  held: Held<R>,
  answers: readonly { readonly page: number; readonly rows: readonly R[]; readonly total: number }[],
  keyOf: (row: R) => string,
): Held<R> {
  const fresh = answers.filter(({ page, rows }) => held.from.get(page) !== rows);
  if (fresh.length === 0) return held;
  const byKey = new Map(fresh.flatMap(({ rows }) => rows.map((row) => [keyOf(row), row] as const)));
  const pages = new Map(held.pages);
  const from = new Map(held.from);
  let { moved, total } = held;
  for (const { page, rows, total: totalNow } of fresh) {
    const before = pages.get(page);
    if (before) {
      const next = renewed(before, rows, byKey, keyOf);
      pages.set(page, next.rows);
      moved = next.moved;
      total += next.below;
    } else {
      pages.set(page, rows);
      if (pages.size === 1) total = totalNow;
    }
    from.set(page, rows);
    if (totalNow !== total) moved = true;
  }
  return { ...held, pages, from, moved, total };
}

/** The API as React's state: lists, single records and writes, kept fresh by what the server announces. */
import {
  type Query,
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Route } from '../house/contract.ts';
import { type Answering, type Asking, apiAddress, type CallOptions, call, pathWith } from './api.ts';
import { useLatest } from './kit/latest.ts';
import { Refused } from './kit/refused.ts';
import { milliseconds } from './kit/time.ts';
import { keepAnswer, orKept } from './offline/answers.ts';
import { type Session, useSession, useSite } from './session/session.tsx';

/** In milliseconds. */
const moment = 5_000;
const isNotThere = (error: unknown): boolean => error instanceof Refused && error.status === 404;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // What the server refused it would refuse again.
      retry: (count, error) => !(error instanceof Refused) && count < 2,
      refetchOnWindowFocus: false,
      // What was not there a moment ago is not asked for again by the next part of the page.
      retryOnMount: ({ state: { error, errorUpdatedAt } }) =>
        !isNotThere(error) || milliseconds() - errorUpdatedAt > moment,
    },
    // Without a network it fails and says so: it is not held back and done later unasked.
    mutations: { networkMode: 'always' },
  },
});

/** The kinds of record a route's answer is made of, when the page does not say: '/item-units/:id' → item_units. */
export const kindsOf = (route: Route): readonly string[] => [(route.path.split('/')[1] ?? '').replaceAll('-', '_')];

/** Under which an answer of the API is kept. */
export const queryOf = (route: Route, site: string, asking: object = {}) => [route.path, site, asking] as const;

export interface OneOptions {
  /** Kinds whose change makes the answer old. */
  readonly kinds?: readonly string[];
  readonly enabled?: boolean;
  /** Milliseconds after which it is asked again where nothing says that it changed. */
  readonly every?: number | undefined;
}

/** Of a page of the phone: where nobody answers, what was answered last (`offline/answers.ts`). */
export function useKeptOne<R extends Route>(
  route: R,
  asking: Asking<R>,
  kinds: readonly string[],
): UseQueryResult<Answering<R>> {
  return useQuery(keptQuery(useSession(), route, asking, kinds));
}

/** Asks one after the other for what may be opened next, and keeps it. */
export function useKeptAhead<R extends Route>(route: R, askings: readonly Asking<R>[], kinds: readonly string[]): void {
  const session = useSession();
  const client = useQueryClient();
  const all = useLatest(askings);
  const first = JSON.stringify(askings);
  useEffect(() => {
    let left = false;
    void (async () => {
      for (const asking of all.current) if (!left) await client.prefetchQuery(keptQuery(session, route, asking, kinds));
    })();
    return () => {
      left = true;
    };
  }, [all, first, client, session, route, kinds]);
}

const keptQuery = <R extends Route>({ me, site }: Session, route: R, asking: Asking<R>, kinds: readonly string[]) => {
  const { params, query } = asking as Readonly<
    Record<'params' | 'query', Readonly<Record<string, unknown>> | undefined>
  >;
  const name = `${me.user.id}${apiAddress(pathWith(route.path, params), { ...query, site: site.code })}`;
  return {
    queryKey: queryOf(route, site.code, asking),
    queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
      orKept(name, async () => {
        const answer = await call(route, asking, { site: site.code, signal });
        void keepAnswer(name, answer);
        return answer;
      }),
    meta: { kinds },
    // It is asked without a network too: what is kept answers then.
    networkMode: 'always',
    refetchOnReconnect: 'always',
  } as const;
};

const oneQuery = <R extends Route>(route: R, site: string, asking: Asking<R>, kinds: readonly string[]) => ({
  queryKey: queryOf(route, site, asking),
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => call(route, asking, { site, signal }),
  meta: { kinds },
});

/** One answer of the API, asked again when a kind it is made of changes. */
export function useOne<R extends Route>(
  route: R,
  asking: Asking<R>,
  { kinds = kindsOf(route), enabled = true, every }: OneOptions = {},
): UseQueryResult<Answering<R>> {
  const site = useSite();
  const again = every === undefined ? {} : { refetchInterval: every };
  return useQuery({ ...oneQuery(route, site.code, asking, kinds), enabled, ...again });
}

/** Asks what `useOne` of a page that is about to be drawn will want. */
export const askAhead = <R extends Route>(
  route: R,
  site: string,
  asking: Asking<R>,
  { kinds = kindsOf(route) }: OneOptions = {},
): Promise<void> => queryClient.prefetchQuery(oneQuery(route, site, asking, kinds));

export interface Write<R> {
  readonly run: (asking: Asking<R>, options?: CallOptions) => Promise<Answering<R>>;
  readonly sending: boolean;
  readonly problem: unknown;
  readonly clear: () => void;
}

/** A write. A second press while the first is under way is the same act, and is sent with the same key. */
export function useWrite<R extends Route>(
  route: R,
  { kinds = kindsOf(route) }: { readonly kinds?: readonly string[] } = {},
): Write<R> {
  const site = useSite();
  const client = useQueryClient();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const mutation = useMutation({
    mutationFn: ({ asking, options }: { readonly asking: Asking<R>; readonly options: CallOptions | undefined }) =>
      call(route, asking, {
        site: site.code,
        idempotencyKey: options?.confirm ? crypto.randomUUID() : key,
        ...options,
      }),
    // An answer ends the act, a refusal too; only when none came may the same key be sent again.
    onSettled: (_, error) => {
      if (!error || error instanceof Refused) setKey(crypto.randomUUID());
    },
    onSuccess: () => invalidate(client, kinds),
  });
  return {
    run: (asking, options) => mutation.mutateAsync({ asking, options }),
    sending: mutation.isPending,
    problem: mutation.error,
    clear: mutation.reset,
  };
}

/**
 * Makes old what is made of these kinds; '*' is everything. What is asked for the first time just then may have been answered before
 * they changed, and the library takes that answer for both: it is asked once more when it is there.
 */
export async function invalidate(client: QueryClient, kinds: readonly string[]): Promise<void> {
  const predicate = ({ meta }: Query): boolean => {
    const of = (meta?.kinds ?? []) as readonly string[];
    return kinds.includes('*') || of.includes('*') || of.some((kind) => kinds.includes(kind));
  };
  const first = client
    .getQueryCache()
    .findAll({ predicate, fetchStatus: 'fetching' })
    .filter(({ state }) => state.data === undefined);
  await Promise.all([
    client.invalidateQueries({ predicate }),
    ...first.map(async ({ promise, queryKey }) => {
      // One that fails is told by whoever asked.
      await promise?.catch(() => undefined);
      await client.invalidateQueries({ queryKey, exact: true });
    }),
  ]);
}

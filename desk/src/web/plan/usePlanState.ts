/** Which version stands, whether it is stale, and the run under way: asked again when an input or a run changes. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { planState } from '../../duties/planning/planning.contract.ts';
import { kinds } from '../../duties/records/records.ts';
import type { Answering } from '../api.ts';
import { queryOf, useOne } from '../queries.ts';
import { useSite } from '../session/session.tsx';

/** What a change of makes the state of the plan another. */
export const planInputs = ['plan_runs', 'sites', ...kinds.filter((kind) => kind.planned).map((kind) => kind.name)];
/** Milliseconds. The server tells of each step of a run; this is for where nobody hears it: a page in the background, a line that broke. */
const seldom = 15_000;

export function usePlanState() {
  const state = useOne(planState, {}, { kinds: planInputs });
  const running = state.data?.run != null;
  const { refetch } = state;
  useEffect(() => {
    if (!running) return;
    // An answer that is under way is waited for: to ask again is to drop it.
    const timer = setInterval(() => void refetch({ cancelRefetch: false }), seldom);
    return () => clearInterval(timer);
  }, [running, refetch]);
  return state;
}

type State = Answering<typeof planState>;

/** Ends with the state of the plan once that is another than the one given, or nobody waits any more. `usePlanState` keeps it fresh meanwhile. */
export function useNextPlanState(): (than: State, until: AbortSignal) => Promise<State | undefined> {
  const client = useQueryClient();
  const { code } = useSite();
  return useCallback(
    (than, until) =>
      new Promise((go) => {
        const look = (): void => {
          const now = client.getQueryData<State>(queryOf(planState, code));
          if (!until.aborted && now === than) return;
          stop();
          until.removeEventListener('abort', look);
          go(now);
        };
        const stop = client.getQueryCache().subscribe(look);
        until.addEventListener('abort', look);
        look();
      }),
    [client, code],
  );
}

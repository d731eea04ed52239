/** Questions of the plan that stands: one that is asked while the next plan is being made waits for it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { readyPlan } from '../../duties/planning/answers.contract.ts';
import { untilPlanned } from '../../duties/planning/answers.messages.ts';
import type { Route } from '../../house/contract.ts';
import { isNotYet } from '../../house/errors.ts';
import { call } from '../api.ts';
import { Refused } from '../kit/refused.ts';
import { useWrite, type Write } from '../queries.ts';
import { useMay, useSite } from '../session/session.tsx';
import { useNextPlanState, usePlanState } from './usePlanState.ts';

/** What is waited for, and how far it is, 0 to 1. */
export interface Waits {
  readonly doing: string;
  readonly done: number | undefined;
}

/** What a question that was refused waits for; undefined: its refusal stands. */
export function useWaits(refused: unknown): Waits | undefined {
  const { data } = usePlanState();
  return data?.run && isStale(refused) ? waitsFor(data.run) : undefined;
}

export function useAskPlan() {
  const { data, refetch } = usePlanState();
  const [asking, setAsking] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const next = useNextPlanState();
  const waits = useRef(new AbortController());
  const stop = useCallback(() => waits.current.abort(), []);
  // Who left the page is not there for the answer.
  useEffect(() => stop, [stop]);
  const planned = async (until: AbortSignal) => {
    let state = (await refetch()).data;
    const began = state?.run != null;
    setWaiting(began);
    while (state?.run && !until.aborted) state = await next(state, until);
    setWaiting(false);
    // What was stale as it was asked may be none any more.
    return !until.aborted && (began || (state?.version != null && !state.stale));
  };
  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    waits.current = new AbortController();
    const { signal: until } = waits.current;
    setAsking(true);
    try {
      // Known to be on its way, it is not asked for first.
      if (data?.run && (data.stale || !data.version) && !(await planned(until)) && until.aborted) throw new Stopped();
      for (;;) {
        try {
          return await question();
        } catch (refused) {
          if (!isStale(refused) || !(await planned(until))) throw refused;
        }
      }
    } finally {
      setAsking(false);
    }
  };
  const stands = data?.version != null && !data.stale;
  return { ask, asking, stop, stands, waits: waiting && data?.run ? waitsFor(data.run) : undefined };
}

/** While somebody types what he will ask, the plan is made ready for it; where that fails, the question says why. */
export function useReadyPlan(): void {
  const { data } = usePlanState();
  const version = data?.stale === false ? data.version?.number : undefined;
  const { code: site } = useSite();
  const may = useMay('orders.see');
  useEffect(() => {
    if (may && version !== undefined) call(readyPlan, {}, { site }).catch(() => undefined);
  }, [may, site, version]);
}

export interface WriteOnPlan<R> extends Write<R> {
  /** What it waits for before it is sent, with the way to stop waiting. */
  readonly waits: (Waits & { readonly onCancel: () => void }) | undefined;
}

/** A write that stands on the plan: sent while the next one is being made, it waits for that, and then is done by itself. */
export function useWriteOnPlan<R extends Route>(
  route: R,
  options: { readonly kinds?: readonly string[] } = {},
): WriteOnPlan<R> {
  const write = useWrite(route, options);
  const { ask, asking, stop, stands, waits } = useAskPlan();
  const over = asking || (stands && isStale(write.problem));
  return {
    ...write,
    run: (of, more) => ask(() => write.run(of, more)),
    sending: asking,
    problem: over ? null : write.problem,
    waits: waits && { ...waits, onCancel: stop },
  };
}

/** Nobody waits any more. */
class Stopped extends Error {
  override name = 'Stopped';
}

const isStale = (refused: unknown): boolean => refused instanceof Refused && isNotYet(refused.problem);

const waitsFor = ({ state, step, share }: { readonly state: string; readonly step: string; readonly share: number }) =>
  state === 'waiting' ? { doing: untilPlanned(), done: undefined } : { doing: untilPlanned(step), done: share };

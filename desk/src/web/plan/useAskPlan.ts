/** Questions of the plan that stands: one that is asked while the next plan is being made waits for it. */
import { useState } from 'react';
import { untilPlanned } from '../../duties/planning/answers.messages.ts';
import { Refused } from '../kit/refused.ts';
import { often, usePlanState } from './usePlanState.ts';

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
  const [waiting, setWaiting] = useState(false);
  const planned = async () => {
    let state = (await refetch()).data;
    const began = state?.run != null;
    setWaiting(began);
    while (state?.run) {
      await new Promise((go) => setTimeout(go, often));
      state = (await refetch({ cancelRefetch: false })).data;
    }
    setWaiting(false);
    // What was stale as it was asked may be none any more.
    return began || (state?.version != null && !state.stale);
  };
  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await question();
      } catch (refused) {
        if (!isStale(refused) || !(await planned())) throw refused;
      }
    }
  };
  return { ask, waits: waiting && data?.run ? waitsFor(data.run) : undefined };
}

const isStale = (refused: unknown): boolean =>
  refused instanceof Refused && ['plan-stale', 'nothing-planned'].includes(refused.problem.code);

const waitsFor = ({ state, step, share }: { readonly state: string; readonly step: string; readonly share: number }) =>
  state === 'waiting' ? { doing: untilPlanned(), done: undefined } : { doing: untilPlanned(step), done: share };

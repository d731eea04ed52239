/** Which version stands, whether it is stale, and the run under way: asked again when an input or a run changes. */
import { useEffect } from 'react';
import { planState } from '../../duties/planning/planning.contract.ts';
import { kinds } from '../../duties/records/records.ts';
import { useOne } from '../queries.ts';

const inputs = ['plan_runs', 'sites', ...kinds.filter((kind) => kind.planned).map((kind) => kind.name)];
/** While a run is under way: milliseconds. */
export const often = 700;

export function usePlanState() {
  const state = useOne(planState, {}, { kinds: inputs });
  const running = state.data?.run != null;
  const { refetch } = state;
  useEffect(() => {
    if (!running) return;
    // An answer that is slower than this is waited for: to ask again is to drop it, and then none would ever come.
    const timer = setInterval(() => void refetch({ cancelRefetch: false }), often);
    return () => clearInterval(timer);
  }, [running, refetch]);
  return state;
}

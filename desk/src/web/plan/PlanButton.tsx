/** Plans, wherever planning is wanted: a button, then what the planner is doing and how far, with cancel. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { askPlan, cancelRun, oneRun, planState } from '../../duties/planning/planning.contract.ts';
import { type Answering, call } from '../api.ts';
import { useCommands } from '../kit/commands.ts';
import { Progress } from '../kit/states.tsx';
import { toast, toastProblem } from '../kit/toasts.tsx';
import { invalidate, queryOf, useWrite } from '../queries.ts';
import { useMay, useSession, useSite } from '../session/session.tsx';
import classes from './plan.module.css';
import { usePlanState } from './usePlanState.ts';

/** Asks for a run; nothing happens twice while one waits. */
export function usePlanNow(): { readonly plan: () => void; readonly sending: boolean } {
  const asked = useWrite(askPlan, { kinds: ['plan_runs'] });
  const client = useQueryClient();
  const site = useSite();
  // A run that was over before the page looked is under way for it too: else nothing would say how it ended.
  const seen = (run: Answering<typeof askPlan>) =>
    client.setQueryData<Answering<typeof planState>>(queryOf(planState, site.code), (state) =>
      state && !state.run ? { ...state, run } : state,
    );
  return {
    plan: () => void asked.run({ body: { reason: 'asked for' } }).then(seen, toastProblem),
    sending: asked.sending,
  };
}

/** `onPlanned` is told when a run that this person asked for has made a plan. */
export function PlanButton({ onPlanned }: { readonly onPlanned?: () => void }) {
  const state = usePlanState();
  const may = useMay('plan.run');
  const { plan, sending } = usePlanNow();
  const cancel = useWrite(cancelRun, { kinds: ['plan_runs'] });
  const run = state.data?.run;
  const { me } = useSession();
  useOutcome(run?.id, run?.asked_by === me.user.name ? onPlanned : undefined);
  useCommands(may && !run ? [{ id: 'plan:now', word: 'Plan now', keys: 'p', run: plan }] : []);
  if (run)
    return (
      <div className={classes.running}>
        <Progress
          doing={run.state === 'waiting' ? 'Waiting for the planner' : run.step || 'Planning'}
          done={run.state === 'waiting' ? undefined : run.share}
          {...(may
            ? { onCancel: () => void cancel.run({ params: { id: run.id }, body: {} }).catch(toastProblem) }
            : {})}
        />
      </div>
    );
  if (!may) return null;
  return (
    <Button
      size="xs"
      h={28}
      title="p"
      loading={sending}
      variant={state.data && !state.data.stale && state.data.version ? 'default' : 'filled'}
      onClick={plan}
    >
      Plan
    </Button>
  );
}

/** Says how a run ended that was seen under way, and makes old what was planned before. */
function useOutcome(running: number | undefined, onPlanned: (() => void) | undefined): void {
  const client = useQueryClient();
  const seen = useRef<{ readonly id: number; readonly told: (() => void) | undefined }>(undefined);
  useEffect(() => {
    const before = seen.current;
    seen.current = running === undefined ? undefined : { id: running, told: onPlanned };
    if (before === undefined || running === before.id) return;
    call(oneRun, { params: { id: before.id } }).then((run) => {
      if (run.state === 'failed') toastProblem(new Error(`The plan failed: ${run.error ?? 'the log says more'}`));
      else toast(run.state === 'done' ? 'A new plan stands.' : 'Planning was cancelled; the plan before stands.');
      if (run.state === 'done') before.told?.();
      return invalidate(client, ['*']);
    }, toastProblem);
  }, [running, onPlanned, client]);
}

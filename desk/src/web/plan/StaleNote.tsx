/** "12 inputs changed since the plan: PO-311/1, SO-2 and 10 more": said where a plan is shown, with the way to a new one. */
import { Button } from '@mantine/core';
import { inputsCounted, inputsNamed } from '../../duties/planning/inputscounted.messages.ts';
import { publishedSince } from '../../duties/planning/planning.messages.ts';
import { When } from '../kit/marks.tsx';
import { useMay } from '../session/session.tsx';
import { usePlanNow } from './PlanButton.tsx';
import classes from './plan.module.css';
import { usePlanState } from './usePlanState.ts';

export function StaleNote() {
  const { data } = usePlanState();
  const may = useMay('plan.run');
  const { plan, sending } = usePlanNow();
  if (!data?.version || !data.stale || data.run) return null;
  const named = inputsNamed(
    data.changes.map(({ called }) => called),
    data.changed,
  );
  return (
    <div className={classes.stale} role="status">
      <span>
        {data.changed === 0 ? (
          `Version ${data.version.number}: ${publishedSince}`
        ) : (
          <>
            <strong>{inputsCounted(data.changed, '', '')} changed since the plan</strong> of{' '}
            <When at={data.version.made_at} time />
            {named === '' ? '' : `: ${named}`}
          </>
        )}
      </span>
      {may ? (
        <Button size="compact-xs" variant="default" loading={sending} onClick={plan}>
          Plan now
        </Button>
      ) : null}
    </div>
  );
}

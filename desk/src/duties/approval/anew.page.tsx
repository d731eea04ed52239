/** On the page of a version that waits and has late orders: what a plan made anew does, or the way to one. */
import { Button } from '@mantine/core';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { figureIn } from '../planning/figures.page.tsx';
import { askPlan } from '../planning/planning.contract.ts';
import classes from '../planning/planning.module.css';
import { isOnTheWay } from '../planning/states.ts';
import type { Seen } from './acts.page.tsx';
import { anewDoors } from './anew.messages.ts';

export function PlannedAnew({ of: { anew, version, no_further } }: { of: Seen }) {
  const plan = useWrite(askPlan, { kinds: ['plan_runs', 'plan_versions', 'sites'] });
  const mayPlan = useMay('plan.run');
  if (anew)
    return (
      <div className="dim">
        {anew.said}{' '}
        <PageLink to={pageAt('/versions/$from/compare/$to', { from: version.number, to: anew.number })}>
          {anewDoors.compare}
        </PageLink>
      </div>
    );
  const [inTime, all] = [figureIn(version.figures, 'onTime'), figureIn(version.figures, 'demands')];
  const isLate = inTime !== null && all !== null && inTime < all;
  if (!isLate || !mayPlan || no_further !== null || !isOnTheWay(version.state)) return null;
  const ask = () =>
    void plan
      .run({ body: { reason: anewDoors.reason(version.number) } })
      .then(() => toast(anewDoors.asked), toastProblem);
  return (
    <div className={classes.stale}>
      <span className="dim">{anewDoors.unknown}</span>
      <Button size="xs" h={28} variant="default" loading={plan.sending} onClick={ask}>
        {anewDoors.ask}
      </Button>
    </div>
  );
}

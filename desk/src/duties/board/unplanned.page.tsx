/** Before there is a plan: whoever waits for the first one sees it when it stands. */
import { useEffect } from 'react';
import { useLatest } from '../../web/kit/latest.ts';
import { Empty } from '../../web/kit/states.tsx';
import { PlanButton } from '../../web/plan/PlanButton.tsx';
import { ToImport } from '../../web/plan/ToImport.tsx';
import { usePlanState } from '../../web/plan/usePlanState.ts';

export function Unplanned({ text, onPlanned }: { text: string; onPlanned: () => void }) {
  const stands = usePlanState().data?.version != null;
  const tell = useLatest(onPlanned);
  useEffect(() => {
    if (stands) tell.current();
  }, [stands, tell]);
  return (
    <Empty title="There is no plan yet." text={text}>
      <PlanButton />
      <ToImport />
    </Empty>
  );
}

/** What a schedule is typed on: the newest plan, what the floor works to, or nothing. */
import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { usePlanState } from '../../web/plan/usePlanState.ts';
import { beginningsOf } from './beginnings.ts';

interface BeginningsProps {
  /** Number of the version that is shown. */
  readonly version: number;
  /** Whether it is begun from nothing; undefined: that is not to be chosen here. */
  readonly blank?: boolean | undefined;
  readonly onBlank?: (blank: boolean) => void;
}

export function Beginnings({ version, blank, onBlank }: BeginningsProps) {
  const navigate = useNavigate();
  const planned = usePlanState().data;
  const data = beginningsOf(version, planned, blank !== undefined);
  if (data.length < 2) return null;
  return (
    <SegmentedControl
      size="xs"
      aria-label="Begin from"
      data={[...data]}
      value={blank ? 'nothing' : String(version)}
      onChange={(value) => {
        if (value === 'nothing') return onBlank?.(true);
        if (Number(value) === version) return onBlank?.(false);
        const newest = Number(value) === planned?.version?.number;
        void navigate({ to: '.', search: (newest ? {} : { version: value }) as never });
      }}
    />
  );
}

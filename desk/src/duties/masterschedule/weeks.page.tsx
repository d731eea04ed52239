/** What both pages of the master schedule share: the question, its weeks as heads of columns, and what stands in its place. */
import type { ReactNode } from 'react';
import type { Answering } from '../../web/api.ts';
import { usePlant } from '../../web/kit/plant.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { dayWords, wallClock } from '../../web/kit/time.ts';
import { PlanButton } from '../../web/plan/PlanButton.tsx';
import { useOne } from '../../web/queries.ts';
import { masterSchedule } from './masterschedule.contract.ts';

export type Master = Answering<typeof masterSchedule>;

export const useMasterSchedule = () => useOne(masterSchedule, {}, { kinds: ['plan_runs', 'sites', 'machines'] });

/** The master schedule, or why there is none yet. */
export function WithMaster({
  of: asked,
  children,
}: {
  of: ReturnType<typeof useMasterSchedule>;
  children: (master: Master) => ReactNode;
}) {
  if (asked.error) return <Problem of={asked.error} retry={() => void asked.refetch()} />;
  if (asked.isPending) return <Progress doing="Reading the master schedule" />;
  if (!asked.data.version)
    return (
      <Empty title="There is no master schedule yet." text="A planning run makes one, week by week, with the plan.">
        <PlanButton />
      </Empty>
    );
  return children(asked.data);
}

/** The Monday of each week; the first is what is due or stands before its end. */
export function WeekHeads({ of: weeks }: { of: Master['weeks'] }) {
  const words = useWeekWords();
  return weeks.map((week, n) => (
    <th key={week.from} scope="col" title={`From ${words(week.from)}`}>
      {n === 0 ? 'This week' : words(week.from)}
    </th>
  ));
}

/** Each day by its weekday and date. */
export function DayHeads({ of: days }: { of: Master['days'] }) {
  const words = useSpanWords();
  return days.map(({ from }, n) => (
    <th key={from} scope="col">
      {n === 0 ? 'Today' : words(from, 'day')}
    </th>
  ));
}

/** "Tue 3 Nov", "week of 2 Nov". */
export function useSpanWords(): (from: string, each: 'day' | 'week') => string {
  const { zone, today } = usePlant();
  const week = useWeekWords();
  return (from, each) =>
    each === 'week' ? `week of ${week(from)}` : dayWords(wallClock(zone, from).day, today).replace(/ \d{4}$/, '');
}

export function useWeekWords(): (from: string) => string {
  const { zone, today } = usePlant();
  // "Mon 4 Jan 2027" without the day of the week, which is always the first, and the year, which follows from the order.
  return (from) => dayWords(wallClock(zone, from).day, today).replace(/^\w+ | \d{4}$/g, '');
}

/** Changes of calendars that are not saved yet: what they are, what they would move, then saved or thrown away. */
import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { offerUndo, toast } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { PlanButton } from '../../web/plan/PlanButton.tsx';
import { StaleNote } from '../../web/plan/StaleNote.tsx';
import { useWaits } from '../../web/plan/useAskPlan.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { ComparisonView } from '../planning/comparison.page.tsx';
import { askedOf } from './asked.ts';
import { calendarEffects, saveCalendarChanges } from './calendarchanges.contract.ts';
import {
  dayChangeWords,
  keptHere,
  overWords,
  thrownAwayWords,
  wayWords,
  whenWords,
} from './calendarchanges.messages.ts';
import classes from './calendarchanges.module.css';
import {
  byHurt,
  type CalendarChanges,
  type DayChange,
  type Hurt,
  onlyOver,
  type Way,
  type WeekChange,
} from './calendarchanges.ts';

export const noChanges: CalendarChanges = { days: [], weeks: [] };

interface DraftProps {
  readonly of: CalendarChanges;
  readonly today: string;
  readonly onChange: (changes: CalendarChanges) => void;
}

export function Draft({ of: changes, today, onChange }: DraftProps) {
  // What was shown is what may be saved: another change has to be shown first.
  const [shown, setShown] = useState<CalendarChanges>();
  const [which, setWhich] = useState<Way>();
  const [said, setSaid] = useState<readonly string[]>([]);
  const asked = askedOf(changes);
  const effects = useOne(
    calendarEffects,
    { query: { changes: asked } },
    { kinds: ['plan_runs'], enabled: shown === changes },
  );
  const waits = useWaits(effects.error);
  const save = useWrite(saveCalendarChanges, { kinds: ['*'] });
  const effect = shown === changes ? effects.data : undefined;
  const over = onlyOver(changes, today);
  const plans = effect && { next: effect.comparison, least: effect.least };
  const hurt = plans && { next: plans.next.counts, least: plans.least.counts };
  const order = hurt ? byHurt(hurt) : [];
  const way = which ?? order[0] ?? 'next';
  if (changes.days.length + changes.weeks.length === 0)
    return <p className="dim">Nothing is changed yet. Choose a day in a month, or change the week.</p>;
  const days = (some: readonly DayChange[]) => onChange({ ...changes, days: some });
  const weeks = (some: readonly WeekChange[]) => onChange({ ...changes, weeks: some });
  const doSave = (confirm: readonly string[] = []) => {
    setSaid(confirm);
    void save
      .run(
        { body: { days: [...changes.days], weeks: [...changes.weeks], plan: effect?.version.number ?? null } },
        { confirm },
      )
      .then(
        ({ done }) => {
          toast(done);
          onChange(noChanges);
        },
        // The refusal stands below, with what was changed.
        () => undefined,
      );
  };
  return (
    <section className={classes.draft} aria-label="Not saved yet">
      <h2>Not saved yet</h2>
      <ul>
        {changes.weeks.map((one) => (
          <li key={one.calendar}>
            <strong>{one.calendar}</strong> week: {one.week}
            <TakeOff onClick={() => weeks(changes.weeks.filter((other) => other !== one))} />
          </li>
        ))}
        {changes.days.map((one) => (
          <li key={`${one.calendar} ${one.day}`}>
            <strong>{one.calendar}</strong> {dayChangeWords(one, today)}
            <TakeOff onClick={() => days(changes.days.filter((other) => other !== one))} />
          </li>
        ))}
      </ul>
      <p className="dim">
        {keptHere} {over ? overWords : null}
      </p>
      <div className={classes.doors}>
        {over ? null : (
          <Button
            variant={effect ? 'default' : 'filled'}
            disabled={effect !== undefined || effects.isFetching}
            onClick={() => {
              setWhich(undefined);
              setShown(changes);
            }}
          >
            Show what it moves
          </Button>
        )}
        {effect || over ? (
          <Button loading={save.sending} onClick={() => doSave()}>
            Save
          </Button>
        ) : null}
        <Button
          variant="default"
          onClick={() => {
            onChange(noChanges);
            offerUndo(thrownAwayWords(changes), () => onChange(changes));
          }}
        >
          Throw away
        </Button>
      </div>
      {save.problem ? (
        <Problem
          of={save.problem}
          confirm={(code) => doSave([...said, code])}
          confirmWord={{ 'not-as-shown': 'Save all the same' }}
        />
      ) : null}
      {shown === changes && effects.isFetching && !effect && !waits ? (
        <Progress doing="Planning with these changes, without keeping it" onCancel={() => setShown(undefined)} />
      ) : null}
      {shown === changes && waits ? <Progress {...waits} onCancel={() => setShown(undefined)} /> : null}
      {shown === changes && effects.error && !waits ? (
        <>
          <Problem of={effects.error} retry={() => void effects.refetch()} />
          <StaleNote />
          <PlanButton />
        </>
      ) : null}
      {effect && plans && hurt ? (
        <div className={classes.effect}>
          <SegmentedControl
            className={classes.which}
            aria-label="What is shown"
            value={way}
            onChange={(value) => setWhich(value as Way)}
            data={order.map((one) => ({ value: one, label: <WayTab of={one} hurt={hurt[one]} /> }))}
          />
          {effect.running.length > 0 ? (
            <ul className={classes.running} aria-label="Work under way">
              {effect.running.map((one) => (
                <li key={`${one.order} ${one.seq}`}>
                  △ {one.text}
                  <div className={classes.doors}>
                    {one.days.length > 0 ? (
                      <Button
                        size="compact-xs"
                        variant="default"
                        onClick={() =>
                          days(
                            changes.days.filter(
                              ({ calendar, day }) => calendar !== one.calendar || !one.days.includes(day),
                            ),
                          )
                        }
                      >
                        Let it run on
                      </Button>
                    ) : null}
                    <PageLink to={pageAt('/overtime', { work_centre: one.work_centre, machine: one.machine })}>
                      Overtime of {one.machine}
                    </PageLink>
                  </div>
                </li>
              ))}
            </ul>
          ) : null}
          <ComparisonView
            key={way}
            of={plans[way]}
            intro={
              <>
                {way === 'next' && effect.beside !== null ? (
                  effect.beside
                ) : (
                  <>
                    {way === 'least' ? 'The standing plan mended' : 'What a planning run would make with these changes'}
                    , against version {effect.version.number} of <When at={effect.version.made_at} time />.
                  </>
                )}{' '}
                {whenWords[way]} Nothing is saved yet.
              </>
            }
          />
        </div>
      ) : null}
    </section>
  );
}

function WayTab({ of, hurt }: { of: Way; hurt: Hurt }) {
  const [name, words] = wayWords(of, hurt);
  return (
    <span className={classes.way}>
      <strong>{name}</strong>
      <span data-tone={hurt.newly_late + hurt.promises_broken > 0 ? 'late' : undefined}>{words}</span>
    </span>
  );
}

const TakeOff = ({ onClick }: { onClick: () => void }) => (
  <ActionIcon aria-label="Take it off" title="Take it off" onClick={onClick}>
    <IconX size={14} />
  </ActionIcon>
);

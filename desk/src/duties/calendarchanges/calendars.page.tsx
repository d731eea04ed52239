/** Set-up → Calendars: when work is done, drawn; changed only after it was shown what that moves. */

import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { dayNumber, isDay } from '../../house/clock.ts';
import { fewNamed } from '../../house/names.ts';
import type { Answering } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { countText } from '../../web/kit/formats.ts';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { useKept, useKeptElsewhere } from '../../web/kit/useKept.ts';
import { pageAt, recordsAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { useMay, useWhose } from '../../web/session/session.tsx';
import { openOn, typedWeek } from '../calendars/calendars.ts';
import { OvertimeAhead } from '../overtime/ahead.page.tsx';
import { workingTimes } from './calendarchanges.contract.ts';
import { noCalendar } from './calendarchanges.messages.ts';
import classes from './calendarchanges.module.css';
import type { CalendarChanges, DayChange } from './calendarchanges.ts';
import { DayForm } from './dayform.page.tsx';
import { Draft, noChanges } from './draft.page.tsx';
import { type DrawnDay, MonthDrawing, monthAfter, WeekDrawing } from './drawing.page.tsx';
import { IcsFile } from './icsfile.page.tsx';

type Times = Answering<typeof workingTimes>;

const monthsDrawn = 6;

export default function CalendarsPage() {
  const times = useOne(workingTimes, {}, { kinds: ['calendars', 'calendar_days'] });
  return (
    <Page
      title="Calendars"
      counted={times.data ? countText(times.data.calendars.length, 'calendar', 'calendars') : undefined}
      tools={
        <>
          <PageLink to={pageAt('/overtime')}>Overtime</PageLink>
          <PageLink to={recordsAt('calendars')}>As a list</PageLink>
          <PageLink to={recordsAt('calendar_days')}>Special days as a list</PageLink>
        </>
      }
    >
      {times.error ? (
        <Problem of={times.error} retry={() => void times.refetch()} />
      ) : times.isPending ? (
        <Progress doing="Reading calendars" />
      ) : times.data.calendars.length === 0 ? (
        <Empty
          title="There are no calendars."
          text="Work centres need one each: add it to the list, then its days here."
        />
      ) : (
        <Calendars of={times.data} />
      )}
    </Page>
  );
}

/** A day that a page may be asked for in its address; far years have no months beside them. */
const isShown = (day: string | undefined): day is string => day !== undefined && /^(19|20|21)/.test(day) && isDay(day);

function Calendars({ of: times }: { of: Times }) {
  const [address, setAddress] = useAddress();
  const mayWrite = useMay('master.write');
  const [changes, setChanges] = useUnsaved(mayWrite);
  const [chosen, setChosen] = useState<string>();
  // Who comes to open days again is led to them; a day that is chosen here comes instead.
  const named = times.calendars.find(({ code }) => code === address.calendar);
  const missing = address.calendar !== undefined && named === undefined;
  const day = isShown(address.reopen) && !missing ? address.reopen : undefined;
  const led =
    chosen === undefined && day ? { day, until: isShown(address.until) ? address.until : undefined } : undefined;
  const calendar = named ?? times.calendars[0]!;
  const { code } = calendar;
  const month = [address.month, led?.day.slice(0, 7)].find((one) => isShown(`${one}-01`)) ?? times.today.slice(0, 7);
  const week = changes.weeks.find((one) => one.calendar === code)?.week ?? calendar.week;
  const saved = useMemo(
    () => new Map(times.days.filter((one) => one.calendar === code).map((one) => [one.day, one])),
    [times.days, code],
  );
  const dayOf = useCallback(
    (day: string): DrawnDay => {
      const change = changes.days.find((one) => one.calendar === code && one.day === day);
      const special = change
        ? change.hours === null
          ? undefined
          : { ...change, hours: change.hours }
        : saved.get(day);
      return {
        hours: openOn(week, special?.hours, dayNumber(day)),
        name: special?.name ?? null,
        special: special !== undefined,
        changed: change !== undefined,
      };
    },
    [changes.days, saved, week, code],
  );
  const addDays = (days: readonly DayChange[]) => {
    const added = new Set(days.map((one) => `${one.calendar} ${one.day}`));
    const left = changes.days.filter((one) => !added.has(`${one.calendar} ${one.day}`));
    const seen = days.map((one) => ({
      ...one,
      was: times.days.find(({ calendar: of, day }) => of === one.calendar && day === one.day)?.hours ?? null,
    }));
    const sorted = [...left, ...seen].sort((a, b) =>
      a.day < b.day ? -1 : a.day > b.day ? 1 : a.calendar < b.calendar ? -1 : 1,
    );
    setChanges({ ...changes, days: sorted });
  };
  return (
    <div className={classes.page}>
      {missing ? <p role="status">{noCalendar(address.calendar ?? '', code)}</p> : null}
      <div className={classes.head}>
        <NativeSelect
          aria-label="Calendar"
          value={code}
          onChange={(event) => setAddress({ calendar: event.currentTarget.value, reopen: undefined, until: undefined })}
          data={times.calendars.map((one) => ({
            value: one.code,
            label: one.name ? `${one.code} · ${one.name}` : one.code,
          }))}
        />
        <UsedBy of={calendar.used_by} />
        <p className="dim">
          <OvertimeAhead of={calendar.used_by} />
        </p>
      </div>
      <div className={classes.two}>
        <div>
          <h2>Week</h2>
          <WeekDrawing week={week} today={times.today} />
          {mayWrite ? (
            <WeekForm
              key={`${code} ${week}`}
              week={week}
              onChange={(typed) => {
                const others = changes.weeks.filter((one) => one.calendar !== code);
                const differs = typed !== calendar.week;
                const change = { calendar: code, week: typed, was: calendar.week };
                setChanges({ ...changes, weeks: differs ? [...others, change] : others });
              }}
            />
          ) : null}
        </div>
        {mayWrite ? (
          <div>
            <h2>Holiday or special day</h2>
            <DayForm
              key={`${code} ${chosen}`}
              calendar={code}
              calendars={times.calendars.map((one) => one.code)}
              today={times.today}
              day={chosen ?? led?.day ?? ''}
              until={led?.until}
              reopen={led !== undefined}
              isSpecial={(of, day) => times.days.some((one) => one.calendar === of && one.day === day)}
              onAdd={addDays}
            />
            <IcsFile key={`file ${code}`} calendar={code} onAdd={addDays} />
          </div>
        ) : null}
      </div>
      {mayWrite ? (
        <Draft of={changes} today={times.today} onChange={setChanges} />
      ) : (
        <p className="dim">Planners, supervisors and administrators change calendars.</p>
      )}
      <div className={classes.leaf}>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => setAddress({ month: monthAfter(month, -monthsDrawn) })}
        >
          Earlier
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => setAddress({ month: monthAfter(month, monthsDrawn) })}
        >
          Later
        </Button>
        <span className={classes.legend}>
          <span data-kind="open">open, with its hours as a stripe</span>
          <span data-kind="closed">closed</span>
          <span data-kind="special">special day</span>
          <span data-kind="changed">not saved yet</span>
        </span>
      </div>
      <div className={classes.months}>
        {Array.from({ length: monthsDrawn }, (_, n) => monthAfter(month, n)).map((one) => (
          <MonthDrawing key={one} month={one} dayOf={dayOf} chosen={chosen} onChoose={setChosen} />
        ))}
      </div>
    </div>
  );
}

/** Kept in this browser until they are saved or thrown away, for who made them; two tabs have the same. */
function useUnsaved(mayWrite: boolean) {
  const name = `calendars:${useWhose()}`;
  const [kept, keep] = useKept(name, noChanges);
  useKeptElsewhere(
    name,
    () => kept,
    (there: CalendarChanges = noChanges) => keep(there),
  );
  return [mayWrite ? kept : noChanges, keep] as const;
}

const mostNamed = 12;

const UsedBy = ({ of: users }: { of: readonly string[] }) => (
  <p className="dim">{users.length === 0 ? 'Nobody keeps to it yet.' : `Kept by ${fewNamed(users, mostNamed)}.`}</p>
);

function WeekForm({ week, onChange }: { week: string; onChange: (week: string) => void }) {
  const [typed, setTyped] = useState(week);
  const read = typedWeek(typed);
  return (
    <form
      className={classes.form}
      aria-label="Week in words"
      onSubmit={(event) => {
        event.preventDefault();
        if (!('fault' in read)) onChange(typed.trim());
      }}
    >
      <Textarea
        label="In words"
        autosize
        description="As in: Mon-Fri 06:00-14:00 early, 14:00-22:00 late; Sat 06:00-12:00. Weeks that repeat: from 2026-11-30: Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00"
        value={typed}
        error={'fault' in read ? read.fault : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={'fault' in read || typed.trim() === week}>
        Change the week
      </Button>
    </form>
  );
}

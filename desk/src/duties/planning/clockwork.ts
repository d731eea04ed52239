/** The problem's clock: instants and plant days to seconds of elapsed time from the epoch, and back. */
import { type Second, second, type Zone } from '@hotlist/engine';
import {
  clockWithOffset,
  endOfDay,
  instantAt,
  instantOf,
  type OffsetTable,
  offsetAt,
  secondsOf,
} from '../../house/clock.ts';
import type { Value } from '../../house/kind.ts';

/** Second 0 of the problem of a plan: midnight UTC of the day of its `now`, in seconds since 1970. */
export const epochOf = (now: string): number => Math.floor(secondsOf(now) / 86_400) * 86_400;

export class Clockwork {
  readonly epoch: number;
  readonly now: Second;

  constructor(
    readonly offsets: OffsetTable,
    now: string,
    private readonly dueTime: string,
  ) {
    const seconds = secondsOf(now);
    if (!Number.isFinite(seconds)) throw new RangeError(`now "${now}" is not an instant`);
    this.epoch = epochOf(now);
    this.now = second(seconds - this.epoch);
  }

  /** Of an instant in ISO 8601; absent for an empty cell. */
  at(value: Value | undefined): Second | undefined {
    return typeof value === 'string' && value !== '' ? second(secondsOf(value) - this.epoch) : undefined;
  }

  /** As `at`, but a time gone by counts as now: nothing can still happen in the past. */
  notBeforeNow(value: Value | undefined): Second | undefined {
    const at = this.at(value);
    return at === undefined ? undefined : second(Math.max(at, this.now));
  }

  /** The beginning of a plant day. */
  dayBegins(day: Value | undefined): Second | undefined {
    return typeof day === 'string' && day !== '' ? this.onDay(day, '00:00') : undefined;
  }

  /** The end of a plant day: valid "to 5 May" includes the whole of it. */
  dayEnds(day: Value | undefined): Second | undefined {
    return typeof day === 'string' && day !== '' ? this.at(endOfDay(this.offsets.zone, day)) : undefined;
  }

  /** The hour at which a date alone falls due. */
  dueOn(day: string): Second {
    return this.onDay(day, this.dueTime);
  }

  private onDay(day: string, time: string): Second {
    return second(secondsOf(instantOf(this.offsets.zone, day, time)) - this.epoch);
  }

  /** The offsets that hold from a moment on, as far as they are known: what people type lies anywhere. */
  zone(from: Second): Zone {
    const { at, offset, zone } = this.offsets;
    const rows = at.map((instant, row) => ({ at: second(instant - this.epoch), offset: offset[row] ?? 0 }));
    const first = rows.findLastIndex((row) => row.at <= from);
    return { name: zone, offsets: rows.slice(Math.max(0, first)) };
  }
}

/** Seconds of a problem back to instants and to the plant's clock. */
export interface Readback {
  /** ISO in UTC: the wire. */
  readonly instant: (at: number) => string;
  /** The plant's clock with its offset, without one where the zone is UTC: files and sentences. */
  readonly clock: (at: number) => string;
  /** Seconds from the epoch of what `clock` wrote, or of any instant with an offset. */
  readonly second: (text: string) => Second;
}

export function readback(epoch: string, offsets: OffsetTable): Readback {
  const base = secondsOf(epoch);
  return {
    instant: (at) => instantAt(base + at),
    clock: (at) => clockWithOffset(offsets, base + at),
    second: (text) => {
      if (/(Z|[-+]\d\d:?\d\d)$/.test(text)) return second(secondsOf(text) - base);
      const wall = secondsOf(`${text}Z`);
      return second(wall - offsetAt(offsets, wall - offsetAt(offsets, wall)) - base);
    },
  };
}

import { describe, expect, it } from 'vitest';
import type { Seen } from '../planning/orderchanges.ts';
import { anewWords } from './anew.messages.ts';
import { madeAnew } from './anew.ts';

const seen = (demand: string, lateSeconds: number | null): Seen => ({
  demand,
  item: 'BIKE',
  due: '2026-11-03T08:00:00Z',
  delivered: lateSeconds === null ? null : '2026-11-03T09:00:00Z',
  lateSeconds: lateSeconds ?? 0,
  reasons: [],
  promised: null,
});

describe('a plan made anew', () => {
  it('saves what ships late in the version and not in it, and makes late what does not', () => {
    const version = [seen('SO-1', 60), seen('SO-2', null), seen('SO-3', 0), seen('SO-4', 60), seen('SO-5', 0)];
    const anew = [seen('SO-1', 0), seen('SO-2', 0), seen('SO-3', null), seen('SO-4', 120), seen('SO-6', 60)];
    expect(madeAnew(version, anew)).toEqual({ saved: 2, newly_late: 1 });
  });

  it.each([
    [
      { number: 9, saved: 3, newly_late: 1, days: 12.54, instead: 31.6 },
      'Version 9, planned anew since, saves 3 orders and makes 1 newly late: all are 12.5 days late together instead of 31.6.',
    ],
    [
      { number: 9, saved: 0, newly_late: 0, days: 4, instead: 4 },
      'Version 9, planned anew since, saves no order: all are 4.0 days late together, as here.',
    ],
    [{ number: 9, saved: 1, newly_late: 0, days: null, instead: 4 }, 'Version 9, planned anew since, saves 1 order.'],
  ])('is told beside the version: %o', (of, words) => {
    expect(anewWords(of)).toBe(words);
  });
});

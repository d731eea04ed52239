import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Heap } from './heap.ts';
import { Lane } from './lane.ts';
import { Profile } from './profile.ts';

describe('the lane of a machine', () => {
  it('finds what is busy as a plain search does, whatever was put in and taken out', () => {
    const spans = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 40 });
    fc.assert(
      fc.property(
        spans,
        fc.array(fc.nat(39), { maxLength: 10 }),
        fc.integer({ min: -3, max: 130 }),
        (starts, gone, at) => {
          const lane = new Lane();
          for (const start of starts) lane.insert(start * 3, start * 3 + 2, start);
          let left = starts.toSorted((a, b) => a - b);
          for (const index of gone) {
            if (index >= left.length) continue;
            lane.removeAt(index);
            left = left.toSpliced(index, 1);
          }
          expect(Array.from(lane.task.subarray(0, lane.count))).toEqual(left);
          const ending = left.findIndex((start) => start * 3 + 2 > at);
          expect(lane.firstEndingAfter(at)).toBe(ending < 0 ? left.length : ending);
          const starting = left.findIndex((start) => start * 3 >= at);
          expect(lane.firstStartingFrom(at)).toBe(starting < 0 ? left.length : starting);
        },
      ),
    );
  });
});

describe('the people of a crew', () => {
  const span = fc.tuple(
    fc.integer({ min: 0, max: 30 }),
    fc.integer({ min: 1, max: 10 }),
    fc.integer({ min: 1, max: 2 }),
  );
  const SIZE = 3;

  it('are counted as second by second, taken and given back', () => {
    fc.assert(
      fc.property(
        fc.array(span, { maxLength: 12 }),
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        span,
        (taken, back, [from, length, wanted]) => {
          const profile = new Profile(SIZE);
          const used = Array.from({ length: 60 }, () => 0);
          taken.forEach(([start, long, people], i) => {
            profile.take(start, start + long, people);
            if (back[i]) profile.take(start, start + long, -people);
            else for (let t = start; t < start + long; t++) used[t] += people;
          });
          const to = from + length;
          const full = (t: number) => used[t] + wanted > SIZE;
          const conflicts = Array.from({ length }, (_, i) => from + i).filter(full);
          const until = profile.busyUntil(from, to, wanted);
          const since = profile.busyFrom(from, to, wanted);
          expect(until > -Infinity).toBe(conflicts.length > 0);
          expect(since < Infinity).toBe(conflicts.length > 0);
          if (conflicts.length === 0) return;
          // Waiting until then jumps over this conflict and nothing that was free before it.
          expect(until).toBeGreaterThan(conflicts[0]);
          for (let t = conflicts[0]; t < until; t++) expect(full(t)).toBe(true);
          expect(since).toBeLessThanOrEqual(conflicts.at(-1) ?? 0);
          for (let t = since; t <= (conflicts.at(-1) ?? 0); t++) if (t >= 0) expect(full(t)).toBe(true);
        },
      ),
    );
  });
});

describe('the heap of tasks', () => {
  it('gives the smallest key first, ties by kin, then by number', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 50 }), (keys) => {
        const kin = Int32Array.from(keys, (_, task) => (task * 7) % 3);
        const heap = new Heap(keys.length, Float64Array.from(keys), kin);
        keys.forEach((_, task) => {
          heap.push(task);
        });
        const got: number[] = [];
        while (!heap.empty) got.push(heap.pop());
        expect(got).toEqual([...keys.keys()].sort((a, b) => keys[a] - keys[b] || kin[a] - kin[b] || a - b));
      }),
    );
  });
});

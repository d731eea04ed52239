import { describe, expect, it } from 'vitest';
import { Model } from '../netting/model.ts';
import { randomProblem } from '../planning/random.test-support.ts';
import { Candidate } from './candidate.ts';
import { build } from './search.ts';

const FACTORIES = 20;
const NOTHING = { net: 0, schedule: 0, improve: 0 };

describe('the schedule that was tried last', () => {
  it('is not built again where it is the best, and is what building it again gives', () => {
    let saved = 0;
    for (let seed = 7000; seed < 7000 + FACTORIES; seed++) {
      const candidate = new Candidate(new Model(randomProblem(seed)), { batch: 0 });
      const { floor } = candidate;
      const stands = candidate.try(new Float64Array(candidate.jobs.tasks));
      const tried = floor.work;
      const found = build(candidate, NOTHING, false, stands);
      const starts = floor.start.slice();
      if (floor.work === tried) saved++;
      const again = build(candidate, NOTHING, false);
      expect(floor.start, `factory ${seed}`).toEqual(starts);
      expect(found.outcome, `factory ${seed}`).toEqual(again.outcome);
    }
    expect(saved).toBeGreaterThan(FACTORIES / 2);
  });
});

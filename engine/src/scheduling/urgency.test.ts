import { describe, expect, it } from 'vitest';
import { Model } from '../netting/model.ts';
import { net } from '../netting/net.ts';
import { randomProblem } from '../planning/random.test-support.ts';
import { Jobs } from './jobs.ts';
import { Urgency } from './urgency.ts';

const FACTORIES = 20;

describe('the urgency of one task', () => {
  it('is what ranking all of them gives it, whichever is asked first', () => {
    for (let seed = 7000; seed < 7000 + FACTORIES; seed++) {
      const model = new Model(randomProblem(seed));
      const jobs = new Jobs(model, net(model, { batch: 0 }));
      const all = new Float64Array(jobs.tasks);
      new Urgency(jobs).rank(all, 1);
      for (const step of [1, 7]) {
        const urgency = new Urgency(jobs);
        for (let t = jobs.tasks - 1; t >= 0; t -= step)
          expect(urgency.keyOf(t), `factory ${seed}, task ${t}`).toBe(all[t]);
      }
    }
  });
});

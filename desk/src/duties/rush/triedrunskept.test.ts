import type { Problem } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { factory } from '../../../../engine/src/planning/small-factory.test-support.ts';
import { busy } from '../../house/errors.ts';
import { type Asks, type Ran, type Turn, turnedAway } from '../planning/asked.ts';
import { type Mends, type Runs, TriedRuns } from './triedruns.ts';

/** The brands of the engine's source are not those of its door. */
const nothing = JSON.parse(JSON.stringify(factory({}))) as Problem;
const offered = {
  option: 'first',
  customer: 'MILLER',
  item: 'FRAME',
  qty: 1,
  wished: '2026-01-06T16:00:00Z',
  date: '2026-01-06T16:00:00Z',
} as const;

/** A plan that counts what it is asked, and fails as it is told to; `with`: runs with a rush order, `without`: the same without. */
function asking({ crowded = false } = {}) {
  const counted = { with: 0, without: 0, read: 0 };
  const fails = { with: false, without: false, read: false };
  const tried = new TriedRuns();
  const standing = {
    ask: async (_: 'run', { published }: Asks['run'], turn: Turn): Promise<Ran> => {
      const which = published ? 'with' : 'without';
      if (crowded && turn === 'question' && which === 'without') throw busy(turnedAway, 'others ask');
      counted[which] += 1;
      if (fails[which]) throw new Error('busy');
      return { deliveries: [], fromNothing: true };
    },
  };
  const of: Runs['of'] = (rows) => ({
    problem: nothing,
    published: rows.has('customer_lines') ? ({} as NonNullable<Asks['run']['published']>) : undefined,
  });
  const reads = (mends: Mends) => async (): Promise<Runs> => {
    counted.read += 1;
    await Promise.resolve();
    if (fails.read) throw new Error('busy');
    return { rows: new Map(), of, mends, order: 'SO-1', days: (seconds) => seconds / 86_400 };
  };
  /** `found`: what a run mends by the time that is read. */
  const ask = (qty = 1, now = '2026-01-05T08:00:00Z', mends?: Mends, found = mends, turn: Turn = 'question') =>
    tried.of(standing, { ...offered, qty }, { now, mends, delays: [], runs: reads(found), turn });
  return { ask, decide: () => ask(1, undefined, undefined, undefined, 'decision'), counted, fails };
}

const four = (...released: readonly string[]) => ({ number: 4, released: new Set(released) });

describe('what a run would make of a rush order', () => {
  it('is planned once for two who ask the same at once, and for who asks again', async () => {
    const { ask, counted } = asking();
    const [one, other] = await Promise.all([ask(), ask()]);
    expect(other).toBe(one);
    expect(await ask()).toBe(one);
    expect(counted).toEqual({ with: 1, without: 1, read: 1 });
  });

  it('has what is read, and the run without it, in common with all that are asked about', async () => {
    const { ask, counted } = asking();
    await Promise.all([ask(1), ask(2)]);
    await ask(3);
    // Read anew it would be held against a run of another moment.
    expect(counted).toEqual({ with: 3, without: 1, read: 1 });
  });

  it('is had by who decides, where who asked the same before him is turned away', async () => {
    const { ask, decide } = asking({ crowded: true });
    const [asked, decided] = await Promise.allSettled([ask(), decide()]);
    expect(asked).toMatchObject({ status: 'rejected', reason: { code: turnedAway } });
    expect(decided).toMatchObject({ status: 'fulfilled' });
  });

  it('is read again where that failed', async () => {
    const { ask, counted, fails } = asking();
    fails.read = true;
    await expect(ask(1)).rejects.toThrow('busy');
    fails.read = false;
    await ask(1);
    expect(counted).toEqual({ with: 1, without: 1, read: 2 });
  });

  it('is planned anew once it is ten minutes old', async () => {
    const { ask, counted } = asking();
    await ask(1, '2026-01-05T08:00:00Z');
    await ask(1, '2026-01-05T08:09:59Z');
    expect(counted).toMatchObject({ with: 1, without: 1 });
    await ask(1, '2026-01-05T08:10:00Z');
    expect(counted).toMatchObject({ with: 2, without: 2 });
  });

  it('is planned anew once another version is published, which a run would mend', async () => {
    const { ask, counted } = asking();
    const now = '2026-01-05T08:00:00Z';
    await ask(1, now);
    await ask(1, now, four());
    // It says of which one it is planned.
    expect(await ask(1, now, four())).toMatchObject({ mends: { number: 4 } });
    expect(counted).toMatchObject({ with: 2, without: 2 });
  });

  it('is planned anew once work is released from the frozen zone, or taken back there', async () => {
    const { ask, counted } = asking();
    const now = '2026-01-05T08:00:00Z';
    await ask(1, now, four());
    await ask(1, now, four('work/WO-1'));
    await ask(1, now, four('work/WO-1'));
    expect(counted).toMatchObject({ with: 2, without: 2 });
    await ask(1, now, four('work/WO-2'));
    await ask(1, now, four());
    expect(counted).toMatchObject({ with: 4, without: 4 });
  });

  it('is kept for what was read, not for what whoever asked knew', async () => {
    const { ask, counted } = asking();
    const now = '2026-01-05T08:00:00Z';
    // Work was released between the two, and taken back since.
    await ask(1, now, four(), four('work/WO-1'));
    await ask(1, now, four('work/WO-1'));
    expect(counted).toMatchObject({ with: 1 });
    expect(await ask(1, now, four())).toMatchObject({ mends: four() });
    expect(counted).toMatchObject({ with: 2 });
  });

  it('is asked again where it failed, and all others stay', async () => {
    const { ask, counted, fails } = asking();
    await ask(1);
    fails.with = true;
    await expect(ask(2)).rejects.toThrow('busy');
    fails.with = false;
    await ask(1);
    expect(counted).toMatchObject({ with: 2, without: 1 });
    await ask(2);
    expect(counted).toMatchObject({ with: 3, without: 1 });
  });

  it('is asked again where the run without it failed, for everybody', async () => {
    const { ask, counted, fails } = asking();
    fails.without = true;
    await expect(ask(1)).rejects.toThrow('busy');
    fails.without = false;
    await ask(1);
    await ask(2);
    expect(counted).toMatchObject({ with: 3, without: 2 });
  });
});

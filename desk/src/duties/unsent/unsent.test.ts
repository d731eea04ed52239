import { describe, expect, it } from 'vitest';
import * as decide from './unsent.ts';

const day = 86_400_000;
let made = 0;
const pick = (more: Partial<decide.Unsent> = {}): decide.Unsent => {
  made += 1;
  return {
    seq: made,
    key: `key-${made}`,
    person: 'ann',
    name: 'Ann',
    site: 'PLANT',
    at: 1000 * made,
    method: 'POST',
    path: '/pick-lists/MO-1/issue',
    body: { lines: [{ item: 'TUBE', location: 'A-01', qty: 2 }], reason: '' },
    confirm: [],
    what: '2 pcs of TUBE from A-01 to MO-1',
    of: [`MO-1/${made}`],
    kinds: ['stock'],
    changes: [
      { label: 'Quantity', at: ['lines', 0, 'qty'], type: 'number' },
      { label: 'From', at: ['lines', 0, 'location'], type: 'text' },
    ],
    tried: null,
    troubles: 0,
    against: null,
    ...more,
  };
};
const against = { code: 'negative', text: 'It is empty.', asks: 'negative' };
const none: ReadonlySet<number> = new Set();

describe('an answer to what waited', () => {
  it.each<[string, number, Parameters<typeof decide.outcomeOf>[1], string]>([
    ['of the server that did it ends it', 201, {}, 'done'],
    ['of a gate that wants a sign-in is none, though it says 200', 200, undefined, 'away'],
    ['of a proxy whose server is away is none', 502, undefined, 'away'],
    ['of a server in trouble is waited for', 503, { code: 'internal', detail: 'Wrong.' }, 'trouble'],
    [
      'that somebody changed the same at the same moment is waited for',
      409,
      { code: 'busy', detail: 'Busy.' },
      'trouble',
    ],
    ['that it is too often is waited for', 429, { code: 'too-often', detail: 'Wait.' }, 'trouble'],
    ['that nobody is signed in leaves it', 401, { code: 'not-signed-in' }, 'signed-out'],
    ['that another is signed in leaves it', 403, { code: 'of-another' }, 'signed-out'],
    ['that its person may not is a person’s to settle', 403, { code: 'not-permitted', detail: 'No.' }, 'refused'],
    ['that refuses is a person’s to settle', 422, { code: 'ended', detail: 'The sheet is ended.' }, 'refused'],
  ])('%s', (_, status, body, kind) => {
    expect(decide.outcomeOf(status, body).kind).toBe(kind);
  });

  it('that asks is kept with its question; without words it says its number', () => {
    expect(
      decide.outcomeOf(409, { code: 'negative', detail: 'It is empty.', values: { confirm: 'negative' } }),
    ).toEqual({ kind: 'refused', against });
    expect(decide.outcomeOf(404, {})).toMatchObject({ against: { text: expect.stringContaining('404') } });
  });

  it('of trouble is a person’s to settle when it comes again and again, and blocks nobody until then', () => {
    const trouble = decide.outcomeOf(503, { code: 'internal', detail: 'Wrong.' });
    let one: decide.Unsent | undefined = pick();
    const seen: (string | null | undefined)[] = [];
    for (let round = 0; round < 4; round += 1) {
      one = one && decide.after(one, trouble, 0);
      seen.push(one?.against && one.against.code);
    }
    expect(seen).toEqual([null, null, null, 'internal']);
  });
});

describe('what waits', () => {
  it('goes in its order, each person’s own alone', () => {
    const [first, second, bobs] = [pick(), pick(), pick({ person: 'bob', name: 'Bob' })];
    const all = [first, second, bobs];
    expect(decide.nextOf(all, 'ann', none)).toBe(first);
    expect(decide.nextOf(all, 'ann', new Set([first.seq]))).toBe(second);
    expect(decide.nextOf(all, 'bob', none)).toBe(bobs);
    expect(decide.nextOf(all, 'eve', none)).toBeUndefined();
  });

  it('holds back what comes later of the same until a person has settled it, and nothing else', () => {
    const [refused, same, other] = [pick({ of: ['MO-1/TUBE'], against }), pick({ of: ['MO-1/TUBE'] }), pick()];
    const all = [refused, same, other];
    expect(decide.nextOf(all, 'ann', none)).toBe(other);
    expect(decide.waitsFor(all, same)).toBe(refused);
    expect(decide.nextOf([same, other], 'ann', none)).toBe(same);
  });

  it('keeps its key through every try, change and answer, and has another only where it is given up', () => {
    const one = pick();
    const away = decide.after(one, { kind: 'away' }, 5)!;
    const refused = decide.after(away, { kind: 'refused', against }, 6)!;
    for (const now of [away, refused, decide.again(refused, 'negative'), decide.changed(refused, [1, 'B-02'])])
      expect(now.key).toBe(one.key);
    expect(decide.after(one, { kind: 'done', answer: {} }, 0)).toBeUndefined();
    expect(decide.givenUp(refused, 'another', 'no longer wanted')).toMatchObject({
      key: 'another',
      path: '/unsent/given-up',
      of: [],
      against: null,
      body: { what: one.what, sent: one.path, refused: 'It is empty.', reason: 'no longer wanted' },
    });
  });

  it('is in doubt where no answer came and the server may have forgotten, not where it was never sent', () => {
    const never = pick();
    const tried = decide.after(decide.after(never, { kind: 'away' }, 1000)!, { kind: 'away' }, 5 * day)!;
    expect([
      decide.doubtful(never, 90 * day),
      decide.doubtful(tried, 5 * day),
      decide.doubtful(tried, 7 * day),
    ]).toEqual([false, false, true]);
    expect(decide.nextOf([decide.inDoubt(tried)], 'ann', none)).toBeUndefined();
    // A person looked, and sends it.
    expect(decide.doubtful(decide.again(decide.inDoubt(tried)), 7 * day)).toBe(false);
  });

  it('says how long ago it was, whatever the clock of the device says', () => {
    const hour = 3_600_000;
    for (const wrong of [-hour, 0, hour])
      expect(decide.secondsAgo({ at: 10 * hour + wrong }, 12 * hour + wrong)).toBe(7200);
    // The clock was set back meanwhile.
    expect(decide.secondsAgo({ at: 10 * hour }, 9 * hour)).toBe(0);
    expect(decide.secondsAgo(decide.asOfNow(pick(), 12 * hour), 12 * hour)).toBe(0);
  });

  it('is tried again after pauses that grow to five minutes', () => {
    expect([0, 1, 2, 3, 50].map((tries) => decide.pauseAfter(tries) / 1000)).toEqual([5, 10, 20, 40, 300]);
  });

  it('is changed where a person may, and says so', () => {
    const one = decide.changed(pick({ against }), [1, 'B-02']);
    expect(one).toMatchObject({
      body: { lines: [{ item: 'TUBE', location: 'B-02', qty: 1 }], reason: '' },
      what: '2 pcs of TUBE from A-01 to MO-1 · changed: quantity 1, from B-02',
      against: null,
    });
    expect(one.changes.map(({ at }) => decide.valueAt(one.body, at))).toEqual([1, 'B-02']);
    expect(decide.changed(one, [3, 'C']).what).toBe('2 pcs of TUBE from A-01 to MO-1 · changed: quantity 3, from C');
  });

  it('is told by person, with what is to be looked at', () => {
    const all = [pick(), pick({ against }), pick({ person: 'bob', name: 'Bob' })];
    expect(decide.waiting(all)).toEqual([
      { person: 'ann', name: 'Ann', count: 2, against: 1 },
      { person: 'bob', name: 'Bob', count: 1, against: 0 },
    ]);
  });
});

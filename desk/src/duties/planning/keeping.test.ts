import { describe, expect, it } from 'vitest';
import { type AgedVersion, newestKept, outdated } from './keeping.ts';

const now = '2026-11-25T03:00:00Z';
/** Version 1 is the oldest; each is as many days old as is said. */
const aged = (ages: readonly number[], more: Readonly<Record<number, Partial<AgedVersion>>> = {}): AgedVersion[] =>
  ages.map((age, at) => ({
    id: 100 + at + 1,
    number: at + 1,
    made_at: new Date(Date.parse(now) - age * 86_400_000).toISOString(),
    status: 'complete',
    pinned: false,
    state: 'draft',
    base: null,
    overtaken_at: null,
    supervised: false,
    ...more[at + 1],
  }));
/** So many days ago another was published. */
const overtaken = (days: number): string => new Date(Date.parse(now) - days * 86_400_000).toISOString();
const fresh = Array.from({ length: newestKept }, () => 0);

describe('of the versions of a site', () => {
  it.each([
    ['those past their days go', aged([40, 35, 10, ...fresh]), [102, 101]],
    ['those within their days stay', aged([29, 20, ...fresh]), []],
    ['the newest stay, however old', aged(fresh.map(() => 400)), []],
    [
      'what somebody else approved last stays: the delegated limits add up from it',
      aged([40, 35, ...fresh], { 1: { state: 'superseded', supervised: true } }),
      [102],
    ],
    [
      'what stands stays, however many drafts by hand were made since: they stand only once published',
      aged([40, 39, ...fresh], Object.fromEntries(fresh.map((_, n) => [n + 3, { base: 1 }]))),
      [],
    ],
    ['what somebody keeps stays', aged([40, 35, ...fresh], { 1: { pinned: true } }), [102]],
    [
      'what is published or waits for a decision stays, however old',
      aged([40, 39, 38, 37, 36, ...fresh], {
        1: { state: 'published' },
        2: { state: 'approved' },
        3: { state: 'submitted' },
        4: { state: 'superseded' },
      }),
      [105, 104],
    ],
    [
      'what waits goes once another has overtaken it for its days',
      aged([40, 39, 38, 37, ...fresh], {
        1: { state: 'submitted', overtaken_at: overtaken(31) },
        2: { state: 'approved', overtaken_at: overtaken(31) },
        3: { state: 'submitted', overtaken_at: overtaken(29) },
        4: { state: 'submitted' },
      }),
      [102, 101],
    ],
    [
      'what was overtaken while it waited stays if somebody keeps it',
      aged([40, 39, ...fresh], {
        1: { state: 'submitted', overtaken_at: overtaken(31), pinned: true },
        2: { state: 'published' },
      }),
      [],
    ],
    [
      'what was overtaken while it waited stays as long as what a person made of it',
      aged([40, 39, 38, ...fresh], {
        1: { state: 'submitted', overtaken_at: overtaken(31) },
        2: { base: 1 },
        3: { base: 2, state: 'submitted' },
      }),
      [],
    ],
    [
      'what a person moved stays as long as what came of that',
      aged([40, 39, 38, 10, ...fresh], { 3: { base: 1 }, 4: { base: 2 } }),
      [103, 101],
    ],
    [
      'the one that stands stays, although every run since was cancelled',
      aged([40, 35, ...fresh], Object.fromEntries(fresh.map((_, at) => [at + 3, { status: 'cancelled' as const }]))),
      [101],
    ],
  ])('%s', (_, versions, expected) => {
    expect(outdated(versions, now, 30)).toEqual(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { approveAllBut } from './allbut.contract.ts';
import { approveVersion, publishVersion, rejectVersion, submitVersion } from './approval.contract.ts';
import { refusalWords, rivalBy, standingWords, waitsWords } from './approval.messages.ts';
import {
  approve,
  type Decided,
  type Decider,
  heldAgainst,
  isAsTold,
  mayBeDoneAgain,
  publish,
  reject,
  rivalsBeside,
  stateBy,
  submit,
  type VersionSeen,
  withdraw,
} from './approval.ts';

const bodies = [
  ['submits', submitVersion, {}],
  ['approves', approveVersion, {}],
  ['leaves orders out', approveAllBut, { orders: ['SO-1/1'] }],
] as const;

it.each(bodies)('a blank is no reason of who %s', (_, { body }, asked) => {
  const said = (reason?: string) => body!.parse({ ...asked, reason }).reason;
  expect([said('  '), said(), said(' C can wait ')]).toEqual([null, null, 'C can wait']);
});

// "dryRun" passed over would be no dry run: the act itself would be done.
it.each([...bodies, ['rejects', rejectVersion, { reason: 'no' }], ['publishes', publishVersion, {}]] as const)(
  'a field that is none is refused to who %s',
  (_, { body }, asked) => {
    expect(body!.safeParse(asked).success).toBe(true);
    expect(body!.safeParse({ ...asked, dryRun: true }).success).toBe(false);
  },
);

const at = '2026-11-03T08:12:00Z';
const by = (person: string, decision: Decided['decision']): Decided => ({
  decision,
  person,
  who: `${person}'s name`,
  at,
  department: null,
});
const seen = (more: Partial<VersionSeen>): VersionSeen => ({
  number: 7,
  state: 'draft',
  parent: 3,
  published: 3,
  hours: 2,
  mostHours: 24,
  cancelled: [],
  firmed: [],
  begun: [],
  sized: [],
  decisions: [],
  allBut: null,
  rivals: [],
  run: null,
  byHand: false,
  madeOf: null,
  broken: 0,
  concerned: [],
  ...more,
});
const submitted = { state: 'submitted' as const, decisions: [by('ann', 'submitted')] };
const approved = { state: 'approved' as const, decisions: [by('ann', 'submitted'), by('bob', 'approved')] };
const published = {
  state: 'published' as const,
  decisions: [by('ann', 'submitted'), by('bob', 'approved'), by('bob', 'published')],
};
/** Somebody who decides for departments; for the whole site where none are named. */
const scoped = (person: string, departments: readonly string[] | null): Decider => ({
  person,
  voices: [{ person, name: person, departments }],
});
const whole = (person: string): Decider => scoped(person, null);
const outcome = (
  answer: { readonly kind: 'accept' } | { readonly kind: 'confirm' | 'refuse'; readonly code: string },
) => (answer.kind === 'accept' ? 'done' : answer.code);

describe('submitting a version', () => {
  it.each([
    ['is done with a draft against what is published', {}, 'done'],
    ['is done at a site that never published', { parent: null, published: null }, 'done'],
    ['is done once: the second is told', submitted, 'decided-already'],
    ['is refused when another version was published since it was made', { published: 5 }, 'overtaken'],
    ['is refused when the first version was published since it was made', { parent: null }, 'overtaken'],
    ['is refused when its inputs are too old', { hours: 24.1 }, 'stale-inputs'],
    ['is done up to the last hour', { hours: 24 }, 'done'],
    ['is refused when an order in it was cancelled since', { cancelled: ['SO-1/1'] }, 'order-cancelled'],
    ['is refused when part of it was made firm from another version since', { firmed: ['MO-2'] }, 'firm-since'],
    [
      'asks when another was submitted against the same plan',
      { rivals: [{ number: 6, by: 'Cara', at, rest_of: null }] },
      'rival',
    ],
    ['is done while a planning run is going', { run: 'Cara' }, 'done'],
  ] as const)('%s', (_, more, expected) => {
    expect(outcome(submit(seen(more)))).toBe(expected);
  });
});

it.each<[string, Partial<VersionSeen>]>([
  ['was overtaken', { published: 5 }],
  ['stands on stale inputs', { hours: 30 }],
  ['plans a cancelled order', { cancelled: ['MO-1'] }],
  ['would make an order twice', { firmed: ['MO-2'] }],
  ['moves what has begun', { begun: [{ order: 'work/MO-2', seq: 10, over: false }] }],
])('one moved by hand that %s is done again, one that a run made is planned again', (_, more) => {
  const wayOut = (byHand: boolean): string => {
    const answer = submit(seen({ ...more, byHand }));
    return answer.kind === 'refuse' ? refusalWords[answer.code](answer.values, 'UTC') : '';
  };
  expect(wayOut(true)).toMatch(/\. Maybe do its changes again on the published version\.$/);
  expect(wayOut(false)).toMatch(/\. Maybe plan again: /);
  expect([mayBeDoneAgain(seen({ ...more, byHand: true })), mayBeDoneAgain(seen(more))]).toEqual([true, false]);
});
it('one moved by hand where nothing is published has its changes done again on the next plan', () => {
  const answer = submit(seen({ byHand: true, parent: null, published: null, hours: 30 }));
  expect(answer.kind === 'refuse' && refusalWords[answer.code](answer.values, 'UTC')).toMatch(
    /\. Maybe plan again, then do its changes again on that plan\.$/,
  );
});
it('one moved by hand that was rejected is done again, unless the rest of it was approved', () => {
  const rejected = { state: 'rejected', decisions: [by('bob', 'rejected')] } as const;
  const wayOut = (byHand: boolean): string => {
    const answer = submit(seen({ ...rejected, byHand }));
    return answer.kind === 'refuse' ? refusalWords[answer.code](answer.values, 'UTC') : '';
  };
  expect(wayOut(true)).toMatch(/Nothing was changed\. Maybe do its changes again on the published version\.$/);
  expect(wayOut(false)).toMatch(/Nothing was changed\. Maybe plan again: /);
  const again = (more: Partial<VersionSeen>) => mayBeDoneAgain(seen({ ...rejected, ...more }));
  expect([again({ byHand: true }), again({}), again({ byHand: true, allBut: 'approved all but SO-1/1' })]).toEqual([
    true,
    false,
    false,
  ]);
});
it('one moved by hand that may go on is not done again', () => {
  expect(mayBeDoneAgain(seen({ byHand: true }))).toBe(false);
});

describe('taking a version back', () => {
  const word = { ...by('bob', 'approved'), department: 'Weld' };
  const takenBack = { decisions: [by('ann', 'submitted'), by('ann', 'withdrawn')] };
  it.each([
    ['is done by who submitted it, before anybody has decided', submitted, 'ann', 'done'],
    ['is done although another was published since it was made', { ...submitted, published: 5 }, 'ann', 'done'],
    ['is refused to everybody else', submitted, 'cara', 'not-your-submission'],
    ['is refused of a draft', {}, 'ann', 'not-submitted'],
    ['is done once', takenBack, 'ann', 'not-submitted'],
    ['is refused once it is approved', approved, 'ann', 'decided-already'],
    [
      'is refused once a department has given its word',
      { ...submitted, decisions: [...submitted.decisions, word] },
      'ann',
      'word-given',
    ],
    [
      'is done by the last of those who submitted it',
      { ...submitted, decisions: [...takenBack.decisions, by('cara', 'submitted')] },
      'cara',
      'done',
    ],
  ] as const)('%s', (_, more, person, expected) => {
    expect(outcome(withdraw(seen(more), person))).toBe(expected);
  });

  it('leaves a draft that may be submitted again, and that nobody approves meanwhile', () => {
    expect(stateBy('withdrawn')).toBe('draft');
    expect(outcome(submit(seen(takenBack)))).toBe('done');
    const answer = approve(seen(takenBack), whole('bob'));
    expect(answer.kind === 'refuse' && refusalWords[answer.code](answer.values, 'UTC')).toBe(
      "Version 7 is a draft again: ann's name took it back on Tue 3 Nov 08:12. Maybe ask ann's name to submit it again.",
    );
  });
});

describe('approving a version', () => {
  it.each([
    ['is done by another than who submitted it', submitted, 'bob', 'done'],
    ['is refused to who submitted it', submitted, 'ann', 'own-version'],
    ['is refused before it is submitted', {}, 'bob', 'not-submitted'],
    ['is refused of a draft that goes no further by what stops it', { published: 5 }, 'bob', 'overtaken'],
    ['is done once: the second is told', approved, 'cara', 'decided-already'],
    ['is refused once it is published', published, 'cara', 'decided-already'],
    ['is refused once it is rejected', { state: 'rejected' }, 'cara', 'decided-already'],
    ['asks who approves what breaks rules to say so', { ...submitted, broken: 2 }, 'bob', 'rules-broken'],
    ['is refused to its submitter before that is asked', { ...submitted, broken: 2 }, 'ann', 'own-version'],
    ['is refused against a parent that is no longer published', { ...submitted, published: 5 }, 'bob', 'overtaken'],
    ['is refused on stale inputs', { ...submitted, hours: 30 }, 'bob', 'stale-inputs'],
    ['is refused for a cancelled order', { ...submitted, cancelled: ['MO-1'] }, 'bob', 'order-cancelled'],
  ] as const)('%s', (_, more, person, expected) => {
    expect(outcome(approve(seen(more), whole(person)))).toBe(expected);
  });

  it('is refused in these words to who lost the right to it since he asked', () => {
    const answer = approve(seen(submitted), { person: 'bob', voices: [] });
    expect(answer.kind === 'refuse' && refusalWords[answer.code](answer.values, 'UTC')).toBe(
      'You may not approve version 7 any more. Maybe ask a supervisor, or an administrator for the right.',
    );
  });

  it('tells the second who did it and when', () => {
    expect(approve(seen(approved), whole('cara'))).toMatchObject({
      values: { number: 7, state: 'approved', who: "bob's name", at },
    });
  });
});

describe('rejecting a version', () => {
  it.each([
    ['is done while it is submitted', submitted, 'done'],
    ['is done while it is approved and not published', approved, 'done'],
    ['is done however old its inputs are', { ...submitted, hours: 90 }, 'done'],
    ['is refused before it is submitted', {}, 'not-submitted'],
    ['is refused once it is published', published, 'decided-already'],
  ] as const)('%s', (_, more, expected) => {
    expect(outcome(reject(seen(more), whole('cara')))).toBe(expected);
  });
});

describe('publishing a version', () => {
  it.each([
    ['is done with an approved one', approved, 'done'],
    ['is refused before it is approved', submitted, 'not-approved'],
    ['is done once: the second is told', published, 'decided-already'],
    ['waits for a planning run that is going', { ...approved, run: 'Cara' }, 'run-going'],
    ['is refused when another was published since it was approved', { ...approved, published: 5 }, 'overtaken'],
    [
      'is told so too while the run after that publication is going',
      { ...approved, published: 5, run: 'Cara' },
      'overtaken',
    ],
    ['is told that it is done while the run after it is going', { ...published, run: 'Cara' }, 'decided-already'],
    ['is refused on inputs that grew stale since it was approved', { ...approved, hours: 25 }, 'stale-inputs'],
    [
      'is refused when an order was cancelled since it was approved',
      { ...approved, cancelled: ['MO-1'] },
      'order-cancelled',
    ],
  ] as const)('%s', (_, more, expected) => {
    expect(outcome(publish(seen(more)))).toBe(expected);
  });
});

describe('a version that changes the work of two departments', () => {
  const concerned = [
    { department: 'Paint', may: ['Bob', 'Cara'] },
    { department: 'Weld', may: ['Dora'] },
  ];
  const bothWanted = { ...submitted, concerned };
  const weldGiven = {
    ...submitted,
    concerned,
    decisions: [...submitted.decisions, { ...by('dora', 'approved'), department: 'Weld' }],
  };

  it.each([
    ['is approved whole by who decides for both', ['Weld', 'Paint'], bothWanted, true],
    ['is approved in part by who decides for one', ['Weld'], bothWanted, false],
    ['is approved whole by the last whose word it wants', ['Paint'], weldGiven, true],
  ] as const)('%s', (_, departments, more, expected) => {
    expect(approve(seen(more), scoped('eve', departments))).toMatchObject({
      kind: 'accept',
      facts: [{ whole: expected }],
    });
  });

  it.each([
    [
      'is refused a word where nothing waits for it, and says whose it waits for',
      () => approve(seen(weldGiven), scoped('dora', ['Weld'])),
      'not-your-part',
    ],
    [
      'is refused a word from another department',
      () => approve(seen(bothWanted), scoped('eve', ['Saddlery'])),
      'not-your-part',
    ],
    [
      'is refused the word of who submitted it, whatever his department',
      () => approve(seen(bothWanted), scoped('ann', ['Weld'])),
      'own-version',
    ],
    ['is rejected by who decides for one of them', () => reject(seen(bothWanted), scoped('eve', ['Weld'])), 'done'],
    [
      'is not rejected from another department',
      () => reject(seen(bothWanted), scoped('eve', ['Saddlery'])),
      'not-your-part',
    ],
    ['is published only with all the words', () => publish(seen(weldGiven)), 'waits-for'],
    [
      'is not published when its work has come to another department since',
      () => publish(seen({ ...weldGiven, state: 'approved' })),
      'waits-for',
    ],
    [
      'is given the word that is missing since',
      () => approve(seen({ ...weldGiven, state: 'approved' }), whole('bob')),
      'done',
    ],
  ] as const)('%s', (_, act, expected) => {
    expect(outcome(act())).toBe(expected);
  });

  it('says whose word it waits for', () => {
    expect(publish(seen(weldGiven))).toMatchObject({ values: { waits: 'Paint: Bob or Cara' } });
  });
});

describe('where a version stands', () => {
  it.each([
    ['is to wait for a supervisor once submitted', submitted, /^Submitted: waits for a supervisor/],
    ['is not to wait once another was published', { ...submitted, published: 5 }, /^Submitted, overtaken: version 5 /],
    [
      'is not to wait to be published once an order in it was cancelled',
      { ...approved, cancelled: ['SO-1/1', 'SO-2/1'] },
      /^Approved, and goes no further: SO-1\/1 and 1 more were cancelled since\.$/,
    ],
    [
      'is told so while it waits for a supervisor, too',
      { ...submitted, cancelled: ['SO-1/1'] },
      /^Submitted, and goes no further: SO-1\/1 was cancelled since\.$/,
    ],
    ['is not to wait to be published once another was', { ...approved, published: 5 }, /^Approved, overtaken: /],
    ['is overtaken as a draft where the first was published since', { parent: null }, /^Draft, overtaken: version 3 /],
    ['is to be worked to once published, whatever it was made against', { ...published, published: 9 }, /^Published: /],
    [
      'is not told as rejected where the rest of it was approved',
      { state: 'rejected', allBut: 'approved all but SO-1/1, as version 9' },
      /^Approved all but SO-1\/1, as version 9\.$/,
    ],
    [
      'is rejected, not overtaken, where it was rejected first',
      { state: 'rejected', published: 5 },
      /^Rejected: the next plan/,
    ],
    [
      'is to have its changes done again where it was moved by hand and rejected',
      { state: 'rejected', byHand: true },
      /^Rejected: its changes can be done again on the published version\.$/,
    ],
  ] as const)('%s', (_, more, words) => {
    expect(standingWords(seen(more))).toMatch(words);
  });
});

it('who takes back what nobody submitted is told that there is nothing to take back, not to ask himself', () => {
  const answer = withdraw(seen({}), 'ann');
  expect(answer.kind === 'refuse' && refusalWords[answer.code](answer.values, 'UTC')).toMatch(
    /^Version \d+ is a draft\. There is nothing to take back\.$/,
  );
});

describe('what a version is told against', () => {
  it.each([
    ['is what the floor works to, while it is decided about', { ...submitted, parent: 3, published: 5 }, 5],
    ['is nothing before anything was published', { ...submitted, parent: null, published: null }, null],
    [
      'is what a person moved it from, where nothing was published',
      { ...submitted, parent: null, published: null, madeOf: 2 },
      2,
    ],
    ['is what the floor works to, moved by hand too', { ...submitted, parent: 3, published: 3, madeOf: 2 }, 3],
    ['is what it was made from once it is decided', { ...published, parent: 3, published: 3 }, 3],
    ['is what it was made from, rejected too', { state: 'rejected', parent: 3, published: 5 }, 3],
  ] as const)('%s', (_, more, number) => {
    expect(heldAgainst(seen(more))).toBe(number);
  });
});

describe('rivals', () => {
  it('are told by who submitted them, or left some of another out', () => {
    expect(rivalBy('Cara', null)).toBe('submitted by Cara');
    expect(rivalBy('Sven', 4)).toBe('the rest of version 4, of which Sven left some out');
  });

  const rivals = [{ number: 8, by: 'Cara', at: '2026-11-03T08:12:00Z', rest_of: null }];
  it.each([
    ['are told of what is submitted', submitted, [8]],
    ['are told of what is approved', approved, [8]],
    ['are told of a draft before it is submitted', {}, [8]],
    ['are none of what was overtaken: it goes no further', { ...submitted, published: 5 }, []],
    ['are none of what is published', published, []],
    ['are none of what was rejected', { state: 'rejected' as const }, []],
  ] as const)('%s', (_, more, numbers) => {
    expect(rivalsBeside(seen({ ...more, rivals })).map(({ number }) => number)).toEqual(numbers);
  });
});

it.each([
  ['nothing waits', {}],
  ['1 requisition waits', { requisitions: 1 }],
  ['1 version and 2 requisitions wait', { versions: 1, requisitions: 2 }],
  ['2 versions, 1 rush order and 1 overtime request wait', { versions: 2, rush: 1, overtime: 1 }],
  ['1 version and 3 safety stocks wait', { versions: 1, safetyStocks: 3 }],
])('the head of the approvals says what waits: %s', (said, some) => {
  expect(waitsWords({ versions: 0, rush: 0, overtime: 0, requisitions: 0, safetyStocks: 0, ...some })).toBe(said);
});

describe('what was told before it was done', () => {
  const published = { state: 'published', done: '2 orders become firm.' } as const;
  it.each([
    ['holds where nothing came between', published, published, true],
    ['holds no more where it waits by now', published, { state: 'submitted', done: 'A run is going.' }, false],
    [
      'holds no more where it would be published by now',
      { state: 'submitted', done: 'A run is going.' },
      published,
      false,
    ],
    [
      'holds no more where publishing does something else by now',
      { ...published, done: '1 order becomes firm.' },
      published,
      false,
    ],
    ['holds where the state alone was told', { ...published, done: null }, published, true],
    [
      'holds where it waits for another reason',
      { state: 'submitted', done: 'A run is going.' },
      { state: 'submitted', done: 'Another waits.' },
      true,
    ],
  ] as const)('%s', (_, told, now, expected) => {
    expect(isAsTold(told, now)).toBe(expected);
  });
});

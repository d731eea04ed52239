import type { Plan } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { permissionsOf, type Role } from '../../house/permission.ts';
import { effectOf, lastingName, type MessageDecision, mayApply, maySetAside, stillDecided } from './messages.ts';
import { decidedWords, effectSentence, spokenPlan } from './planning.messages.ts';

const [monday, tuesday, wednesday] = ['2026-11-02T08:00:00Z', '2026-11-03T08:00:00Z', '2026-11-04T08:00:00Z'] as const;
const deciders: readonly Role[] = ['planner', 'expediter', 'buyer', 'supervisor', 'viewer', 'administrator'];
const decision = (what: MessageDecision['decision'], until: string | null = null): MessageDecision => ({
  decision: what,
  until,
  changed_at: tuesday,
});

describe('a decision about a message, made on Tuesday', () => {
  it.each([
    ['applied to an order: the plan of Monday has nothing more to ask', 'work/MO-1', decision('applied'), monday, true],
    ['applied to an order: the plan of Wednesday may ask anew', 'work/MO-1', decision('applied'), wednesday, false],
    ['applied to a vendor’s line: likewise', 'purchase/PO-1/1', decision('applied'), wednesday, false],
    ['applied to a proposal: no plan makes a second order of it', 'planned/7', decision('applied'), wednesday, true],
    ['dismissed: it stays away', 'work/MO-1', decision('dismissed'), wednesday, true],
    ['snoozed until Wednesday: it sleeps on Tuesday', 'work/MO-1', decision('snoozed', wednesday), monday, true],
    ['snoozed until Monday: it is back', 'work/MO-1', decision('snoozed', monday), monday, false],
  ] as const)('%s', (_, supply, made, madeAt, expected) => {
    expect(stillDecided({ supply }, made, { now: tuesday, madeAt })).toBe(expected);
  });
});

describe('applying a message', () => {
  it.each([
    ['makes a planned order firm', 'create', 'planned/7', { does: 'firm', planned: 'planned/7' }],
    ['moves a work order', 'expedite', 'work/MO-1', { does: 'redate-work', workOrder: 'MO-1', due: monday }],
    ['cancels a work order', 'cancel', 'work/MO-1', { does: 'cancel-work', workOrder: 'MO-1' }],
    ['asks a vendor', 'defer', 'purchase/P/1/2', { does: 'require', purchaseLine: 'P/1/2', required: monday }],
    ['never buys by itself', 'create', 'buy/3', undefined],
  ] as const)('%s', (_, kind, supply, effect) => {
    expect(effectOf({ kind, supply, item: 'FRAME', to: monday })).toEqual(effect);
  });

  it.each([
    ['a work order’s date or number', 'expedite', 'work/MO-1', ['planner', 'supervisor']],
    ['a proposal to make', 'create', 'planned/7', ['planner', 'supervisor']],
    ['a vendor’s required date', 'expedite', 'purchase/PO-1/1', ['expediter', 'buyer']],
  ] as const)('about %s is for who may type it', (_, kind, supply, allowed) => {
    const effect = effectOf({ kind, supply, item: 'FRAME', to: monday });
    const may = (role: Role) => effect !== undefined && mayApply(effect, (one) => permissionsOf([role]).has(one));
    expect(deciders.filter(may)).toEqual(allowed);
  });

  it.each([
    ['work', 'work/MO-1', ['planner', 'supervisor']],
    ['a purchase', 'purchase/PO-1/1', ['planner', 'expediter', 'buyer', 'supervisor']],
    ['a planned purchase', 'buy/3', ['planner', 'expediter', 'buyer', 'supervisor']],
  ] as const)('or setting it aside: of %s', (_, supply, allowed) => {
    expect(deciders.filter((role) => maySetAside({ supply }, (one) => permissionsOf([role]).has(one)))).toEqual(
      allowed,
    );
  });

  it.each([
    ['Los Angeles', 'America/Los_Angeles', 'Tue 3 Nov'],
    ['Berlin', 'Europe/Berlin', 'Wed 4 Nov'],
  ])('is said with the day that it is in %s', (_, zone, day) => {
    const required = '2026-11-04T01:00:00Z';
    expect(effectSentence({ does: 'require', purchaseLine: 'PO-1/1', required }, zone)).toContain(`to ${day};`);
    expect(decidedWords.snoozed(required, zone, '2026-11-03')).toBe(`Sleeps until ${day}.`);
  });

  it('a proposal is remembered by item and day, because its number is gone with the next plan', () => {
    const seen = { kind: 'create', item: 'FRAME', to: monday };
    expect(lastingName({ ...seen, supply: 'planned/7' })).toBe(lastingName({ ...seen, supply: 'planned/12' }));
  });
});

it('a version keeps what the plan says with names, as the rows beside it have them', () => {
  const { deliveries, messages } = spokenPlan({
    deliveries: [
      { reasons: [{ text: 'W1 is busy with step 30 of planned/249.' }, { text: 'work/MO-1 lost 2 to scrap.' }] },
    ],
    messages: [{ text: 'buy/3 of stock/L1 comes late for demand/SO-1/1.' }],
  } as unknown as Plan);
  expect(deliveries[0]?.reasons.map((one) => one.text)).toEqual([
    'W1 is busy with step 30 of planned order 249.',
    'MO-1 lost 2 to scrap.',
  ]);
  expect(messages[0]?.text).toBe('planned purchase 3 of L1 comes late for SO-1/1.');
});

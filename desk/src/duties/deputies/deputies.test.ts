import { describe, expect, it } from 'vitest';
import { deputyRefusals } from './deputies.messages.ts';
import { type Deputyship, end, mostDays, name, type Somebody, type Span } from './deputies.ts';

const today = '2026-11-03';
const ann: Somebody = { id: 'ann', name: 'Ann', roles: ['supervisor'], active: true };
const cara: Somebody = { id: 'cara', name: 'Cara', roles: ['planner'], active: true };
const week: Span = { from: '2026-11-03', to: '2026-11-07' };
const bob: Deputyship = { deputy: 'Bob', from: '2026-11-07', to: '2026-11-09', ended: false };

describe('naming a deputy', () => {
  it.each<
    [string, { by?: Somebody; whom?: Somebody | undefined; span?: Span; others?: Deputyship[]; days?: number }, string]
  >([
    ['is done by a supervisor, from a day to a day', {}, 'done'],
    ['is done for one day', { span: { from: today, to: today } }, 'done'],
    [
      'is refused to who does not approve by a role of his own',
      { by: { ...ann, roles: ['planner'] } },
      'no-supervisor',
    ],
    ['is refused for oneself', { whom: ann }, 'himself'],
    ['is refused for somebody without a role at the site', { whom: { ...cara, roles: [] } }, 'not-here'],
    ['is refused for nobody known', { whom: undefined }, 'not-here'],
    ['is refused for somebody who may not sign in', { whom: { ...cara, active: false } }, 'not-here'],
    [
      'is refused for somebody who may not see the plans',
      { whom: { ...cara, roles: ['operator'] } },
      'sees-too-little',
    ],
    ['is refused when it ends before it begins', { span: { from: '2026-11-07', to: '2026-11-05' } }, 'ends-first'],
    ['is refused when it is over already', { span: { from: '2026-11-01', to: '2026-11-02' } }, 'in-the-past'],
    ['is refused for more than a quarter', { days: mostDays + 1 }, 'too-long'],
    ['is done for days a year from now', { span: { from: '2027-11-04', to: '2027-11-08' } }, 'done'],
    ['is refused for days further off', { span: { from: '2027-11-05', to: '2027-11-08' } }, 'too-far'],
    ['is refused beside another at the same days', { others: [bob] }, 'has-one'],
    ['is done beside another that was ended', { others: [{ ...bob, ended: true }] }, 'done'],
    ['is done beside another on other days', { others: [{ ...bob, from: '2026-11-08' }] }, 'done'],
  ])('%s', (_, { by = ann, span = week, others = [], days = 5, ...more }, expected) => {
    const decision = name(by, 'whom' in more ? more.whom : cara, span, others, { today, days });
    expect(decision.kind === 'accept' ? 'done' : decision.code).toBe(expected);
    if (decision.kind === 'refuse')
      expect(deputyRefusals[decision.code](decision.values, today)).not.toMatch(/undefined|null/);
  });
});

describe('ending it early', () => {
  const between = ['ann', 'cara'];
  it.each([
    ['is done by the supervisor', 'ann', week.to, false, 'done'],
    ['is done by the deputy', 'cara', week.to, false, 'done'],
    ['is done on its last day', 'ann', today, false, 'done'],
    ['is refused to others', 'bob', week.to, false, 'not-yours'],
    ['is done once', 'ann', week.to, true, 'over'],
    ['is refused when it is over by itself', 'ann', '2026-11-02', false, 'over'],
  ])('%s', (_, by, to, ended, expected) => {
    const decision = end({ between, to, ended }, by, today);
    expect(decision.kind === 'accept' ? 'done' : decision.code).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import type { Role } from '../../house/permission.ts';
import { approver, type Limit, limitOf, rejecter, type Somebody } from './limits.ts';

const limit = (amount: number, more: Partial<Limit>): Limit => ({
  role: null,
  email: null,
  department: null,
  amount,
  ...more,
});
const somebody = (id: string, role: Role, departments: readonly string[] | null = null): Somebody => ({
  id,
  name: id,
  email: `${id}@example.com`,
  roles: [role],
  departments,
});
const [ann, bob, dan] = [
  somebody('ann', 'supervisor'),
  somebody('bob', 'supervisor', ['Weld']),
  somebody('dan', 'buyer'),
];
const people = [ann, bob, dan, somebody('eve', 'viewer')];
const inf = Number.POSITIVE_INFINITY;

describe('a limit', () => {
  it.each([
    ['of a supervisor is none until one is set', ann, [], inf],
    ['of anybody else is nothing at all until one is set', dan, [], -inf],
    ['counts by role', ann, [limit(100, { role: 'supervisor' })], 100],
    ['of a role gives nothing to another', dan, [limit(100, { role: 'supervisor' })], -inf],
    ['lets a buyer approve where one is set for buyers', dan, [limit(50, { role: 'buyer' })], 50],
    [
      'of a person counts before the one of his role',
      ann,
      [limit(100, { role: 'supervisor' }), limit(20, { email: 'Ann@example.com' })],
      20,
    ],
    [
      'of the department counts before the one of all',
      ann,
      [limit(100, { role: 'supervisor' }), limit(30, { role: 'supervisor', department: 'Weld' })],
      30,
    ],
    [
      'of another department does not count',
      ann,
      [limit(100, { role: 'supervisor' }), limit(30, { role: 'supervisor', department: 'Paint' })],
      100,
    ],
  ])('%s', (_, who, limits, expected) => {
    expect(limitOf(who, limits, 'Weld')).toBe(expected);
  });
});

const asked = (more: object = {}) => ({ person: 'zoe', departments: [] as string[], value: 100, ...more });
const said = (
  by: { id: string; name: string; standsInFor?: readonly { site: string; person: string; name: string }[] },
  of: ReturnType<typeof asked>,
  limits: readonly Limit[] = [],
) => {
  const decision = approver(by, 'PLANT', of, people, limits);
  return decision.kind === 'accept' ? decision.facts[0]?.name : decision.kind === 'refuse' && decision.code;
};
const supervisors = [limit(100, { role: 'supervisor' })];
const eve = { id: 'eve', name: 'eve', standsInFor: [{ site: 'PLANT', person: 'ann', name: 'ann' }] };

describe('a requisition', () => {
  it.each([
    ['is approved by a supervisor', ann, asked(), [], 'ann'],
    ['is approved up to the limit', ann, asked(), supervisors, 'ann'],
    ['is not approved above it', ann, asked({ value: 101 }), supervisors, 'over-limit'],
    ['without a price is over any limit', ann, asked({ value: null }), supervisors, 'over-limit'],
    ['without a price is approved by who has no limit', ann, asked({ value: null }), [], 'ann'],
    ['is not approved by a buyer', dan, asked(), [], 'not-your-part'],
    ['is approved by a buyer up to his limit', dan, asked({ value: 50 }), [limit(50, { role: 'buyer' })], 'dan'],
    ['is not approved by who asked for it', ann, asked({ person: 'ann' }), [], 'own'],
    ['that is worth nothing is, by who asked for it', ann, asked({ person: 'ann', value: 0 }), [], 'ann'],
    [
      'is approved by a deputy in the name of who he stands in for, by whose limit',
      eve,
      asked(),
      supervisors,
      'eve, standing in for ann',
    ],
    ['is not approved by the deputy of who asked for it', eve, asked({ person: 'ann' }), [], 'own'],
    ['of a department is approved where the word counts', bob, asked({ departments: ['Weld'] }), [], 'bob'],
    ['of another department is not', bob, asked({ departments: ['Paint'] }), [], 'not-your-part'],
    ['of two departments wants a word in each', bob, asked({ departments: ['Paint', 'Weld'] }), [], 'not-your-part'],
  ])('%s', (_, by, of, limits, expected) => {
    expect(said(by, of, limits)).toBe(expected);
  });

  it('over a limit says who may approve it, but for who asked', () => {
    const limits = [...supervisors, limit(500, { email: 'ann@example.com' })];
    const decision = approver(bob, 'PLANT', asked({ value: 400 }), people, limits);
    expect(decision).toMatchObject({ kind: 'refuse', code: 'over-limit', values: { may: 'ann' } });
    const own = approver(bob, 'PLANT', asked({ value: 400, person: 'ann' }), people, limits);
    expect(own).toMatchObject({ values: { may: null } });
  });

  it('is rejected whatever it is worth, by who decides there', () => {
    expect(rejecter(ann, 'PLANT', asked({ value: null }), people, supervisors).kind).toBe('accept');
    expect(rejecter(dan, 'PLANT', asked(), people, supervisors).kind).toBe('refuse');
  });
});

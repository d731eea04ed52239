import { describe, expect, it } from 'vitest';
import { type Permission, permissionsOf, type Role, roles } from '../../house/permission.ts';
import { cellOf, matrix, unnamed } from './roles.ts';

/** RULES.md, "Who may what". Of inspection there is the release of what customers sent back. */
const rules: Readonly<Record<string, readonly string[]>> = {
  '': [
    'planner',
    'expediter',
    'buyer',
    'supervisor',
    'operator',
    'inspector',
    'storekeeper',
    'viewer',
    'administrator',
  ],
  'See all of the site': ['✓', '✓', '✓', '✓', 'own work', '✓', 'stock, orders', '✓', '✓'],
  'Master data': ['✓', 'vendors', 'vendors', '✓', '–', '–', 'bins', '–', '✓'],
  'Orders, plan, draft schedule': ['✓', 'dates', '–', '✓', '–', '–', '–', '–', '–'],
  'Approve, publish, weights and rules': ['–', '–', '–', '✓', '–', '–', '–', '–', '–'],
  'Purchase, follow-up': [
    'requisition, calls',
    '✓',
    '✓',
    'requisition, calls',
    'requisition',
    '–',
    'requisition',
    '–',
    '–',
  ],
  'Stock, receiving, counting': ['–', '–', 'receive', 'approve', 'issue', 'release', '✓', '–', '–'],
  'Progress, problems': ['✓', 'problems', '–', '✓', '✓', 'problems', 'problems', '–', '–'],
  // Not in RULES.md: whoever works here may say something, who only looks on may not.
  Comments: ['✓', '✓', '✓', '✓', '✓', '✓', '✓', '–', '✓'],
  // Nor that: a shared view is a tab on everybody’s page, so those share who answer for a list that others work by.
  'Share a view of a list': ['✓', '✓', '✓', '✓', '–', '–', '–', '–', '✓'],
  'Users, roles, connections': ['–', '–', '–', '–', '–', '–', '–', '–', '✓'],
};

describe('who may what', () => {
  it('has the nine roles', () => expect(roles).toEqual(rules['']));

  it.each(matrix.map((row) => [row.may, row] as const))('%s', (may, row) => {
    expect(roles.map((role) => cellOf(role, row))).toEqual(rules[may]);
  });

  it('names every permission that a role holds', () => expect(unnamed()).toEqual([]));
});

describe('a', () => {
  it.each<[Role, string, Permission, boolean]>([
    ['operator', 'sees own work', 'own-work.see', true],
    ['operator', 'does not see the site', 'site.see', false],
    ['operator', 'does not see orders', 'orders.see', false],
    ['storekeeper', 'sees stock', 'stock.see', true],
    ['storekeeper', 'sees orders', 'orders.see', true],
    ['storekeeper', 'does not see the site', 'site.see', false],
    ['planner', 'runs the plan', 'plan.run', true],
    ['planner', 'does not approve it', 'plan.approve', false],
    ['supervisor', 'approves the plan', 'plan.approve', true],
    ['expediter', 'changes dates', 'orders.dates', true],
    ['expediter', 'does not change orders', 'orders.write', false],
    ['buyer', 'does not report progress', 'progress.write', false],
    ['viewer', 'sees the site', 'site.see', true],
    ['administrator', 'lets people in', 'users.write', true],
    ['administrator', 'does not plan', 'plan.run', false],
  ])('%s %s', (role, _, permission, may) => {
    expect(permissionsOf([role]).has(permission)).toBe(may);
  });

  it('viewer changes nothing', () => {
    expect(
      [...permissionsOf(['viewer'])].filter((one) => /\.(write|run|approve|release|dates|request|issue)$/.test(one)),
    ).toEqual([]);
  });

  it('planner who is also a buyer may what either may, and nobody without a role anything', () => {
    const both = permissionsOf(['planner', 'buyer']);
    expect([both.has('plan.run'), both.has('purchasing.write'), both.has('plan.approve')]).toEqual([true, true, false]);
    expect([...permissionsOf([])]).toEqual(['public', 'signed-in']);
  });
});

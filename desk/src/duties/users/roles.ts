/** The matrix of RULES.md in words, made from what the roles are really granted: the page cannot say otherwise. */
import { granted, type Permission, permissionsOf, type Role } from '../../house/permission.ts';

interface MatrixRow {
  readonly may: string;
  /** The whole of it, or the parts that some roles have. */
  readonly whole: Permission;
  readonly parts: readonly (readonly [Permission, string])[];
}

export const matrix: readonly MatrixRow[] = [
  {
    may: 'See all of the site',
    whole: 'site.see',
    parts: [
      ['own-work.see', 'own work'],
      ['stock.see', 'stock'],
      ['orders.see', 'orders'],
    ],
  },
  {
    may: 'Master data',
    whole: 'master.write',
    parts: [
      ['vendors.write', 'vendors'],
      ['locations.write', 'bins'],
    ],
  },
  { may: 'Orders, plan, draft schedule', whole: 'orders.write', parts: [['orders.dates', 'dates']] },
  { may: 'Approve, publish, weights and rules', whole: 'plan.approve', parts: [] },
  {
    may: 'Purchase, follow-up',
    whole: 'purchasing.write',
    parts: [
      ['purchasing.request', 'requisition'],
      ['calls.write', 'calls'],
    ],
  },
  {
    may: 'Stock, receiving, counting',
    whole: 'stock.write',
    parts: [
      ['stock.receive', 'receive'],
      ['stock.issue', 'issue'],
      ['stock.release', 'release'],
      ['stock.approve', 'approve'],
    ],
  },
  { may: 'Progress, problems', whole: 'progress.write', parts: [['problems.write', 'problems']] },
  { may: 'Comments', whole: 'comments.write', parts: [] },
  { may: 'Share a view of a list', whole: 'views.share', parts: [] },
  { may: 'Users, roles, connections', whole: 'users.write', parts: [] },
];

/** What a role may of a row: "✓", its parts in words, or "–". */
export function cellOf(role: Role, { whole, parts }: MatrixRow): string {
  const held = permissionsOf([role]);
  if (held.has(whole)) return '✓';
  const some = parts.flatMap(([permission, word]) => (held.has(permission) ? [word] : []));
  return some.join(', ') || '–';
}

/** Permissions that no row of the matrix names: none, or the page would keep something back. */
export const unnamed = (): Permission[] => {
  const named = new Set(matrix.flatMap(({ whole, parts }) => [whole, ...parts.map(([permission]) => permission)]));
  // Who changes orders runs the plan; who approves it sets its weights; who keeps the stock lets counts stand up to a limit.
  const within = new Set<Permission>(['plan.run', 'rules.write', 'counts.approve']);
  return [...new Set(Object.values(granted).flat())].filter((one) => !named.has(one) && !within.has(one));
};

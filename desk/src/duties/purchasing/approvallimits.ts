/** Up to which amount somebody approves requisitions: of a role, or of one person; in one department, or in all. */
import type { Kind } from '../../house/kind.ts';

export const approvalLimits: Kind = {
  name: 'approval_limits',
  one: 'approval limit',
  many: 'Approval limits',
  about:
    'Up to which amount somebody approves requisitions, by role or person and department. Without any, supervisors approve every amount and nobody else does.',
  key: ['code'],
  read: 'site.see',
  write: 'users.write',
  planned: false,
  fields: [
    { name: 'code', label: 'Limit', type: 'code', required: true },
    { name: 'role', label: 'Role', type: 'choice', choices: ['supervisor', 'buyer', 'expediter', 'planner'] },
    {
      name: 'email',
      label: 'Person',
      type: 'text',
      max: 200,
      help: 'The e-mail with which somebody signs in; his own limit counts instead of those of his roles.',
    },
    { name: 'department', label: 'Department', type: 'text', max: 60, help: 'Empty: all of them.' },
    {
      name: 'amount',
      label: 'Amount',
      type: 'decimal',
      min: 0,
      max: 1e9,
      digits: 2,
      required: true,
      help: 'In the currency of the site. What has no price is over any limit.',
    },
  ],
  checkRow: (row) =>
    (row.role === null) === (row.email === null)
      ? [
          {
            column: 'Role',
            text: `${row.code} must be the limit of a role or of a person. Maybe ${row.role === null ? 'name one of them' : 'clear one of them'}.`,
          },
        ]
      : [],
};

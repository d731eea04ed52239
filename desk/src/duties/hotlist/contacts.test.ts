import { describe, expect, it } from 'vitest';
import { permissionsOf, type Role } from '../../house/permission.ts';
import { datesMovedBy, mayMove } from './contacts.ts';
import type { HotKind } from './ranking.ts';

const may = (role: Role, about: HotKind, promised = false): boolean => {
  const moved = datesMovedBy(about, promised);
  return moved !== undefined && mayMove(moved, (permission) => permissionsOf([role]).has(permission));
};

describe('by a call, the date', () => {
  it.each([
    ['of a vendor’s line is moved by who follows up purchases', 'purchase_line', ['expediter', 'buyer']],
    [
      'promised to a customer is moved by who may move orders’ dates',
      'customer_line',
      ['planner', 'expediter', 'supervisor'],
    ],
    ['of an operation is moved by nobody: the plan sets it', 'operation', []],
  ] as const)('%s', (_, about, allowed) => {
    const callers: readonly Role[] = ['planner', 'expediter', 'buyer', 'supervisor', 'storekeeper', 'viewer'];
    expect(callers.filter((role) => may(role, about))).toEqual(allowed);
    expect(callers.filter((role) => may(role, about, true))).toEqual(allowed);
  });
});

import { describe, expect, it } from 'vitest';
import { permissionsOf, type Role, roles } from '../house/permission.ts';
import { homeOf } from './home.ts';

const may = (...held: readonly Role[]) => {
  const permitted = permissionsOf(held);
  return homeOf((permission) => permitted.has(permission));
};

describe('the house opens', () => {
  it.each([
    ['at what is late for who sees the site', may('planner'), '/hot-list'],
    ['at the dispatch lists for who sees his own work', may('operator'), '/dispatch'],
    ['at the stock for who keeps it', may('storekeeper'), '/stock'],
    ['at the dispatch lists for who works and keeps stock', may('storekeeper', 'operator'), '/dispatch'],
    ['at the profile for who may see nothing else', may(), '/profile'],
  ])('%s', (_, home, path) => {
    expect(home.path).toBe(path);
  });

  it.each(roles)('at a page of the rail that is open to a %s', (role) => {
    const home = may(role);
    expect(home.group).toBeDefined();
    expect(permissionsOf([role]).has(home.permission)).toBe(true);
  });
});

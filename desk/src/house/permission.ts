/** Who may what: RULES.md's matrix as data. Roles add up, site by site; what is not listed is denied. */
export const roles = [
  'planner',
  'expediter',
  'buyer',
  'supervisor',
  'operator',
  'inspector',
  'storekeeper',
  'viewer',
  'administrator',
] as const;
export type Role = (typeof roles)[number];
export const isRole = (word: string): word is Role => (roles as readonly string[]).includes(word);

export const permissions = [
  'site.see',
  'stock.see',
  'orders.see',
  'own-work.see',
  'master.write',
  'vendors.write',
  'locations.write',
  'orders.write',
  'orders.dates',
  'plan.run',
  'plan.approve',
  'rules.write',
  'purchasing.write',
  'purchasing.request',
  'calls.write',
  'stock.write',
  'stock.receive',
  'stock.issue',
  'stock.release',
  'stock.approve',
  'counts.approve',
  'progress.write',
  'problems.write',
  'comments.write',
  'views.share',
  'users.write',
] as const;
/**
 * `public` and `signed-in` are for routes that need no role: the sign-in itself, the person's own profile. `vendor-link`: nobody of
 * ours, but who holds a vendor's link (`duties/vendorpage`); no role grants it.
 */
export type Permission = (typeof permissions)[number] | 'public' | 'signed-in' | 'vendor-link';

const seeAll: readonly Permission[] = ['site.see', 'stock.see', 'orders.see', 'own-work.see'];

export const granted: Readonly<Record<Role, readonly Permission[]>> = {
  planner: [
    ...seeAll,
    'master.write',
    'vendors.write',
    'locations.write',
    'orders.write',
    'orders.dates',
    'plan.run',
    'purchasing.request',
    'calls.write',
    'progress.write',
    'problems.write',
    'comments.write',
    'views.share',
  ],
  expediter: [
    ...seeAll,
    'orders.dates',
    'purchasing.write',
    'purchasing.request',
    'vendors.write',
    'calls.write',
    'problems.write',
    'comments.write',
    'views.share',
  ],
  buyer: [
    ...seeAll,
    'vendors.write',
    'purchasing.write',
    'purchasing.request',
    'calls.write',
    'stock.receive',
    'comments.write',
    'views.share',
  ],
  supervisor: [
    ...seeAll,
    'master.write',
    'vendors.write',
    'locations.write',
    'orders.write',
    'orders.dates',
    'plan.run',
    'plan.approve',
    'rules.write',
    'purchasing.request',
    'stock.approve',
    'counts.approve',
    'calls.write',
    'progress.write',
    'problems.write',
    'comments.write',
    'views.share',
  ],
  operator: ['own-work.see', 'purchasing.request', 'stock.issue', 'progress.write', 'problems.write', 'comments.write'],
  inspector: [...seeAll, 'stock.release', 'problems.write', 'comments.write'],
  storekeeper: [
    'stock.see',
    'orders.see',
    'locations.write',
    'purchasing.request',
    'stock.write',
    'stock.receive',
    'stock.issue',
    'stock.release',
    'counts.approve',
    'problems.write',
    'comments.write',
  ],
  viewer: seeAll,
  administrator: [
    ...seeAll,
    'master.write',
    'vendors.write',
    'locations.write',
    'users.write',
    'comments.write',
    'views.share',
  ],
};

/** `standsIn`: for somebody who approves there; that he may in his name, and no more of what he may. */
export function permissionsOf(held: readonly Role[], standsIn = false): ReadonlySet<Permission> {
  const all = new Set<Permission>(['public', 'signed-in', ...(standsIn ? (['plan.approve'] as const) : [])]);
  for (const role of held) for (const permission of granted[role]) all.add(permission);
  return all;
}

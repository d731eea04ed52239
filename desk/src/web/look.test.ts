import { expect, it } from 'vitest';
import { lookAt } from './look.ts';

it.each([
  ['/wall/ASSY', '', 'dark'],
  ['/wall/ASSY', '?site=BIKE&look=light', 'light'],
  ['/wall/ASSY', '?look=pink', 'dark'],
  ['/wall', '', undefined],
  ['/board', '?look=light', undefined],
])('the address %s%s asks for the look %s', (pathname, search, look) => {
  expect(lookAt({ pathname, search })).toBe(look);
});

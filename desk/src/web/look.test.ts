import { expect, it } from 'vitest';
import { firstLook, lookAt } from './look.ts';

it.each([
  ['/wall/ASSY', '', 'dark'],
  ['/wall/ASSY', '?site=BIKE&look=light', 'light'],
  ['/wall/ASSY', '?look=pink', 'dark'],
  ['/wall', '', undefined],
  ['/board', '?look=light', undefined],
])('the address %s%s asks for the look %s', (pathname, search, look) => {
  expect(lookAt({ pathname, search })).toBe(look);
});

it.each([
  ['/board', null, true, 'dark'],
  ['/board', 'auto', false, 'light'],
  ['/board', 'light', true, 'light'],
  ['/board', 'dark', false, 'dark'],
  ['/wall/ASSY', 'light', false, 'dark'],
  ['/wall/ASSY?look=light', 'dark', true, 'light'],
])('%s, with %s chosen and a system that is dark: %s, is first drawn %s', (address, kept, dark, look) => {
  expect(firstLook(new URL(address, 'http://desk'), { kept, dark })).toBe(look);
});

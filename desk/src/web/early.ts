/**
 * The first page of a visit: who is here, the page's code, its saved views and its first rows are asked for side by side, before
 * anything is drawn. Each would otherwise wait for the one before it.
 */
import { listViews } from '../duties/views/views.contract.ts';
import { apiAddress, askEarly } from './api.ts';
import { lastSite } from './asked.ts';
import { parseAddress } from './kit/address.ts';
import { pages } from './pages.ts';
import { queryClient } from './queries.ts';
import { meQuery } from './session/session.tsx';

export function beginVisit({ pathname, search }: { readonly pathname: string; readonly search: string }): void {
  const page =
    pathname === '/' ? pages.find(({ group }) => group !== undefined) : pages.find(({ path }) => path === pathname);
  if (page?.bare) return;
  const address = parseAddress(search);
  const site = address.site ?? lastSite();
  const first = site === undefined ? undefined : page?.asksFirst?.(site, address);
  if (first) askEarly(apiAddress(first.path, { ...first.query, site }));
  // No page in the house is drawn before its saved views are there.
  if (site !== undefined && page && !page.terminal && !page.wall) askEarly(apiAddress(listViews.path, { site }));
  void queryClient.prefetchQuery(meQuery);
  void page?.component();
}

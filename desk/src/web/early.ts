/**
 * The first page of a visit: who is here, the page's code, its saved views and its first answer are asked for side by side, before
 * anything is drawn. Each would otherwise wait for the one before it, and the page be drawn anew for each.
 */
import { askEarly } from './api.ts';
import { askedOf, lastMay, lastSite } from './asked.ts';
import { homeOf } from './home.ts';
import { parseAddress } from './kit/address.ts';
import { loadPage } from './loading.ts';
import { pages } from './pages.ts';
import { pageOf } from './paths.ts';
import { queryClient } from './queries.ts';
import type { PageEntry } from './registry.ts';
import { type Me, mayAt, meQuery, siteOf } from './session/session.tsx';
import { askAllSaved } from './views/saved.ts';

/** Ends when the page can be drawn whole. What is refused is told by the page, which asks for it again; what fails otherwise is thrown. */
export async function beginVisit({
  pathname,
  search,
}: {
  readonly pathname: string;
  readonly search: string;
}): Promise<void> {
  const address = parseAddress(search);
  const page = pathname === '/' ? await firstPage(address.site) : pageOf(pages, pathname);
  if (page?.bare) return;
  const site = address.site ?? lastSite();
  const known = site === lastSite() ? lastMay() : undefined;
  const barred = page && known && !mayAt({ permissions: known })(page.permission);
  // What the page of any other address asks first is on its way since before all else (`first.ts`).
  const first = pathname === '/' && page ? askedOf({ pathname: page.path, search }, site, known) : undefined;
  if (first !== undefined) askEarly(first);
  await Promise.all([
    queryClient.prefetchQuery(meQuery),
    // No page in the house is drawn before its saved views are there.
    site !== undefined && page && !page.terminal && !page.wall ? askAllSaved(site) : undefined,
    page && loadPage(page).then(({ begin }) => (site === undefined || barred ? undefined : begin?.(site, address))),
  ]);
}

/** Nobody's where who is here cannot be told. */
async function firstPage(site: string | undefined): Promise<PageEntry | undefined> {
  await queryClient.prefetchQuery(meQuery);
  const person = queryClient.getQueryData<Me | null>(meQuery.queryKey);
  const here = person ? siteOf(person, site) : undefined;
  return here && homeOf(mayAt(here));
}

/** The code of pages, each loaded when it is first opened. */
import type { PageEntry, PageModule } from './registry.ts';

const loaded = new WeakMap<PageEntry, PageModule>();

export const loadedPage = (page: PageEntry): PageModule | undefined => loaded.get(page);

export async function loadPage(page: PageEntry): Promise<PageModule> {
  const module = await page.component();
  loaded.set(page, module);
  return module;
}

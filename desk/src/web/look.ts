/** The look that an address asks for, known before any page is: a screen at the wall is dark unless it says `?look=light`. */
export type Look = 'light' | 'dark';

/** Undefined where the person's own look holds. */
export function lookAt({ pathname, search }: { readonly pathname: string; readonly search: string }): Look | undefined {
  if (!pathname.startsWith('/wall/')) return undefined;
  return new URLSearchParams(search).get('look') === 'light' ? 'light' : 'dark';
}

/** Where Mantine keeps the look that a person chose: of `localStorageColorSchemeManager`. */
const keptAt = 'mantine-color-scheme-value';

/** The look of the first page: its address’s, else the one that was chosen in this browser, else the system’s. */
export function firstLook(
  page: Parameters<typeof lookAt>[0],
  { kept, dark }: { readonly kept: string | null; readonly dark: boolean },
): Look {
  const own = kept === 'light' || kept === 'dark' ? kept : undefined;
  return lookAt(page) ?? own ?? (dark ? 'dark' : 'light');
}

/** What the browser keeps and its system says; neither where it may not be asked. */
export function askedLook(): { readonly kept: string | null; readonly dark: boolean } {
  const { matches: dark } = window.matchMedia('(prefers-color-scheme: dark)');
  try {
    return { kept: window.localStorage.getItem(keptAt), dark };
  } catch {
    return { kept: null, dark };
  }
}

/** At once: Mantine looks after this mark too, but only once something was painted. */
export const setLook = (look: Look): void => document.documentElement.setAttribute('data-mantine-color-scheme', look);

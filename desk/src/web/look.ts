/** The look that an address asks for, known before any page is: a screen at the wall is dark unless it says `?look=light`. */
export type Look = 'light' | 'dark';

/** Undefined where the person's own look holds. */
export function lookAt({ pathname, search }: { readonly pathname: string; readonly search: string }): Look | undefined {
  if (!pathname.startsWith('/wall/')) return undefined;
  return new URLSearchParams(search).get('look') === 'light' ? 'light' : 'dark';
}

/** At once: Mantine looks after this mark too, but only once something was painted. */
export const setLook = (look: Look): void => document.documentElement.setAttribute('data-mantine-color-scheme', look);

/** The theme's colours for what is painted; new ones as soon as the page has them, not as soon as they were asked for. */
import { useMemo, useSyncExternalStore } from 'react';
import { type Palette, themePalette } from './palette.ts';

const attribute = 'data-mantine-color-scheme';

export function usePalette(): Palette {
  const look = useSyncExternalStore(onLook, () => document.documentElement.getAttribute(attribute));
  return useMemo(() => themePalette(look === 'dark'), [look]);
}

function onLook(changed: () => void): () => void {
  const watch = new MutationObserver(changed);
  watch.observe(document.documentElement, { attributeFilter: [attribute] });
  return () => watch.disconnect();
}

/** What a list is drawn on: how high a line is there, and whether it is paper. */
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** The height of a line as the style has it: by density, and taller under fingers. */
export function useRowHeight(): number {
  const [height, setHeight] = useState(28);
  useEffect(() => {
    const read = () =>
      setHeight(Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10) || 28);
    read();
    const watch = new MutationObserver(read);
    watch.observe(document.documentElement, { attributeFilter: ['data-density'] });
    window.addEventListener('resize', read);
    return () => {
      watch.disconnect();
      window.removeEventListener('resize', read);
    };
  }, []);
  return height;
}

/** The page is on paper; drawn as such before the browser looks at it. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const media = window.matchMedia('print');
    const become = (next: boolean): void => flushSync(() => setPrinting(next));
    const begin = () => become(true);
    const end = () => become(false);
    const change = () => become(media.matches);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    media.addEventListener('change', change);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
      media.removeEventListener('change', change);
    };
  }, []);
  return printing;
}

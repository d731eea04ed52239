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

/** Whether the page is being printed; what is drawn then stands on the paper, also what was not there before. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // The paper is laid out right behind this event: nothing drawn later is on it.
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}

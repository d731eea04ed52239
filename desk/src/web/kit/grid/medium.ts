/** What a list is drawn on: how high a line is there, and whether it is paper. */
import { useEffect, useState } from 'react';

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

export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const media = window.matchMedia('print');
    const change = () => setPrinting(media.matches);
    media.addEventListener('change', change);
    return () => media.removeEventListener('change', change);
  }, []);
  return printing;
}

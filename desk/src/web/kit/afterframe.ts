/** What need not be there at once is drawn once the first frame is on the screen: what was asked for is seen sooner. */
import { type ReactNode, useEffect, useState } from 'react';

/** Runs behind the frame that is made next. Answers how not to. */
export function afterFrame(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(run);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** Runs when the browser has nothing else to do, behind the next frame. Answers how not to. */
export function whenIdle(run: () => void): () => void {
  let asked: number | undefined;
  // Not every browser says when it is idle.
  const idle = window.requestIdleCallback as typeof window.requestIdleCallback | undefined;
  const not = afterFrame(() => {
    if (idle) asked = idle(run, { timeout: 3000 });
    else asked = window.setTimeout(run, 500);
  });
  return () => {
    not();
    if (asked === undefined) return;
    if (idle) window.cancelIdleCallback(asked);
    else window.clearTimeout(asked);
  };
}

/** Whether the first frame of what asks is on the screen. */
function useAfterFrame(): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => afterFrame(() => setSeen(true)), []);
  return seen;
}

/** What stands in it, from then on; what is round it is not drawn again for that. */
export const AfterFrame = ({ children }: { readonly children: ReactNode }): ReactNode =>
  useAfterFrame() ? children : null;

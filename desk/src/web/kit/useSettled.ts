/** Whether a value has stood for a moment: what a finger was on its way to may have gone from under it. */
import { useEffect, useState } from 'react';

/** Milliseconds within which nobody has read what is new. */
const moment = 1500;

/** True from the first; false for a moment after each change. */
export function useSettled(value: string): boolean {
  const [seen, setSeen] = useState(value);
  useEffect(() => {
    if (seen === value) return;
    const timer = setTimeout(() => setSeen(value), moment);
    return () => clearTimeout(timer);
  }, [seen, value]);
  return seen === value;
}

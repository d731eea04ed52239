/**
 * A form that is drawn after its window opened takes the focus itself: the window looks for the first field only once,
 * and what is not there yet loses it to the door that closes.
 */
import { type RefObject, useEffect } from 'react';

export function useFirstField(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    if (!form.current?.closest('[role="dialog"]')) return;
    form.current.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [form]);
}

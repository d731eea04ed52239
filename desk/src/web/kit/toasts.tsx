/** Short words at the edge: what was done, with the way back for ten seconds instead of a question before. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { sentenceOf } from './refused.ts';

const undoFor = 10_000;
let latest: { readonly id: string; readonly undo: () => void } | undefined;

/** As long as it takes to read, at some seventeen letters a second. */
const readIn = (text: string): number => Math.max(4000, text.length * 60);

export function toast(text: string): void {
  notifications.show({ message: text, autoClose: readIn(text), withCloseButton: false });
}

/** What must be read before going on: an old ticket, a code that nobody knows. */
export function toastWarning(text: string): void {
  notifications.show({ message: text, color: 'yellow', autoClose: 12_000, withBorder: true });
}

export function toastProblem(error: unknown): void {
  notifications.show({ message: sentenceOf(error), color: 'red', autoClose: 12_000, withBorder: true });
}

/** "Item FRAME-54 deleted. [Undo]". The clock stands while the mouse or the focus is on it; Ctrl Z undoes the latest. */
export function offerUndo(text: string, undo: () => Promise<void> | void): void {
  const id = crypto.randomUUID();
  const run = () => {
    if (latest?.id === id) latest = undefined;
    notifications.hide(id);
    Promise.resolve(undo()).catch(toastProblem);
  };
  latest = { id, undo: run };
  notifications.show({
    id,
    autoClose: undoFor,
    withCloseButton: true,
    onClose: () => {
      if (latest?.id === id) latest = undefined;
    },
    message: (
      <span style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
        <span style={{ flex: 1 }}>{text}</span>
        <Button size="compact-xs" variant="default" onClick={run}>
          Undo
        </Button>
      </span>
    ),
  });
}

/** The house was renewed while this page was open. When to load it again is the person's choice: something may be half typed. */
export function offerReload(): void {
  notifications.show({
    id: 'new-version',
    autoClose: false,
    withCloseButton: true,
    withBorder: true,
    message: (
      <span style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
        <span style={{ flex: 1 }}>A new version is here. Drafts are kept.</span>
        <Button size="compact-xs" onClick={() => window.location.reload()}>
          Reload
        </Button>
      </span>
    ),
  });
}

export const canUndo = (): boolean => latest !== undefined;
export const undoLatest = (): void => latest?.undo();

/**
 * Everything a page can do, registered once: the palette lists it, `?` shows its key, the key runs it. Later
 * registrations come first, so an opened panel's Esc goes before the page's.
 */
import { useLayoutEffect, useSyncExternalStore } from 'react';
import { useLatest } from './latest.ts';

export interface Command {
  readonly id: string;
  /** "New item": what the palette and the list of keys call it. */
  readonly word: string;
  /** Heading it stands under; the page's own when absent. */
  readonly group?: string;
  /** As they are shown: 'x', 'Enter', 'Shift+Enter', 'Ctrl+K', '?'. */
  readonly keys?: string;
  /** Shown in the list of keys, not in the palette (movement, mostly). */
  readonly keyOnly?: boolean;
  /** Its key goes before all others', whoever registered last: a panel that is there from the start is registered before its page. */
  readonly first?: boolean;
  /** Absent: always. */
  readonly when?: () => boolean;
  readonly run: () => void;
}

let registered: readonly (readonly Command[])[] = [];
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

export function register(commands: readonly Command[]): () => void {
  registered = [commands, ...registered];
  tell();
  return () => {
    registered = registered.filter((one) => one !== commands);
    tell();
  };
}

/** Registers commands while the component stands. `run` may change with every drawing; words and keys seldom do. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useLatest(commands);
  const shape = commands.map(({ id, word, keys, group }) => `${id}\t${word}\t${keys ?? ''}\t${group ?? ''}`).join('\n');
  // With what is drawn, as the keyboard is: what a page shows its keys do.
  useLayoutEffect(() => {
    void shape;
    return register(
      latest.current.map((command) => ({
        ...command,
        when: () => latest.current.find((one) => one.id === command.id)?.when?.() ?? true,
        run: () => latest.current.find((one) => one.id === command.id)?.run(),
      })),
    );
  }, [shape, latest]);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export const useAllCommands = (): readonly Command[] => useSyncExternalStore(subscribe, () => registered).flat();

/** The command a key runs now, the latest registered first. */
export function commandFor(keys: string): Command | undefined {
  const runs = (command: Command) => command.keys?.split(' ').includes(keys) && (command.when?.() ?? true);
  const all = registered.flat();
  return all.find((command) => command.first && runs(command)) ?? all.find(runs);
}

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const arrows: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };

/** Keys as people read them: "Alt ←" of "Alt+ArrowLeft". */
export const keyWords = (keys: string): string =>
  keys.replace(/Arrow(Left|Right|Up|Down)/g, (name) => arrows[name]!).replace(/(?<=\w)\+/, ' ');

/** A pressed key as commands name it. Shift counts only with keys that have no sign of their own for it. */
export function nameOfKey({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string {
  const plain = key.length === 1;
  const name = key === ' ' ? 'Space' : plain && (ctrlKey || metaKey) ? key.toUpperCase() : key;
  return [ctrlKey || metaKey ? 'Ctrl+' : '', altKey ? 'Alt+' : '', shiftKey && !plain ? 'Shift+' : '', name].join('');
}

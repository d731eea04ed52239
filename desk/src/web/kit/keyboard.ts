/** One listener for the whole document: scans go to the scan handler, keys to the commands, typing to its field. */
import { useLayoutEffect } from 'react';
import { flushSync } from 'react-dom';
import { type Command, commandFor, nameOfKey } from './commands.ts';
import { useLatest } from './latest.ts';
import { burstGap, characterOf, ScanGate } from './scan.ts';
import { ticks } from './time.ts';

/** Where keys are text, or belong to an opened list or menu. */
const typing =
  'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"], [role="combobox"]';
/** What Enter and Space press. */
const pressable = 'a, button, summary, input, [role="button"], [role="tab"], [role="checkbox"], [role="switch"]';

export function useKeyboard(onScan: (text: string) => void): void {
  const scanned = useLatest(onScan);
  // With what is drawn, not after it: a key that is pressed as soon as the page stands is heard.
  useLayoutEffect(() => {
    const gate = new ScanGate();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const runKeys = (keys: readonly string[]) => {
      for (const key of keys) obey(commandFor(key));
    };
    const later = () => {
      clearTimeout(timer);
      if (gate.holding)
        timer = setTimeout(() => {
          runKeys(gate.flush(ticks()));
          later();
        }, burstGap + 1);
    };

    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
      const target = event.target instanceof Element ? event.target : document.body;
      const withModifier = event.ctrlKey || event.metaKey || event.altKey;
      if (target.closest(typing)) {
        // In a field keys are text; what carries Ctrl, and Esc, may still be a command of the page.
        if (withModifier) runNamed(event, target);
        return;
      }
      // The arrows go from one choice to the next; all other keys are the page's, as beside it.
      if (event.key.startsWith('Arrow') && !withModifier && target.closest('input')) return;
      const character = characterOf(event);
      const inBurst = character !== undefined && gate.follows(event.timeStamp);
      const plain = inBurst || (event.key.length === 1 && event.key !== ' ' && !withModifier);
      if (plain && event.repeat) {
        runKeys([event.key]);
        return;
      }
      const outcome = gate.feed(
        plain ? (character ?? event.key) : event.key === 'Enter' ? event.key : `\u0000${event.key}`,
        event.timeStamp,
      );
      if (outcome.kind === 'scan') {
        event.preventDefault();
        event.stopPropagation();
        scanned.current(outcome.text);
        return;
      }
      if (outcome.kind === 'keys') runKeys(outcome.keys);
      later();
      if (outcome.kind === 'keys' && outcome.now) runNamed(event, target);
      else if (inBurst || commandFor(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey, true);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKey, true);
    };
  }, [scanned]);
}

function runNamed(event: KeyboardEvent, target: Element): void {
  if ((event.key === 'Enter' || event.key === ' ') && target.closest(pressable)) return;
  const dialog = target.closest('[aria-modal="true"]');
  if (dialog && event.key === 'Escape') return;
  const command = commandFor(nameOfKey(event));
  if (!command) return;
  event.preventDefault();
  event.stopPropagation();
  obey(command);
}

/** Drawn at once: the next key of a quick typist must find what this one did, or it would act on the row before. */
const obey = (command: Command | undefined): void => flushSync(() => command?.run());

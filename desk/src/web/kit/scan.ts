/**
 * Tells a scanner from fingers. A scanner types a code in a burst and ends it with Enter; the same keys from a
 * hand are commands of the page. So a plain key is held for a moment: if another follows at once it is a burst,
 * else it is given back to be a command. Times are milliseconds from any start.
 */
/** Keys of a scanner follow within this; the fastest rolling of two fingers seldom does. */
export const burstGap = 35;
/**
 * What a key of a scanner is in the text it sends. Readers press Ctrl with a key for the separators of a label: Ctrl+] is GS, Ctrl+^
 * RS, Ctrl+D EOT. Undefined: no character.
 */
export function characterOf({ key, ctrlKey, altKey, metaKey }: PressedKey): string | undefined {
  if (altKey || metaKey) return undefined;
  if (!ctrlKey) return key.length === 1 ? key : undefined;
  return controls[key.toLowerCase()];
}
export type PressedKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>;
const controls: Readonly<Record<string, string>> = { ']': '\u001d', '^': '\u001e', '6': '\u001e', d: '\u0004' };

/** Shorter bursts are slips of the hand: no label carries so short a code. */
export const shortestCode = 4;

export type ScanOutcome =
  | { readonly kind: 'held' }
  /** These keys, in order, are commands after all; `now` (the key just fed) is passed on as usual. */
  | { readonly kind: 'keys'; readonly keys: readonly string[]; readonly now: boolean }
  | { readonly kind: 'scan'; readonly text: string };

export class ScanGate {
  #held = '';
  /** Given back too early, because the page was busy: the rest of the burst may still come. */
  #early = '';
  #last = Number.NEGATIVE_INFINITY;

  /** One key pressed, at the time the browser gives it: a character, or 'Enter', or another key by its name. */
  feed(key: string, time: number): ScanOutcome {
    const follows = time - this.#last <= burstGap;
    const before = follows ? [] : this.#give();
    const plain = key.length === 1;
    if (plain) {
      this.#held += follows ? this.#early + key : key;
      this.#early = '';
      this.#last = time;
      return before.length > 0 ? { kind: 'keys', keys: before, now: false } : { kind: 'held' };
    }
    if (key === 'Enter' && follows && this.#held.length >= shortestCode) {
      const text = this.#held;
      this.#held = '';
      return { kind: 'scan', text };
    }
    return { kind: 'keys', keys: [...before, ...this.#give()], now: true };
  }

  /** Called when the moment has passed: the keys that were held, to be commands, unless a long burst without Enter. */
  flush(time: number): readonly string[] {
    if (time - this.#last < burstGap || this.#held === '') return [];
    this.#early = this.#held;
    return this.#give();
  }

  /** A key at this time would belong to the burst: a space or a separator then is one of its characters, and no command. */
  follows(time: number): boolean {
    return this.holding && time - this.#last <= burstGap;
  }

  get holding(): boolean {
    return this.#held !== '';
  }

  #give(): readonly string[] {
    const held = this.#held;
    this.#held = '';
    // A burst that never came to its Enter is a broken scan; taken for commands it would do things nobody asked for.
    return held.length >= shortestCode ? [] : [...held];
  }
}

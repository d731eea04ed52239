/** What a person set up for themselves, kept in this browser: density, folded rail, column widths, drafts. */
export type Store = 'local' | 'session';
const storeOf = (store: Store): Storage => (store === 'local' ? localStorage : sessionStorage);

/** Undefined when nothing is kept, or what is kept can no longer be read (an older version wrote it). */
export function readKept<T>(name: string, store: Store = 'local'): T | undefined {
  try {
    const text = storeOf(store).getItem(`hotlist:${name}`);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DOMException) return undefined;
    throw error;
  }
}

/** Keeping is a courtesy: a browser that forbids it, or is full, forgets. */
export function keep(name: string, value: unknown, store: Store = 'local'): void {
  try {
    if (value === undefined) storeOf(store).removeItem(`hotlist:${name}`);
    else storeOf(store).setItem(`hotlist:${name}`, JSON.stringify(value));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Names under which something is kept that begin so, without that beginning. */
export function keptNames(beginning: string): readonly string[] {
  const whole = `hotlist:${beginning}`;
  try {
    return Object.keys(localStorage).flatMap((name) => (name.startsWith(whole) ? [name.slice(whole.length)] : []));
  } catch (error) {
    if (error instanceof DOMException) return [];
    throw error;
  }
}

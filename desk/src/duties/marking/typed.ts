/** What is typed or scanned to be printed: a thing a line. Pure. */
import type { Label, ScannedKind } from './scan.ts';
import type { Subject } from './templates.ts';

export interface TypedThing {
  item?: string;
  lot?: string;
  location?: string;
  container?: string;
  serial?: string;
  kit?: string;
  card?: string;
  qty?: string;
}

/** "TUBE-25, L-7, 20"; a tab parts as a comma does, so cells of a spreadsheet may be pasted. */
export function thingsOf(subject: Subject, typed: string): readonly TypedThing[] {
  return typed
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [first = '', second = '', third = ''] = line.split(/[,;\t]/).map((part) => part.trim());
      if (subject === 'location') return { location: first };
      if (subject === 'kit') return { kit: first };
      if (subject === 'kanban card') return { card: first };
      if (subject === 'serial') return { ...(first ? { item: first } : {}), ...(second ? { serial: second } : {}) };
      if (subject === 'container' && /^(00)?\d{18}$/.test(first)) return { container: first.slice(-18) };
      if (subject === 'container' && first.toLowerCase() === 'new') return {};
      const [lot, qty] = subject === 'item' ? ['', second] : [second, third];
      return { ...(first ? { item: first } : {}), ...(lot ? { lot } : {}), ...(qty ? { qty } : {}) };
    });
}

/** The line of what was scanned; undefined where no such label is of it. */
export function lineOf(
  subject: Subject,
  kind: ScannedKind | 'ticket' | 'nothing',
  name: string,
  label: Label & { readonly item?: string | undefined },
): string | undefined {
  if (subject === 'location' || subject === 'kit' || subject === 'kanban card')
    return kind === subject ? name : undefined;
  if (subject === 'serial') return kind === 'serial' ? `${label.item ?? ''}, ${name}` : undefined;
  if (subject === 'container' && kind === 'container') return name;
  if (label.item === undefined || (kind !== 'item' && kind !== 'lot')) return undefined;
  const parts = subject === 'item' ? [label.item] : [label.item, label.lot ?? '', label.qty ?? ''];
  return parts.join(', ').replace(/[, ]+$/, '');
}

/** What is said where a record may not be written by everybody who writes its kind. */
import { type Kind, keyText, type Row } from '../../house/kind.ts';

export const heldWords = (kind: Kind, row: Row): string =>
  `${kind.one} ${keyText(kind, row)} is decided, which only a supervisor may change. Maybe ask for it: a supervisor approves or refuses.`;

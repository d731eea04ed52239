/** Which day a typed text means, and the text after another day was picked. Pure. */
import { readDay } from '../../house/cells.ts';

const time = /\s+(\d{1,2}:\d{2}(?::\d{2})?)$/;

/** YYYY-MM-DD; undefined while it means none. A time of day may stand behind. */
export function dayMeant(text: string, today: string): string | undefined {
  const day = text.trim().replace(time, '');
  if (day === '') return undefined;
  const read = readDay('', day, { today });
  return 'value' in read ? read.value : undefined;
}

/** The picked day in the place of the typed one; a time of day stays. */
export const withDay = (text: string, day: string): string => `${day}${time.exec(text.trimEnd())?.[0] ?? ''}`;

import { instantOf, isDay, isInstant } from '../../house/clock.ts';

/** An instant with or without an offset; without one by the zone's clock; a day alone is its midnight. A year far from ours was mistyped, as in a cell. */
export function instantIn(zone: string, text: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?(Z|[-+]\d{2}:\d{2})?)?$/.exec(text.trim());
  const [, day = '', time = '00:00', seconds = ':00', offset] = match ?? [];
  const year = Number(day.slice(0, 4));
  if (!isDay(day) || year < 1990 || year > 2100) return undefined;
  const instant = `${day}T${time}${seconds}`;
  if (!isInstant(`${instant}${offset ?? 'Z'}`)) return undefined;
  return offset ? `${instant}${offset}` : instantOf(zone, day, time).replace(/:\d{2}\.\d+Z$/, `${seconds}Z`);
}

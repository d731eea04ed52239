import { instantOf, secondsOf } from '../../house/clock.ts';

/** An instant with or without an offset; without one by the zone's clock; a day alone is its midnight. */
export function instantIn(zone: string, text: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?(Z|[-+]\d{2}:\d{2})?)?$/.exec(text.trim());
  if (!match) return undefined;
  const [, day, time, seconds, offset] = match;
  if (!isInstant(`${day}T${time ?? '00:00'}${seconds ?? ':00'}Z`)) return undefined;
  if (offset) return `${day}T${time}${seconds ?? ':00'}${offset}`;
  return instantOf(zone, day ?? '', time ?? '00:00').replace(/:\d{2}\.\d+Z$/, `${seconds ?? ':00'}Z`);
}

const isInstant = (text: string): boolean => !Number.isNaN(secondsOf(text));

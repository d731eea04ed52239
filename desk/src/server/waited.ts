/**
 * What a device kept while it had no network says of itself when it is sent: how long ago it was done, and by whom. Seconds ago, not a
 * moment: a clock that is an hour wrong tells them as well as a right one, and the plant's own clock turns them into a moment.
 */
import type { FastifyRequest } from 'fastify';
import { later, nowAt } from '../house/clock.ts';
import { malformed, Refusal } from '../house/errors.ts';
import type { Person, Site } from './http.ts';
import * as say from './waited.messages.ts';

/** No device is away for longer, and its clock is wrong where it says so. */
const longest = 90 * 86_400;

/** The moment of what is asked, on the clock of the plant: now, or so many seconds ago as `Happened-Ago` says. */
export function happenedAt({ headers }: Pick<FastifyRequest, 'headers'>, site: Pick<Site, 'pinnedNow'>): string {
  const ago = headers['happened-ago'];
  if (ago === undefined) return nowAt(site);
  const seconds = typeof ago === 'string' && /^\d{1,9}$/.test(ago) ? Number(ago) : longest + 1;
  if (seconds > longest)
    throw malformed([{ field: 'happened-ago', value: String(ago), text: say.tooLongAgo(String(ago)) }]);
  return later(nowAt(site), -seconds);
}

/** Refuses what `Done-By` says another did: it waits on a shared device until he signs in there again. */
export function refuseAnothers({ headers }: Pick<FastifyRequest, 'headers'>, { id, name }: Person): void {
  const by = headers['done-by'];
  if (by !== undefined && by !== id) throw new Refusal(403, 'of-another', say.ofAnother(name));
}

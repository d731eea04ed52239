/**
 * A person takes over a shared PC with badge and PIN. Whatever is wrong (no such badge, no PIN set, wrong PIN, locked,
 * inactive), the answer and the work done for it are the same, so that nobody learns which badges there are.
 */
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { sql } from 'kysely';
import { z } from 'zod';
import { hashPin, pinMatches } from '../duties/users/secrets.store.ts';
import type { Database } from './database/database.ts';

/** Each five wrong PINs in a row lock the badge: five minutes at first, then twice as long each time, a day at most. */
const triesBeforeLock = 5;
const firstLock = 5;
const longestLock = 24 * 60;

const decoy = hashPin('a PIN that nobody has');

/** `POST /sign-in/badge {badge, pin}` for better-auth. */
export function badgeSignIn(db: Database) {
  return {
    id: 'badge',
    endpoints: {
      signInBadge: createAuthEndpoint(
        '/sign-in/badge',
        { method: 'POST', body: z.object({ badge: z.string().trim().min(1).max(64), pin: z.string().max(20) }) },
        async (ctx) => {
          const held = await db
            .selectFrom('badges')
            .select(['user_id', 'pin_hash', 'active'])
            .where('badge', '=', ctx.body.badge)
            .executeTakeFirst();
          const open = held !== undefined && held.active && (await takeTry(db, held.user_id));
          const matches = await pinMatches(ctx.body.pin, held?.pin_hash ?? (await decoy));
          const user =
            open && held.pin_hash && matches ? await ctx.context.internalAdapter.findUserById(held.user_id) : null;
          if (!user)
            throw new APIError('UNAUTHORIZED', {
              code: 'BADGE_REFUSED',
              message:
                'Badge or PIN is not right, or the badge is locked: five wrong PINs lock it for five minutes, and longer each time after.',
            });
          await db.deleteFrom('badge_tries').where('user_id', '=', user.id).execute();
          // The person before on this PC is signed out, not only replaced.
          const before = await ctx.getSignedCookie(ctx.context.authCookies.sessionToken.name, ctx.context.secret);
          if (before) await ctx.context.internalAdapter.deleteSession(before);
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ user: { id: user.id, name: user.name } });
        },
      ),
    },
  };
}

/** Counts a try before the PIN is looked at, so that many at once are not more than one after the other. False: locked. */
async function takeTry(db: Database, person: string): Promise<boolean> {
  const taken = await sql`
    insert into badge_tries as old (user_id, failed) values (${person}, 1)
    on conflict (user_id) do update set
      failed = old.failed + 1,
      locked_until = case when (old.failed + 1) % ${triesBeforeLock} = 0
        then now() + least(${firstLock} * power(2, least((old.failed + 1) / ${triesBeforeLock} - 1, 20)), ${longestLock}) * interval '1 minute' end
    where old.locked_until is null or old.locked_until <= now()
    returning failed`.execute(db);
  return taken.rows.length > 0;
}

/** Signing in and out: better-auth's routes, beside our own API. */
import { send } from '../api.ts';

const post = (path: string, body: unknown): Promise<unknown> =>
  send(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

export const signInByMail = (email: string, password: string): Promise<unknown> =>
  post('/sign-in/email', { email: email.trim(), password });
export const signInByBadge = (badge: string, pin: string): Promise<unknown> =>
  post('/sign-in/badge', { badge: badge.trim(), pin });
export const signOut = (): Promise<unknown> => post('/sign-out', {});

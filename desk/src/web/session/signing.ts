/** Signing in and out: better-auth's routes, beside our own API. */
import { send } from '../api.ts';
import { keepVisit } from '../asked.ts';
import { forgetAnswers } from '../offline/answers.ts';

async function post(path: string, body: unknown): Promise<unknown> {
  const answer = await send(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await forgetWho();
  return answer;
}

/** What was kept, for pages of the phone too, was of whoever was here until now. */
export async function forgetWho(): Promise<void> {
  keepVisit(undefined, undefined);
  await forgetAnswers();
}

export const signInByMail = (email: string, password: string): Promise<unknown> =>
  post('/sign-in/email', { email: email.trim(), password });
export const signInByBadge = (badge: string, pin: string): Promise<unknown> =>
  post('/sign-in/badge', { badge: badge.trim(), pin });
export const signOut = (): Promise<unknown> => post('/sign-out', {});

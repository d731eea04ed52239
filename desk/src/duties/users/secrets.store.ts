/** How PINs and tokens are kept: only what proves them, never themselves. */
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (secret: string, salt: Buffer, length: number) => Promise<Buffer>;

/** A salted scrypt of a PIN. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('base64')}:${(await derive(pin, salt, 32)).toString('base64')}`;
}

export async function pinMatches(pin: string, hash: string): Promise<boolean> {
  const [salt = '', wanted = ''] = hash.split(':');
  const found = await derive(pin, Buffer.from(salt, 'base64'), 32);
  return timingSafeEqual(found, Buffer.from(wanted, 'base64'));
}

/** Tokens are long and random, so a plain digest proves them. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

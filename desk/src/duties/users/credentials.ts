/** What makes a password or PIN good enough. Pure; the sentences say what to do instead. */

export const shortestPassword = 10;
export const longestPassword = 200;

/** Of the most used passwords, those long enough to pass the other rules. */
const wellKnown = new Set([
  '1234567890',
  '0123456789',
  '12345678910',
  'qwertyuiop',
  'qwertzuiop',
  'password123',
  'password1234',
  'passwort123',
  'passw0rd123',
  'administrator',
  'letmein123',
  'welcome123',
  'iloveyou123',
  'abcdefghij',
  'abcdefghijk',
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
]);

/** Why a password is refused, or nothing. `person` names what it must not be made of. */
export function passwordFault(
  password: string,
  person: { readonly name: string; readonly email: string },
): string | undefined {
  if (password.length < shortestPassword)
    return `A password has at least ${shortestPassword} characters. Maybe take four words that have nothing to do with each other.`;
  if (password.length > longestPassword) return `A password has at most ${longestPassword} characters.`;
  const plain = password.toLowerCase();
  if (wellKnown.has(plain) || new Set(plain).size < 5)
    return 'This password is among the first that anybody would try. Maybe take four words that have nothing to do with each other.';
  const own = [person.email.toLowerCase(), person.email.toLowerCase().split('@')[0] ?? '', person.name.toLowerCase()];
  if (own.some((word) => word.length > 3 && plain.replaceAll(word, '').length < 5))
    return 'This password is the name or e-mail address. Maybe take words that nobody knows of you.';
  return undefined;
}

/** Why a PIN is refused, or nothing. */
export function pinFault(pin: string): string | undefined {
  if (!/^\d{4,12}$/.test(pin)) return 'A PIN is 4 to 12 digits.';
  const steps = new Set(Array.from(pin.slice(1), (digit, at) => Number(digit) - Number(pin[at])));
  if (steps.size === 1 && [-1, 0, 1].some((step) => steps.has(step)))
    return 'A PIN of equal digits or digits in a row is the first that anybody would try.';
  return undefined;
}

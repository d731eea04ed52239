/**
 * GS1 Digital Link: the same elements as an address of the web: a key in the path, what qualifies it behind it in a fixed order, all
 * else behind the "?". Pure. Source: GS1 Digital Link Standard: URI Syntax 1.4; which keys take what: GS1 Barcode Syntax Dictionary.
 */
import { gtin14, isGtin } from '../../house/checkdigits.ts';
import { identifiers } from './applicationidentifiers.ts';
import { linkFaults } from './gs1.messages.ts';
import { type Element, type ElementsRead, faulty, warningsOf, wrongElement } from './gs1.ts';

/** Keys, each with the rows of qualifiers it takes, in their order. */
const keys: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '00': [],
  '01': [['22', '10', '21'], ['235']],
  '253': [],
  '255': [],
  '401': [],
  '402': [],
  '414': [['254'], ['7040']],
  '415': [['8020']],
  '417': [['7040']],
  '8003': [],
  '8004': [['7040']],
  '8006': [['22', '10', '21']],
  '8010': [['8011']],
  '8013': [],
  '8017': [['8019']],
  '8018': [['8019']],
};

/** Words that the first version of the standard had for some of them. */
const words: Readonly<Record<string, string>> = {
  sscc: '00',
  gtin: '01',
  gln: '414',
  cpv: '22',
  lot: '10',
  ser: '21',
  exp: '17',
};
const named = (name: string): string => words[name] ?? name;

export const isAddress = (text: string): boolean => /^https?:\/\//i.test(text);

export function readDigitalLink(text: string): ElementsRead {
  if (!isAddress(text) || !URL.canParse(text)) return faulty(linkFaults.noAddress(text));
  const url = new URL(text);
  const pieces: string[] = [];
  for (const piece of url.pathname.split('/').filter((one) => one !== '')) {
    const plain = decoded(piece);
    if (plain === undefined) return faulty(linkFaults.encoding(piece));
    pieces.push(plain);
  }
  // What stands before the key is the path of the site.
  const from = pieces.findLastIndex((piece, at) => (pieces.length - at) % 2 === 0 && named(piece) in keys);
  if (from < 0) return faulty(linkFaults.noKey(text));
  const elements: Element[] = [];
  for (let at = from; at < pieces.length; at += 2)
    elements.push(padded({ ai: named(pieces[at] ?? ''), value: pieces[at + 1] ?? '' }));
  const misplaced = outOfPlace(elements.map(({ ai }) => ai));
  if (misplaced !== undefined) return faulty(linkFaults.notUnder(misplaced, elements[0]?.ai ?? ''));
  for (const [name, value] of url.searchParams) {
    // Other names are the site's own: linkType, utm_source.
    if (identifiers.has(named(name))) elements.push(padded({ ai: named(name), value }));
  }
  const wrong = elements.map(({ ai, value }) => wrongElement(ai, value)).find((one) => one !== undefined);
  return wrong === undefined ? { kind: 'read', content: elements, warnings: warningsOf(elements) } : faulty(wrong);
}

function decoded(piece: string): string | undefined {
  try {
    return decodeURIComponent(piece);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** The first version took GTINs as short as they are. */
const padded = (one: Element): Element =>
  one.ai === '01' && isGtin(one.value) ? { ai: '01', value: gtin14(one.value) } : one;

function outOfPlace([key = '', ...qualifiers]: readonly string[]): string | undefined {
  let at = -1;
  let row: readonly string[] | undefined;
  for (const one of qualifiers) {
    row ??= keys[key]?.find((some) => some.includes(one));
    const next = row?.indexOf(one) ?? -1;
    if (next <= at) return one;
    at = next;
  }
  return undefined;
}

/** At `site`; throws what no address can say: no key among the elements, a value that none takes. */
export function writeDigitalLink(elements: readonly Element[], site = 'https://id.gs1.org'): string {
  const wrong = elements.map(({ ai, value }) => wrongElement(ai, value)).find((one) => one !== undefined);
  if (wrong !== undefined) throw new Error(wrong);
  const key = elements.find(({ ai }) => ai in keys);
  if (!key) throw new Error(`no key among ${elements.map(({ ai }) => ai).join(', ')}`);
  const others = elements.filter((one) => one !== key);
  const row = keys[key.ai]?.find((some) => others.some(({ ai }) => some.includes(ai))) ?? [];
  const qualifiers = row.flatMap((ai) => others.find((one) => one.ai === ai) ?? []);
  const path = [key, ...qualifiers].map(({ ai, value }) => `/${ai}/${encodeURIComponent(value)}`).join('');
  const query = others
    .filter((one) => !qualifiers.includes(one))
    .map(({ ai, value }) => `${ai}=${encodeURIComponent(value)}`)
    .join('&');
  return `${site}${path}${query === '' ? '' : `?${query}`}`;
}

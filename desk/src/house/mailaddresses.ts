/** Addresses of mail as people type them: several in one cell, parted by comma, semicolon or space. */

/** More of a department is a list of its own, which the company's mail server keeps. */
export const mostAddresses = 20;
const longest = 200;

/** One local part, one host, and nothing that a head of a mail is made of: no line breaks, brackets, quotes. */
const address = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;

export const isAddress = (text: string): boolean =>
  text.length <= longest && address.test(text) && !text.includes('..') && !/^\.|\.@/.test(text);

export interface Addresses {
  /** Each once, in the order in which they stand. */
  readonly good: readonly string[];
  readonly wrong: readonly string[];
}

export function addressesIn(cell: string | null): Addresses {
  const found = (cell ?? '').split(/[\s,;]+/).filter((one) => one !== '');
  const once = found.filter((one, at) => found.findIndex((other) => same(one, other)) === at);
  return { good: once.filter(isAddress), wrong: once.filter((one) => !isAddress(one)) };
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

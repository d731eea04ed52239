import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { board } from '../duties/board/board.contract.ts';
import { hotList } from '../duties/hotlist/hotlist.contract.ts';
import { me } from '../duties/users/users.contract.ts';
import { askedFirst, firstOf } from './asked.ts';
import { pageSize } from './kit/grid/pagesize.ts';
import { pages } from './pages.ts';

const at =
  (pathname: string, search = '') =>
  () =>
    askedFirst({ pathname, search }, 'MAIN');

/** The browser showed version 7 of this site when its hot list was last open. */
beforeAll(() => {
  vi.stubGlobal('localStorage', { getItem: (name: string) => (name === 'hotlist:looked:MAIN' ? '7' : null) });
});
afterAll(() => vi.unstubAllGlobals());

describe('before any page is known', () => {
  it.each([
    ['the board of the latest plan', at('/board'), [`/api/v1${board.path}?site=MAIN`, `/api/v1${me.path}`]],
    [
      'the version that the address names, at the site that it names',
      at('/board', '?site=EAST&version=7&from=1'),
      [`/api/v1${board.path}?version=7&site=EAST`, `/api/v1${me.path}`],
    ],
    [
      'who is here alone, where no site is known',
      () => askedFirst({ pathname: '/board', search: '' }, undefined),
      [`/api/v1${me.path}`],
    ],
    ['who is here alone, where a version is called by no number', at('/board', '?version=abc'), [`/api/v1${me.path}`]],
    [
      'who is here alone, where he may not see the site',
      () => askedFirst({ pathname: '/byhand', search: '' }, 'MAIN', ['stock.see']),
      [`/api/v1${me.path}`],
    ],
    [
      'the hot list as it opens',
      at('/hot-list'),
      [`/api/v1${hotList.path}?looked=7&limit=${pageSize}&offset=0&site=MAIN`, `/api/v1${me.path}`],
    ],
    [
      'who is here alone, where the list is asked for otherwise',
      at('/hot-list', '?search=4021'),
      [`/api/v1${me.path}`],
    ],
    ['nothing of a page that asks when it is there', at('/versions'), []],
  ])('is asked: %s', (_, asked, expected) => {
    expect(asked()).toEqual(expected);
  });

  it('the pages that ask first are pages that there are, and need what is asked for', () => {
    const needs = Object.entries(firstOf).map(([path, { permission }]) => [path, permission]);
    expect(needs).toEqual(needs.map(([path]) => [path, pages.find((page) => page.path === path)?.permission]));
  });
});

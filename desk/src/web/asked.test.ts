import { describe, expect, it } from 'vitest';
import { board } from '../duties/board/board.contract.ts';
import { me } from '../duties/users/users.contract.ts';
import { askedFirst, withBoard } from './asked.ts';
import { pages } from './pages.ts';

const at = (pathname: string, search = '', kept: string | undefined = 'MAIN') => askedFirst({ pathname, search }, kept);

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
      askedFirst({ pathname: '/board', search: '' }, undefined),
      [`/api/v1${me.path}`],
    ],
    ['who is here alone, where a version is called by no number', at('/board', '?version=abc'), [`/api/v1${me.path}`]],
    [
      'who is here alone, where he may not see the site',
      askedFirst({ pathname: '/byhand', search: '' }, 'MAIN', ['stock.see']),
      [`/api/v1${me.path}`],
    ],
    ['nothing of a page without a board', at('/hotlist'), []],
  ])('is asked: %s', (_, asked, expected) => {
    expect(asked).toEqual(expected);
  });

  it('the pages with a board are pages that there are, and ask nothing twice', () => {
    for (const path of withBoard) expect(pages.find((page) => page.path === path)?.asksFirst).toBeUndefined();
    expect(withBoard.filter((path) => !pages.some((page) => page.path === path))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { kinds } from '../duties/records/records.ts';
import { pages } from './pages.ts';
import { pageAt, pageOf, paths, recordsAt } from './paths.ts';

describe('an address', () => {
  it('is known of every page, and of nothing else', () => {
    expect(pages.map((page) => page.path).toSorted()).toEqual([...paths].toSorted());
    for (const kind of kinds) expect(paths).toContain(recordsAt(kind.name));
  });

  it.each([
    ['of a page alone', pageAt('/tickets'), '/tickets'],
    ['of one thing', pageAt('/items/$code', { code: 'A/B 7' }), '/items/A%2FB%207'],
    ['of a line of an order', pageAt('/orders/$order/$line', { order: 'SO-1', line: 2 }), '/orders/SO-1/2'],
    [
      'of what is searched there',
      pageAt('/records/work-orders', { search: 'WO 1', view: undefined }),
      '/records/work-orders?search=WO+1',
    ],
    [
      'of records of a kind',
      recordsAt('purchase_lines', { filter: 'order_no:eq:PO-1' }),
      '/records/purchase-lines?filter=order_no:eq:PO-1',
    ],
  ])('%s is written', (_, address, expected) => {
    expect(address).toBe(expected);
  });

  it('leads back to its page, whatever it names', () => {
    for (const page of pages) expect(pageOf(pages, page.path.replaceAll(/\$\w+/g, 'A%2FB%207'))).toBe(page);
    for (const nowhere of ['/nowhere', '/orders/', '/orders/A/1/2', '/versions'.slice(0, -1)])
      expect(pageOf(pages, nowhere)).toBeUndefined();
  });

  it('of a page that is not there, or without its names, does not compile', () => {
    const wrong = [
      // @ts-expect-error there is no such page
      () => pageAt('/item/$code', { code: 'A' }),
      // @ts-expect-error the page is of one item
      () => pageAt('/items/$code'),
      // @ts-expect-error an order has no code
      () => pageAt('/orders/$order', { code: 'A' }),
    ];
    expect(wrong).toHaveLength(3);
  });
});

/**
 * The address of every page, and the only way to write one down: the compiler refuses a page that is not there, and a
 * parameter that is missing or that it does not have. `paths.test.ts` holds the list to the pages themselves.
 */
import type { Brand } from '@hotlist/engine';
import { lineCalled } from '../house/kind.ts';
import { printAddress } from './kit/address.ts';

const recordPaths = [
  '/records/allocations',
  '/records/approval-limits',
  '/records/calendar-days',
  '/records/calendars',
  '/records/changeovers',
  '/records/components',
  '/records/crews',
  '/records/customer-inputs',
  '/records/customer-lines',
  '/records/customers',
  '/records/departments',
  '/records/downtimes',
  '/records/forecasts',
  '/records/inquiry-texts',
  '/records/item-units',
  '/records/items',
  '/records/kanban-loops',
  '/records/label-templates',
  '/records/printers',
  '/records/locations',
  '/records/machines',
  '/records/outputs',
  '/records/purchase-lines',
  '/records/revisions',
  '/records/routing-steps',
  '/records/sources',
  '/records/stock',
  '/records/tools',
  '/records/overtime-windows',
  '/records/units',
  '/records/vendors',
  '/records/work-centres',
  '/records/work-materials',
  '/records/work-orders',
  '/records/work-steps',
  '/records/workers',
] as const;

export const paths = [
  '/sign-in',
  '/welcome',
  '/set-password',
  '/vendor/$token',
  '/today',
  '/hot-list',
  '/since-yesterday',
  '/disbelieve',
  '/orders',
  '/orders/$order',
  '/orders/$order/$line',
  '/items/$code',
  '/material-plan',
  '/board',
  '/byhand',
  '/byhand/$workCentre',
  '/exceptions',
  '/versions',
  '/versions/$number',
  '/approvals',
  '/publications',
  '/versions/$from/compare/$to',
  '/load',
  '/commitments',
  '/rush',
  '/requisitions',
  '/follow-up',
  '/mail-inbox',
  '/overtime',
  '/receive',
  '/receive/$text',
  '/receiving',
  '/stock',
  '/where',
  '/picking',
  '/picking/$order',
  '/pick',
  '/pick/$order',
  '/ship',
  '/ship/$order/$line',
  '/kits',
  '/deliveries',
  '/deliver',
  '/deliver/$number',
  '/kanban',
  '/bin',
  '/bin/$loop/$bin',
  '/counts',
  '/counts/$sheet',
  '/count',
  '/count/$sheet',
  '/lots/$item',
  '/periods',
  '/stock-values',
  '/clear-to-build',
  '/dispatch',
  '/tickets',
  '/progress',
  '/attainment',
  '/wall',
  '/wall/$workCentre',
  '/report',
  '/report/$ticket',
  '/calendars',
  '/import',
  '/import/erp',
  '/import/parked',
  '/connections',
  '/labels',
  '/users',
  '/roles',
  '/profile',
  '/history',
  '/kit',
  ...recordPaths,
] as const;

export type PagePath = (typeof paths)[number];

/** An address within the desk, made by `pageAt`. */
export type PageAddress = Brand<string, 'PageAddress'>;

type Names<Path extends string> = Path extends `${string}/$${infer Name}/${infer Rest}`
  ? Name | Names<`/${Rest}`>
  : Path extends `${string}/$${infer Name}`
    ? Name
    : never;
type Search = Readonly<Record<string, string | undefined>>;
type Asked<Path extends string> = [Names<Path>] extends [never]
  ? [search?: Search]
  : [names: Readonly<Record<Names<Path>, string | number>>, search?: Search];

/** `pageAt('/orders/$order/$line', { order: 'SO-1042', line: 2 })`; what a list is searched or filtered by comes last. */
export function pageAt<Path extends PagePath>(path: Path, ...asked: Asked<Path>): PageAddress {
  const named = path.includes('$');
  const [names, search] = (named ? asked : [{}, ...asked]) as [Readonly<Record<string, string | number>>, Search?];
  const filled = path.replaceAll(/\$(\w+)/g, (_, name: string) => encodeURIComponent(String(names[name])));
  return `${filled}${printAddress({ ...search })}` as PageAddress;
}

/** Which of these pages stands at an address; one that names nothing goes before one that does. */
export const pageOf = <Page extends { readonly path: string }>(
  pages: readonly Page[],
  pathname: string,
): Page | undefined =>
  pages.find(({ path }) => path === pathname) ?? pages.find(({ path }) => standsAt(path, pathname.split('/')));

function standsAt(path: string, given: readonly string[]): boolean {
  const parts = path.split('/');
  return (
    parts.length === given.length &&
    parts.every((part, n) => (part.startsWith('$') ? given[n] !== '' : part === given[n]))
  );
}

/** The page of a customer's order, at one of its lines where the name says which: "SO-1042/2". */
export function orderAt(ref: string): PageAddress {
  const line = lineCalled(ref);
  return line ? pageAt('/orders/$order/$line', line) : pageAt('/orders/$order', { order: ref });
}

/** The list of a kind of record: "customer_lines" stands at /records/customer-lines. */
export const recordsAt = (kind: string, search?: Search): PageAddress => pageAt(recordPath(kind), search);

export function recordPath(kind: string): (typeof recordPaths)[number] {
  const path = recordPaths.find((one) => one === `/records/${kind.replaceAll('_', '-')}`);
  if (!path) throw new Error(`there is no page of the records ${kind}`);
  return path;
}

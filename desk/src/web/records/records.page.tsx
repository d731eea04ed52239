/** The set-up pages: each master-data noun at its own address, all of the one page of records. */
import {
  IconBuildingFactory2,
  IconBuildingStore,
  IconHierarchy2,
  IconPackage,
  IconRuler2,
  IconShoppingCart,
  IconTool,
  IconTruckDelivery,
  IconUsersGroup,
} from '@tabler/icons-react';
import { kindNamed } from '../../duties/records/records.ts';
import type { NamedView } from '../kit/grid/view.ts';
import { findBy } from '../lookup.ts';
import { type PageAddress, pageAt, recordPath } from '../paths.ts';
import type { PageEntry, RailGroup } from '../registry.ts';
import type { Elsewhere } from './elsewhere.ts';
import type { RecordRow } from './recordcolumns.ts';

interface RecordEntry {
  readonly kind: string;
  readonly group?: RailGroup;
  readonly palette?: boolean;
  readonly icon?: PageEntry['icon'];
  readonly views?: readonly NamedView[];
  /** The full page of a record. */
  readonly pageOf?: (row: RecordRow) => PageAddress | undefined;
  readonly elsewhere?: Elsewhere;
}

/** A change of open hours is saved by a person only after it was shown what it moves. */
const onCalendars = {
  page: pageAt('/calendars'),
  word: 'Calendars',
  why: 'which shows what that moves before it is saved',
};

const all: NamedView = { name: 'All' };
const open: NamedView = { name: 'Open', filter: 'state:eq:open' };

findBy(async (text) => (await import('./find.ts')).findRecords(text));

/** In the order of the rail; those without a group are reached from the palette and by links. */
const listed: readonly RecordEntry[] = [
  {
    kind: 'items',
    group: 'Set-up',
    icon: IconPackage,
    views: [all, { name: 'Made', filter: 'supply:eq:make' }, { name: 'Bought', filter: 'supply:eq:buy' }],
    pageOf: (row) => pageAt('/items/$code', { code: String(row.code) }),
  },
  { kind: 'components', group: 'Set-up', icon: IconHierarchy2 },
  { kind: 'routing_steps', group: 'Set-up', icon: IconTool },
  {
    kind: 'work_centres',
    group: 'Set-up',
    icon: IconBuildingFactory2,
    pageOf: (row) => pageAt('/byhand/$workCentre', { workCentre: String(row.code) }),
  },
  { kind: 'machines', group: 'Set-up', icon: IconBuildingFactory2 },
  { kind: 'workers', group: 'Set-up', icon: IconUsersGroup },
  { kind: 'calendars', elsewhere: { ...onCalendars, fields: ['week'] } },
  { kind: 'customers', group: 'Set-up', icon: IconBuildingStore },
  { kind: 'vendors', group: 'Set-up', icon: IconTruckDelivery },
  { kind: 'units', group: 'Set-up', icon: IconRuler2 },
  { kind: 'purchase_lines', group: 'Buy and move', icon: IconShoppingCart },
  { kind: 'approval_limits', palette: true },
  {
    kind: 'customer_lines',
    views: [open, all],
    pageOf: (row) => pageAt('/orders/$order/$line', { order: String(row.order_no), line: String(row.line) }),
  },
  { kind: 'work_orders', group: 'Make', icon: IconTool },
  {
    kind: 'calendar_days',
    palette: true,
    elsewhere: onCalendars,
    pageOf: (row) => pageAt('/calendars', { calendar: String(row.calendar), month: String(row.day).slice(0, 7) }),
  },
  ...[
    'departments',
    'item_units',
    'revisions',
    'downtimes',
    'crews',
    'tools',
    'overtime_windows',
    'changeovers',
    'outputs',
    'sources',
    'inquiry_texts',
    'label_templates',
    'kanban_loops',
    'locations',
    'printers',
    'stock',
    'customer_inputs',
    'forecasts',
    'work_steps',
    'work_materials',
    'allocations',
  ].map((kind) => ({ kind, palette: true })),
];

export const pages: readonly PageEntry[] = listed.flatMap((entry) => {
  const { kind: name, group, palette, icon, views, pageOf, elsewhere } = entry;
  const kind = kindNamed(name);
  if (!kind) return [];
  const path = recordPath(name);
  return [
    {
      path,
      title: kind.many,
      permission: kind.read,
      ...(group ? { group } : {}),
      ...(palette ? { palette } : {}),
      ...(icon ? { icon } : {}),
      component: async () => {
        const { RecordPage } = await import('./RecordPage.tsx');
        return {
          default: () => (
            <RecordPage
              kind={name}
              {...(views ? { views } : {})}
              {...(pageOf ? { pageOf } : {})}
              {...(elsewhere ? { elsewhere } : {})}
            />
          ),
        };
      },
    },
  ];
});

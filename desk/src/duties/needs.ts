/** Which duty may know which other. Acyclic; `architecture.test.ts` holds every import to it. */
const masterData = [
  'calendars',
  'inventory',
  'items',
  'orders',
  'partners',
  'purchasing',
  'structures',
  'work',
  'workcentres',
];

export const needs: Readonly<Record<string, readonly string[]>> = {
  approval: ['cleartobuild', 'floor', 'planning', 'records', 'rush', 'users'],
  attainment: ['planning'],
  audit: ['records'],
  board: ['attainment', 'planning', 'productionsheet'],
  cleartobuild: ['planning', 'records', 'work'],
  calendarchanges: ['planning', 'calendars', 'records'],
  examples: ['records', 'calendars', 'users'],
  floor: ['inventory', 'planning', 'records', 'work'],
  hotlist: ['planning', 'calendars', 'orders', 'purchasing', 'records', 'work'],
  imports: ['records', 'calendars', 'examples', ...masterData],
  masterschedule: ['planning', 'productionsheet', 'records'],
  orders: [],
  planning: ['calendars', 'orders', 'partners', 'purchasing', 'records', 'work'],
  productionsheet: ['planning', 'hotlist', 'purchasing', 'work', 'records', 'calendars', 'floor', 'audit'],
  records: masterData,
  rush: ['cleartobuild', 'floor', 'orders', 'planning', 'records'],
  users: ['audit', 'records'],
  views: [],
  work: [],
};

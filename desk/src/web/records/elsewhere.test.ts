import { expect, it } from 'vitest';
import { calendarDays, calendars } from '../../duties/calendars/calendars.ts';
import { mayWrite } from '../../house/kind.ts';
import { pageAt } from '../paths.ts';
import { changedHere, type Elsewhere } from './elsewhere.ts';

const elsewhere: Elsewhere = { page: pageAt('/calendars'), word: 'Calendars', why: 'which shows it' };
const typed = (kind: typeof calendars, of: Elsewhere | undefined) =>
  changedHere(kind, of).fields.flatMap(({ name }) => (mayWrite(changedHere(kind, of), name, () => true) ? [name] : []));

it.each([
  ['what is changed on another page as a whole is typed in no field here', calendarDays, elsewhere, []],
  [
    'a field that is changed on another page is not typed here',
    calendars,
    { ...elsewhere, fields: ['week'] },
    ['code', 'name'],
  ],
  ['all else is typed here', calendars, undefined, ['code', 'name', 'week']],
] as const)('%s', (_, kind, of, fields) => {
  expect(typed(kind, of)).toEqual(fields);
});

import { expect, it } from 'vitest';
import { dayNumber, dayOfNumber, present } from '../../house/clock.ts';
import { readSheets } from './sheets.import.ts';

it('a calendar file is a sheet of special days, of the calendar that it is called by', async () => {
  const day = dayOfNumber(dayNumber(present().slice(0, 10)) + 30);
  const text = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:${day.replaceAll('-', '')}\r\nSUMMARY:Epiphany\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
  expect(await readSheets(new TextEncoder().encode(text), 'PLANT.ics')).toEqual({
    faults: [],
    sheets: [
      {
        name: 'calendar_days',
        file: 'PLANT.ics',
        head: ['Calendar', 'Day', 'Hours', 'Name'],
        rows: [['PLANT', day, '', 'Epiphany']],
        firstRow: 2,
      },
    ],
  });
});

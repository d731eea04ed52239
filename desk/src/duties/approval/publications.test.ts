import { describe, expect, it } from 'vitest';
import {
  acknowledgedSoFar,
  cameWords,
  goesUntil,
  lateToAcknowledge,
  movedNow,
  publishWords,
  sentWords,
  yetToAcknowledge,
} from './publications.messages.ts';
import type { Holds } from './sendings.ts';

const nothing = {
  firmed: 0,
  released: 0,
  tickets: 0,
  sent: 0,
  lists: 0,
  printers: [],
  departments: [],
  emptied: [],
  ticketsAlone: [],
  closed: [],
  apart: 0,
  mails: 0,
};
const toMetal = { ...nothing, departments: ['Metal'] };
const afterwards = ' The floor works to it at once, and nothing of it is taken back.';

describe('what publishing would do', () => {
  it.each<[string, Parameters<typeof publishWords>[0], string]>([
    [
      'names all of it',
      { ...nothing, firmed: 2, released: 1, tickets: 1, departments: ['Finish', 'Metal'], apart: 1, mails: 3 },
      'Finish and Metal are sent their lists; 1 operation is of no department, 2 orders become firm, 1 is released, 1 ticket is made ready to print, 3 e-mails go out.',
    ],
    [
      'leaves out what is nothing',
      { ...toMetal, tickets: 2 },
      'Metal is sent its list; 2 tickets are made ready to print.',
    ],
    [
      'says which tickets go to which printers',
      { ...toMetal, tickets: 4, sent: 3, printers: ['HALL', 'METAL-1'] },
      'Metal is sent its list; 1 ticket is made ready to print, 3 tickets go to HALL and METAL-1.',
    ],
    [
      'says of what something is released where none becomes firm',
      { ...toMetal, released: 2 },
      'Metal is sent its list; 2 orders are released.',
    ],
    [
      'says which lists go to printers too',
      { ...toMetal, tickets: 1, sent: 1, lists: 2, printers: ['HALL', 'METAL-1'] },
      'Metal is sent its list; 1 ticket and 2 dispatch lists go to HALL and METAL-1.',
    ],
    [
      'or lists alone',
      { ...toMetal, lists: 1, printers: ['HALL'] },
      'Metal is sent its list; 1 dispatch list goes to HALL.',
    ],
    ['is a list alone', toMetal, 'Metal is sent its list.'],
    [
      'names those that are left with nothing',
      { ...toMetal, emptied: ['Finish', 'Paint'], firmed: 1 },
      'Metal is sent its list; nothing is left on the lists of Finish and Paint, 1 order becomes firm.',
    ],
    [
      'names those that are told of changed tickets alone, and those that there are no more',
      { ...toMetal, emptied: ['Finish'], ticketsAlone: ['Paint'], closed: ['Gone'] },
      'Metal is sent its list; nothing is left on the list of Finish, Paint is told of changed tickets alone, the list of Gone, which no work centre is of, is closed.',
    ],
    ['is nothing for any department', nothing, 'No department has work to be told of.'],
  ])('%s', (_, sent, said) => {
    expect(publishWords(sent)).toBe(said + afterwards);
  });

  it.each([
    [2, 0, 0, '2 operations move. '],
    [1, 2, 1, '1 operation moves, 2 orders become late, 1 promise is broken. '],
    [80, 1, 2, '80 operations move, 1 order becomes late, 2 promises are broken. '],
    [0, 0, 0, 'Nothing moves against the published plan. '],
  ])('of %i operations, %i orders newly late and %i promises broken the question that publishes says each', (...of) => {
    const [moved, newly_late, promises_broken, said] = of;
    expect(movedNow({ moved, newly_late, promises_broken })).toBe(said);
  });
});

describe('which departments have acknowledged what was published', () => {
  const row = (department: string, acknowledged_at: string | null = null, holds: Holds = 'work') => ({
    department,
    holds,
    acknowledged_at,
    operations: 4,
  });
  const at = '2026-11-03T07:05:00.000Z';
  it.each<[string, readonly ReturnType<typeof row>[], string]>([
    [
      'of which some are open, by name',
      [row('Metal', at), row('Paint'), row('Welding')],
      '1 of 3 departments has acknowledged; open: Paint and Welding.',
    ],
    ['all of which have', [row('Metal', at), row('Paint', at)], 'All 2 departments have acknowledged.'],
    ['of which there is one', [row('Metal', at)], 'Metal has acknowledged.'],
    [
      'and that nobody is asked of the rest',
      [row(''), row('Metal', at)],
      'Metal has acknowledged. 4 operations are of no department: nobody is asked to acknowledge them.',
    ],
    ['where there is none', [row('')], '4 operations are of no department: nobody is asked to acknowledge them.'],
    ['without one that there is no more', [row('Metal', at), row('Gone', null, 'closed')], 'Metal has acknowledged.'],
    ['where nothing was sent', [], ''],
  ])('is said %s', (_, rows, said) => {
    expect(acknowledgedSoFar(rows)).toBe(said);
  });

  const sent = (department: string, version: number, holds: Holds, ...orders: readonly string[]) => ({
    department,
    version,
    holds,
    changed: orders.map((order) => ({ order, printed_for: 'Weld' })),
  });
  const list = sent('Paint', 8, 'work', 'WO-1');
  const none = sent('Metal', 7, 'nothing');
  const tickets = sent('Finish', 8, 'tickets', 'WO-7', 'WO-9');

  it.each([
    [list, 'Paint has not acknowledged the list of version 8'],
    [none, 'Metal has not acknowledged that version 7 has nothing for it any more'],
    [
      tickets,
      'Finish has not acknowledged that version 8 has nothing on its list, and that the tickets there of WO-7, WO-9 are no longer valid',
    ],
  ])('is told late of each department', (of, said) => {
    expect(lateToAcknowledge(of)).toBe(said);
  });

  it.each([
    [list, 'The list of version 8 for Paint has come'],
    [none, 'Version 7 has nothing for Metal any more'],
    [
      sent('Finish', 8, 'tickets', 'WO-7'),
      'Version 8 has nothing on the list of Finish, and the ticket there of WO-7 is no longer valid',
    ],
    [sent('Gone', 8, 'closed'), 'No work centre is of Gone any more: what it was sent before version 8 is closed'],
  ])('is said of what came', (of, said) => {
    expect(cameWords(of)).toBe(said);
  });

  it.each([
    ['of one list', [list], 'The list of version 8 is to be acknowledged by Paint'],
    ['of one that has nothing', [none], 'Version 7 has nothing for Metal any more: to be acknowledged'],
    [
      'of several: who has no list is not asked for one',
      [none, list, sent('Weld', 8, 'work'), tickets],
      'The lists are to be acknowledged by Paint and Weld. Version 7 has nothing for Metal any more: to be acknowledged. Version 8 has nothing on the list of Finish, and the tickets there of WO-7, WO-9 are no longer valid: to be acknowledged',
    ],
  ])('is told on Dispatch %s', (_, lists, said) => {
    expect(yetToAcknowledge(lists)).toBe(said);
  });
});

it('a list says until when it goes, on the clock of the plant', () => {
  expect(goesUntil('2026-11-05T05:00:00.000Z', 'Europe/Berlin', '2026-11-03')).toBe(
    'What begins before Thu 5 Nov, 06:00 stands on this list; what begins later comes with a later publication.',
  );
});

describe('what publishing did', () => {
  it.each<[string, Parameters<typeof sentWords>[1], string]>([
    [
      'names all of it',
      { ...nothing, firmed: 2, released: 1, tickets: 1, departments: ['Finish', 'Metal'], apart: 3, mails: 1 },
      'Version 7 is published to Finish and Metal (and 3 operations of no department): 2 orders made firm, 1 released, 1 ticket made ready to print, 1 e-mail on the way.',
    ],
    ['leaves out what is nothing', { ...toMetal, released: 1 }, 'Version 7 is published to Metal: 1 order released.'],
    [
      'says which lists go to printers too',
      { ...toMetal, tickets: 1, sent: 1, lists: 2, printers: ['HALL', 'METAL-1'] },
      'Version 7 is published to Metal: 1 ticket and 2 dispatch lists on the way to HALL and METAL-1.',
    ],
    [
      'or lists alone',
      { ...toMetal, lists: 1, printers: ['HALL'] },
      'Version 7 is published to Metal: 1 dispatch list on the way to HALL.',
    ],
    ['is a list alone', toMetal, 'Version 7 is published to Metal.'],
    [
      'counts of many departments those that are not named',
      { ...nothing, departments: [...'ABCDEF'] },
      'Version 7 is published to A, B, C, D and 2 more departments.',
    ],
    [
      'says which tickets are on the way to printers',
      { ...toMetal, tickets: 2, sent: 2, printers: ['HALL'] },
      'Version 7 is published to Metal: 2 tickets on the way to HALL.',
    ],
    ['is the publication alone', nothing, 'Version 7 is published.'],
    [
      'counts operations of no department also where no department has any',
      { ...nothing, apart: 2, released: 1 },
      'Version 7 is published with 2 operations of no department: 1 order released.',
    ],
    [
      'names those that are left with nothing',
      { ...toMetal, emptied: ['Finish'], released: 1 },
      'Version 7 is published to Metal and leaves nothing on the list of Finish: 1 order released.',
    ],
    [
      'names those that are told of changed tickets alone, and those that there are no more',
      { ...toMetal, emptied: ['Finish'], ticketsAlone: ['Paint'], closed: ['Gone', 'Old'] },
      'Version 7 is published to Metal and leaves nothing on the list of Finish, tells Paint of changed tickets alone and closes the lists of Gone and Old, which no work centre is of.',
    ],
    [
      'that nobody has anything of any more',
      { ...nothing, emptied: ['Finish'] },
      'Version 7 is published and leaves nothing on the list of Finish.',
    ],
  ])('%s', (_, sent, said) => {
    expect(sentWords(7, sent)).toBe(`${said} The plan is made anew.`);
  });
});

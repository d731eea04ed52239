import { expect, it } from 'vitest';
import { type SentBefore, sendings } from './sendings.ts';

const borne = new Set(['Finish', 'Metal']);
const before = (department: string, holds: SentBefore['holds'], acknowledged = true): SentBefore => ({
  department,
  holds,
  acknowledged,
});

it.each<[string, string, string, readonly SentBefore[], object]>([
  ['has work', 'Metal', '', [], { Metal: 'work' }],
  ['has work and changed tickets', 'Metal', 'Metal', [], { Metal: 'work' }],
  ['had a list and has nothing', '', '', [before('Metal', 'work')], { Metal: 'nothing' }],
  ['had a list and has changed tickets alone', '', 'Metal', [before('Metal', 'work')], { Metal: 'tickets' }],
  ['had none and has changed tickets alone', '', 'Metal', [], { Metal: 'tickets' }],
  ['was left with nothing before', '', '', [before('Metal', 'nothing', false)], {}],
  ['was told of changed tickets before', '', '', [before('Metal', 'tickets', false)], {}],
  ['is no more, and had a list', '', '', [before('Gone', 'work')], { Gone: 'closed' }],
  ['is no more, and has not acknowledged', '', '', [before('Gone', 'nothing', false)], { Gone: 'closed' }],
  ['is no more, and has acknowledged that it has nothing', '', '', [before('Gone', 'nothing')], {}],
  ['is no more, and is closed already', '', '', [before('Gone', 'closed', false)], {}],
  ['is none: work without one is told likewise', '', '', [before('', 'work')], { '': 'nothing' }],
])('a department that %s', (_, listed, changed, sent, expected) => {
  const names = (text: string) => new Set(text.split(' ').filter((name) => name !== ''));
  const found = sendings({ listed: names(listed), changed: names(changed), borne, before: sent });
  expect(Object.fromEntries(found)).toEqual(expected);
});

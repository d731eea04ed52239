import { expect, it } from 'vitest';
import { type Command, commandFor, keyWords, register } from './commands.ts';

it('keys read as they are drawn on the keyboard', () => {
  expect(['Alt+ArrowLeft', 'ArrowUp', 'Ctrl+Z', 't'].map(keyWords)).toEqual(['Alt ←', '↑', 'Ctrl Z', 't']);
});

it("an opened panel's Esc goes before the page's, whichever was drawn first", () => {
  const escape = (id: string, more: Partial<Command> = {}): Command => ({
    id,
    word: id,
    keys: 'Escape',
    run: () => undefined,
    ...more,
  });
  const close = register([escape('panel', { first: true })]);
  const leave = register([escape('page')]);
  expect(commandFor('Escape')?.id).toBe('panel');
  close();
  expect(commandFor('Escape')?.id).toBe('page');
  leave();
  expect(commandFor('Escape')).toBeUndefined();
});

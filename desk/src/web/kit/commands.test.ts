import { expect, it } from 'vitest';
import { keyWords } from './commands.ts';

it('keys read as they are drawn on the keyboard', () => {
  expect(['Alt+ArrowLeft', 'ArrowUp', 'Ctrl+Z', 't'].map(keyWords)).toEqual(['Alt ←', '↑', 'Ctrl Z', 't']);
});

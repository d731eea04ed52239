import { describe, expect, it } from 'vitest';
import { Dice } from './dice.ts';
import { Places } from './places.ts';

const rowsOf = (...ids: readonly string[]) => ids.map((id) => ({ id }));

describe('where a row stands by its id', () => {
  it.each([0, 1, 2, 5, 1000])('is found from any place, and what no row has is nowhere (%i rows)', (count) => {
    const dice = new Dice(count);
    const ids = Array.from({ length: count }, (_, n) => `${dice.below(50)}/${n}`);
    const places = new Places(rowsOf(...ids));
    expect(places.twice).toBeUndefined();
    expect(ids.map((id) => places.find(id, dice.below(count)))).toEqual([...ids.keys()]);
    expect(places.find('', count)).toBe(-1);
    expect(places.find('50/0')).toBe(-1);
  });

  it('tells ids apart that look alike to the table', () => {
    // Both hash to 0, whatever it is multiplied with: zeros in front change nothing.
    const places = new Places(rowsOf('\0', '\0\0', 'a', '\0a'));
    expect([places.find('\0\0', 2), places.find('\0a'), places.find('a', 2), places.find('\0', 3)]).toEqual([
      1, 3, 2, 0,
    ]);
    expect(places.find('\0\0\0')).toBe(-1);
  });

  it('says which id is there twice', () => {
    expect(new Places(rowsOf('a', 'b', 'a')).twice).toBe('a');
  });
});

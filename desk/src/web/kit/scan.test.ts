import { describe, expect, test } from 'vitest';
import { burstGap, characterOf, ScanGate, type ScanOutcome } from './scan.ts';

const type = (gate: ScanGate, text: readonly string[], start: number, gap: number): ScanOutcome[] =>
  text.map((key, index) => gate.feed(key, start + index * gap));

describe('the scanner gate', () => {
  test('a burst ended by Enter is a scan, and none of its letters a command', () => {
    const outcomes = type(new ScanGate(), [...'MO-778', 'Enter'], 0, 8);
    expect(outcomes.slice(0, 6).every((one) => one.kind === 'held')).toBe(true);
    expect(outcomes[6]).toEqual({ kind: 'scan', text: 'MO-778' });
  });

  test('a lone key is given back as a command once its moment has passed', () => {
    const gate = new ScanGate();
    expect(gate.feed('j', 100)).toEqual({ kind: 'held' });
    expect(gate.flush(100 + burstGap - 1)).toEqual([]);
    expect(gate.flush(100 + burstGap)).toEqual(['j']);
    expect(gate.flush(500)).toEqual([]);
  });

  test('keys typed by hand are commands one by one, in order', () => {
    const gate = new ScanGate();
    gate.feed('j', 0);
    expect(gate.feed('k', 120)).toEqual({ kind: 'keys', keys: ['j'], now: false });
    expect(gate.flush(300)).toEqual(['k']);
  });

  test('two keys rolled at once are still two commands', () => {
    const gate = new ScanGate();
    type(gate, ['g', 'h'], 0, 20);
    expect(gate.flush(200)).toEqual(['g', 'h']);
  });

  test('Enter by hand goes on as Enter', () => {
    expect(new ScanGate().feed('Enter', 0)).toEqual({ kind: 'keys', keys: [], now: true });
  });

  test('Enter after a slow word is no scan', () => {
    const gate = new ScanGate();
    type(gate, [...'word'], 0, 100);
    expect(gate.feed('Enter', 500)).toEqual({ kind: 'keys', keys: ['d'], now: true });
  });

  test('a scan broken off before its Enter does nothing', () => {
    const gate = new ScanGate();
    type(gate, [...'xxxxxx'], 0, 5);
    expect(gate.flush(1000)).toEqual([]);
  });

  test('a busy page that gave the first keys back too early still reads the whole code', () => {
    const gate = new ScanGate();
    type(gate, [...'SO'], 0, 8);
    expect(gate.flush(90)).toEqual(['S', 'O']);
    expect(type(gate, [...'-1042', 'Enter'], 16, 8).at(-1)).toEqual({ kind: 'scan', text: 'SO-1042' });
  });

  test('a label with spaces and separators is read whole', () => {
    const gate = new ScanGate();
    const sent = [...'[)>', '\u001e', ...'06', '\u001d', ...'PA B', '\u001e', '\u0004', 'Enter'];
    expect(type(gate, sent, 0, 8).at(-1)).toEqual({ kind: 'scan', text: sent.slice(0, -1).join('') });
  });

  test('a space or a separator belongs to a burst alone; by hand it stays what it is', () => {
    const gate = new ScanGate();
    expect(gate.follows(0)).toBe(false);
    gate.feed('A', 0);
    expect([gate.follows(burstGap), gate.follows(burstGap + 1)]).toEqual([true, false]);
  });

  test.each([
    [{ key: 'a' }, 'a'],
    [{ key: ' ' }, ' '],
    [{ key: ']', ctrlKey: true }, '\u001d'],
    [{ key: '^', ctrlKey: true }, '\u001e'],
    [{ key: 'D', ctrlKey: true }, '\u0004'],
    [{ key: 'a', ctrlKey: true }, undefined],
    [{ key: 'a', altKey: true }, undefined],
    [{ key: 'Enter' }, undefined],
  ])('of %j the character is %j', (pressed, character) => {
    expect(characterOf({ ctrlKey: false, altKey: false, metaKey: false, ...pressed })).toBe(character);
  });

  test('a second scan right after the first is read whole', () => {
    const gate = new ScanGate();
    type(gate, [...'SO-1042', 'Enter'], 0, 8);
    expect(type(gate, [...'SO-1077', 'Enter'], 90, 8).at(-1)).toEqual({ kind: 'scan', text: 'SO-1077' });
  });
});

import { describe, expect, it } from 'vitest';
import { linesToSign, sign, signedLines, withoutLines } from './signoffs.ts';

const instructions = 'Use jig 4.\n[ ] Press in the headset\n [] Torque 8 Nm\n[ ] Press in the headset\n[ ]\nWipe off.';
const fact = (line: string, done: boolean, by: string) => ({ line, done, by, at: '2026-11-03T08:00:00Z' });

it('lines with a box are to be signed, each once; the rest is read', () => {
  expect(linesToSign(instructions)).toEqual(['Press in the headset', 'Torque 8 Nm']);
  expect(withoutLines(instructions)).toBe('Use jig 4.\nWipe off.');
  expect(linesToSign(null)).toEqual([]);
});

it('the last that was said of a line holds, and a line that was changed since is to be signed anew', () => {
  const facts = [
    fact('Torque 8 Nm', true, 'Bo'),
    fact('Press in the headset', true, 'Bo'),
    fact('Torque 8 Nm', false, 'Ann'),
  ];
  expect(signedLines(instructions, facts).map(({ by }) => by)).toEqual(['Bo', null]);
  expect(signedLines('[ ] Press in the headset, greased', facts).map(({ by }) => by)).toEqual([null]);
});

describe('signing', () => {
  const lines = signedLines(instructions, [fact('Torque 8 Nm', true, 'Bo')]);
  it.each([
    ['of an open line is taken', 'Press in the headset', true, 'accept'],
    ['of one that is signed is refused', 'Torque 8 Nm', true, 'signed-already'],
    ['is taken back', 'Torque 8 Nm', false, 'accept'],
    ['that never was is not taken back', 'Press in the headset', false, 'not-signed'],
    ['of what is no line is refused', 'Wipe off.', true, 'no-line'],
  ])('%s', (_, line, done, expected) => {
    const decision = sign(lines, line, done);
    expect(decision.kind === 'refuse' ? decision.code : decision.kind).toBe(expected);
  });
});

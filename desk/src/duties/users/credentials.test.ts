import { describe, expect, it } from 'vitest';
import { passwordFault, pinFault } from './credentials.ts';

const anna = { name: 'Anna Weber', email: 'anna.weber@example.com' };

describe('a password', () => {
  it.each([
    ['of four words is taken', 'tulip anvil ferry moss', undefined],
    ['of nine characters is too short', 'tulip-anv', /at least 10/],
    ['of 201 characters is too long', 'tulip anvil '.repeat(17), /at most 200/],
    ['of one letter is guessed', 'aaaaaaaaaaaaaa', /first that anybody/],
    ['that everybody has is guessed', 'Password123', /first that anybody/],
    ["that is one's address is guessed", 'anna.weber@example.com', /name or e-mail/],
    ["that is one's name and a digit is guessed", 'anna weber1', /name or e-mail/],
    ['that only holds the name is taken', 'anna weber eats moss', undefined],
  ])('%s', (_, password, fault) => {
    if (fault) expect(passwordFault(password, anna)).toMatch(fault);
    else expect(passwordFault(password, anna)).toBeUndefined();
  });
});

describe('a PIN', () => {
  it.each([
    ['of four mixed digits is taken', '4071', undefined],
    ['of three digits is too short', '407', /4 to 12/],
    ['with a letter is refused', '40a1', /4 to 12/],
    ['of equal digits is guessed', '7777', /first that anybody/],
    ['that counts up is guessed', '2345', /first that anybody/],
    ['that counts down is guessed', '9876', /first that anybody/],
    ['that jumps is taken', '1357', undefined],
  ])('%s', (_, pin, fault) => {
    if (fault) expect(pinFault(pin)).toMatch(fault);
    else expect(pinFault(pin)).toBeUndefined();
  });
});

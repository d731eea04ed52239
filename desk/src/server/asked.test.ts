import { describe, expect, test } from 'vitest';
import { askedOf } from './asked.ts';

describe('a start', () => {
  test('that says nothing gets the bicycle plant, the usual folder and the first port', () => {
    expect(askedOf([], {})).toEqual({
      demo: 'bicycle',
      demoNamed: false,
      data: undefined,
      workers: true,
      port: 4600,
      host: '127.0.0.1',
      databaseUrl: undefined,
      password: undefined,
    });
  });

  test.each(['none', 'bicycle', 'wholesale', 'studio'])('may be asked for --demo %s', (demo) => {
    expect(askedOf(['--demo', demo], {})).toMatchObject({ demo, demoNamed: true });
  });

  test('takes an option before the environment', () => {
    expect(askedOf(['--demo', 'studio'], { HOTLIST_DEMO: 'none' }).demo).toBe('studio');
    expect(askedOf([], { HOTLIST_DEMO: 'none' }).demo).toBe('none');
  });

  test('takes a setting that is empty for one that is not set', () => {
    const empty = { PORT: '', HOST: '', DATABASE_URL: '', HOTLIST_DEMO: '', HOTLIST_DEMO_PASSWORD: '' };
    expect(askedOf([], empty)).toEqual(askedOf([], {}));
  });

  test.each([
    { args: ['--demo', 'horse'], says: 'There is no demo "horse". Maybe one of none, bicycle, wholesale, studio.' },
    { args: ['--demo'], says: '--demo needs a value. Maybe --help shows which.' },
    { args: ['--demo', '--data', 'x'], says: '--demo needs a value. Maybe --help shows which.' },
    { args: ['--data'], says: '--data needs a value. Maybe --help shows which.' },
    { args: ['--data='], says: '--data needs a value. Maybe --help shows which.' },
    { args: ['--deta', 'x'], says: 'There is no option --deta here. Maybe --help shows the one you mean.' },
    { args: ['--demo', 'none', 'here'], says: '"here" is one word too many. Maybe --help shows how it is used.' },
    { args: ['--no-workers=3'], says: '--no-workers takes no value.' },
  ])('with $args is refused: $says', ({ args, says }) => {
    expect(() => askedOf(args, {})).toThrow(new RegExp(`^${says.replace(/[.?]/g, '\\$&')}$`));
  });

  test.each([
    { set: { PORT: 'x' }, says: 'PORT is "x"' },
    { set: { PORT: '-1' }, says: 'PORT is "-1"' },
    { set: { PORT: '65536' }, says: 'PORT is "65536"' },
    { set: { DATABASE_URL: 'mysql://u:secret@h/d' }, says: 'DATABASE_URL is no address of PostgreSQL' },
    { set: { HOTLIST_MAIL_SERVER: 'mail.x.org' }, says: 'HOTLIST_MAIL_SERVER is no mail server' },
    { set: { HOTLIST_DEMO_PASSWORD: 'short' }, says: 'HOTLIST_DEMO_PASSWORD must have 8 characters or more' },
  ])('with $set is refused: $says', ({ set, says }) => {
    expect(() => askedOf([], set)).toThrow(says);
  });

  test('never repeats the password of DATABASE_URL', () => {
    expect(() => askedOf([], { DATABASE_URL: 'mysql://u:secret@h/d' })).not.toThrow('secret');
  });
});

/** A place and lot with ten pieces loose that anybody may take, for tests of what is taken. */
import type { Standing } from './pieces.ts';

export const spot = (more: Partial<Standing>): Standing => ({
  location: 'A',
  lot: '',
  there: 10,
  pieces: 0,
  allocated: 0,
  own: 0,
  usable: true,
  expires: null,
  since: 1,
  ...more,
});

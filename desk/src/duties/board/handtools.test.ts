import { expect, it, vi } from 'vitest';
import { board } from './board.test-support.ts';
import { doIt } from './handtools.page.tsx';

it('a form on the board begins clean: what was said of another act is said no more', () => {
  const hand = { act: vi.fn(), say: vi.fn(), hush: vi.fn() };
  const forms = vi.fn();
  const asking = { onForm: forms, onChoose: vi.fn() };
  // Step 1 is of a work order that is begun.
  doIt({ board, picks: [1], hand }, 'resize', asking);
  expect(hand.say).toHaveBeenCalledWith(expect.stringContaining('has begun'), 'work/1');
  expect(hand.hush).not.toHaveBeenCalled();
  doIt({ board, picks: [1], hand }, 'downtime', asking);
  expect(hand.hush).toHaveBeenCalledOnce();
  expect(forms).toHaveBeenCalledWith('downtime');
  doIt({ board, picks: [1], hand }, 'machine', asking);
  expect(asking.onChoose).toHaveBeenCalledWith({ step: 1 });
});

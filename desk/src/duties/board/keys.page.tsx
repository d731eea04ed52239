/** The board by keyboard: from bar to bar, over the ground, nearer and farther. */
import type { BoardView } from '../../web/kit/board/useBoardView.ts';
import { type Command, useCommands } from '../../web/kit/commands.ts';
import { loadKeyWord } from './board.messages.ts';
import { extended } from './box.ts';
import { type Direction, nearest, neighbour } from './find.ts';
import { type Asking, doIt, doings } from './handtools.page.tsx';
import type { BoardState } from './useboard.page.tsx';
import { type Drag, reveal } from './usedrag.page.tsx';
import { ahead, opening, panned, type Room, type View, wholePlan, zoomed, zoomsAbout } from './view.ts';

interface Keys {
  readonly state: BoardState;
  readonly view: BoardView;
  readonly drag: Drag;
  readonly onOpen: (step: number) => void;
  readonly asking: Asking;
  /** Tells how much the group of the picked operation has to do then, or no more. */
  readonly onLoad: () => void;
}

const arrows = [
  ['ArrowLeft', 'left', 'The bar before', 1, 0, 'The bar before too'],
  ['ArrowRight', 'right', 'The bar after', -1, 0, 'The bar after too'],
  ['ArrowUp', 'up', 'The nearest bar above', 0, 1, 'The nearest bar above too'],
  ['ArrowDown', 'down', 'The nearest bar below', 0, -1, 'The nearest bar below too'],
] as const;

export function useBoardKeys({ state, view, drag, onOpen, asking, onLoad }: Keys): void {
  const { layout, board, picks, pick, kept, keep, found, boxing, setBoxing, setAddress } = state;
  const last = picks.at(-1);
  const beside = (direction: Direction): number | undefined => {
    const seen = view.read();
    if (!seen) return undefined;
    const bar = last === undefined ? -1 : layout.barOf[last]!;
    const next = bar === -1 ? firstSeen(state, seen) : neighbour(layout, bar, direction);
    return next === undefined ? undefined : layout.step[next]!;
  };
  const go = (direction: Direction): void => {
    const next = beside(direction);
    if (next !== undefined) goTo(state, view, next, kept);
  };
  const extend = (direction: Direction): void => {
    const next = beside(direction);
    if (next === undefined || next === last) return;
    pick(extended(picks, next), kept);
    reveal(layout, view, next);
  };
  const about = (seen: View, room: Room): number => {
    const bar = last === undefined ? -1 : layout.barOf[last]!;
    const work = bar === -1 ? undefined : { from: layout.from[bar]!, to: layout.to[bar]! };
    return zoomsAbout(seen, room, board.now, work);
  };
  const keyOnly = { keyOnly: true, group: 'Board' } as const;
  const commands: Command[] = [
    ...arrows.map(
      ([key, direction, word]): Command => ({
        id: `board:${direction}`,
        word,
        keys: key,
        ...keyOnly,
        run: () => go(direction),
      }),
    ),
    ...arrows.map(
      ([key, direction, , , , too]): Command => ({
        id: `board:extend-${direction}`,
        word: too,
        keys: `Shift+${key}`,
        ...keyOnly,
        run: () => extend(direction),
      }),
    ),
    ...arrows.map(
      ([key, direction, , x, y]): Command => ({
        id: `board:pan-${direction}`,
        word: `Move the view ${direction}`,
        keys: `Ctrl+${key}`,
        ...keyOnly,
        run: () => view.change((seen, room) => panned(seen, room, (x * room.width) / 4, (y * room.height) / 3)),
      }),
    ),
    {
      id: 'board:nearer',
      word: 'Nearer',
      keys: '+ =',
      ...keyOnly,
      run: () => view.change((seen, room) => zoomed(seen, room, 1.5, about(seen, room))),
    },
    {
      id: 'board:farther',
      word: 'Farther',
      keys: '-',
      ...keyOnly,
      run: () =>
        view.change((seen, room) => ahead(zoomed(seen, room, 1 / 1.5, about(seen, room)), seen, room, board.now)),
    },
    {
      id: 'board:all',
      word: 'The whole plan',
      keys: '0',
      group: 'Board',
      run: () => view.change((seen, room) => wholePlan(seen, room, board.now)),
    },
    {
      id: 'board:now',
      word: 'To now',
      keys: 'n',
      group: 'Board',
      run: () => view.change((seen, room) => ({ ...opening(room, board.now), top: seen.top })),
    },
    {
      id: 'board:open',
      word: 'What the picked operation is',
      keys: 'Enter',
      ...keyOnly,
      when: () => last !== undefined,
      run: () => last !== undefined && onOpen(last),
    },
    {
      id: 'board:load',
      word: loadKeyWord,
      keys: 'u',
      group: 'Board',
      when: () => last !== undefined,
      run: onLoad,
    },
    {
      id: 'board:keep',
      word: 'Keep it picked and go on to another',
      keys: 'Space',
      ...keyOnly,
      when: () => last !== undefined,
      run: () => last !== undefined && keep(last),
    },
    {
      id: 'board:unpick',
      word: 'Nothing picked, nothing searched',
      keys: 'Escape',
      ...keyOnly,
      when: () => last !== undefined || found !== undefined || boxing,
      run: () => {
        setBoxing(false);
        if (boxing) return;
        pick([]);
        setAddress({ search: undefined });
      },
    },
    {
      id: 'board:next',
      word: 'The next that was found',
      keys: 'F3',
      ...keyOnly,
      when: () => found !== undefined,
      run: () => goToFound(state, view, 1),
    },
  ];
  useCommands([...commands, ...handCommands(state, drag, asking)]);
}

/** Picks a step and moves the view no more than must be to see it. */
export function goTo(state: BoardState, view: BoardView, step: number, kept: readonly number[] = []): void {
  state.pick([...kept.filter((one) => one !== step), step], kept);
  reveal(state.layout, view, step);
}

/** The next or the one before of what was found, round and round. */
export function goToFound(state: BoardState, view: BoardView, by: 1 | -1): void {
  const steps = state.found?.steps ?? [];
  if (steps.length === 0) return;
  const at = steps.indexOf(state.picks.at(-1) ?? -1);
  const next = at === -1 ? (by === 1 ? 0 : steps.length - 1) : (at + by + steps.length) % steps.length;
  goTo(state, view, steps[next]!);
}

/** The bar in the middle of the first row that is seen and has any there. */
function firstSeen({ layout }: BoardState, seen: View): number | undefined {
  const first = layout.rows.findIndex((row) => row.lanes > 0 && row.top >= seen.top && row.kind === 'row');
  for (const row of layout.rows.slice(Math.max(0, first))) {
    const [low, high] = [layout.laneAt[row.lane]!, layout.laneAt[row.lane + Math.min(1, row.lanes)]!];
    if (low < high) return nearest(layout, low, high, seen.from + 1 / seen.scale);
  }
  return undefined;
}

const hour = 3600;

/** What moves bars instead of the view. */
function handCommands(state: BoardState, drag: Drag, asking: Asking): readonly Command[] {
  const { hand, picks } = state;
  const when = (): boolean => hand.may && picks.length > 0;
  const key = { keyOnly: true, group: 'Move', when } as const;
  return [
    { id: 'hand:earlier', word: 'A little earlier', keys: 'Alt+ArrowLeft', ...key, run: () => drag.push('earlier') },
    { id: 'hand:later', word: 'A little later', keys: 'Alt+ArrowRight', ...key, run: () => drag.push('later') },
    {
      id: 'hand:hour-earlier',
      word: 'An hour earlier',
      keys: 'Alt+Shift+ArrowLeft',
      ...key,
      run: () => drag.push(-hour),
    },
    { id: 'hand:hour-later', word: 'An hour later', keys: 'Alt+Shift+ArrowRight', ...key, run: () => drag.push(hour) },
    {
      id: 'hand:up',
      word: 'To the machine above that may do it',
      keys: 'Alt+ArrowUp',
      ...key,
      run: () => drag.shift(-1),
    },
    {
      id: 'hand:down',
      word: 'To the machine below that may do it',
      keys: 'Alt+ArrowDown',
      ...key,
      run: () => drag.shift(1),
    },
    ...doings(state).map(
      ({ doing, word, keys, anytime }): Command => ({
        id: `hand:${keys}`,
        word,
        keys,
        group: 'Move',
        when: () => hand.may && (anytime || picks.length > 0),
        run: () => doIt(state, doing, asking),
      }),
    ),
    {
      id: 'hand:undo',
      word: 'Undo the last change',
      keys: 'Ctrl+Z',
      group: 'Move',
      when: () => hand.acts.length > 0,
      run: hand.undo,
    },
  ];
}

/** The board's tools: what the rows are, by what bars are coloured, searching, and the same as a table or on paper. */
import { ActionIcon, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconMarquee2, IconPrinter, IconSearch, IconTable, IconTimeline } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { AfterFrame } from '../../web/kit/afterframe.ts';
import { useCommands } from '../../web/kit/commands.ts';
import { useLatest } from '../../web/kit/latest.ts';
import { boxWords, colourWords, foundWords, rowWords } from './board.messages.ts';
import classes from './board.module.css';
import { colourings } from './colouring.ts';
import { rowModes } from './layout.ts';
import type { BoardState } from './useboard.page.tsx';

interface BoardToolsProps {
  readonly state: Pick<
    BoardState,
    'address' | 'setAddress' | 'mode' | 'colouring' | 'found' | 'picks' | 'boxing' | 'setBoxing'
  >;
  /** Goes to the next that was found. */
  readonly onNext: () => void;
}

export function BoardTools({ state, onNext }: BoardToolsProps) {
  const { address, setAddress, mode, colouring } = state;
  const table = address.table !== undefined;
  const turn = (): void => setAddress({ table: table ? undefined : '1' }, { push: true });
  useCommands([
    { id: 'board:table', word: table ? 'As a drawing' : 'As a table', keys: 't', group: 'Board', run: turn },
    { id: 'board:print', word: 'Print the span that is seen', group: 'Board', run: () => window.print() },
  ]);
  return (
    <AfterFrame>
      {table ? null : <BoardSearch state={state} onNext={onNext} />}
      <SegmentedControl
        size="xs"
        aria-label="Rows"
        className={classes.wide}
        data={rowModes.map((value) => ({ value, label: rowWords[value] }))}
        value={mode}
        onChange={(rows) => setAddress({ rows, top: undefined })}
      />
      <Select
        size="xs"
        w={104}
        className={classes.narrow}
        aria-label="Rows"
        data={rowModes.map((value) => ({ value, label: rowWords[value] }))}
        value={mode}
        allowDeselect={false}
        onChange={(rows) => setAddress({ rows: rows ?? undefined, top: undefined })}
      />
      <Select
        size="xs"
        w={136}
        aria-label="Colour by"
        title="Colour by"
        data={colourings.map((value) => ({ value, label: colourWords[value] }))}
        value={colouring}
        allowDeselect={false}
        onChange={(colour) => setAddress({ colour: colour ?? undefined })}
      />
      {table ? null : <BoxDoor state={state} />}
      <ActionIcon
        aria-label={table ? 'As a drawing' : 'As a table'}
        title={table ? 'As a drawing  t' : 'As a table  t'}
        onClick={turn}
      >
        {table ? <IconTimeline size={16} /> : <IconTable size={16} />}
      </ActionIcon>
      {table ? null : (
        <ActionIcon
          aria-label="Print"
          title="Print the span that is seen"
          className={classes.roomy}
          onClick={() => window.print()}
        >
          <IconPrinter size={16} />
        </ActionIcon>
      )}
    </AfterFrame>
  );
}

/** A box over bars picks them: for a finger, which has no Shift, and whoever does not know of it. */
export function BoxDoor({ state: { boxing, setBoxing } }: { state: Pick<BoardState, 'boxing' | 'setBoxing'> }) {
  const turn = (): void => setBoxing(!boxing);
  useCommands([{ id: 'board:box', word: boxWords, keys: 'b', group: 'Board', run: turn }]);
  return (
    <ActionIcon
      aria-label={boxWords}
      aria-pressed={boxing}
      title={`${boxWords}  b, or Shift and drag`}
      variant={boxing ? 'filled' : 'subtle'}
      onClick={turn}
    >
      <IconMarquee2 size={16} />
    </ActionIcon>
  );
}

/** Typed text is searched when the hand rests. */
function BoardSearch({ state: { address, setAddress, found, picks }, onNext }: BoardToolsProps) {
  const field = useRef<HTMLInputElement>(null);
  const asked = address.search ?? '';
  const [text, setText] = useState(asked);
  const [before, setBefore] = useState(asked);
  if (asked !== before) {
    setBefore(asked);
    // Cleared from elsewhere; what is being typed is never taken back.
    if (asked === '') setText('');
  }
  const set = useLatest(setAddress);
  useCommands([
    {
      id: 'board:search',
      word: 'Search the board',
      keys: '/',
      keyOnly: true,
      group: 'Board',
      run: () => field.current?.select(),
    },
  ]);
  useEffect(() => {
    if (text === asked) return;
    const timer = setTimeout(() => set.current({ search: text || undefined, late: undefined }), 180);
    return () => clearTimeout(timer);
  }, [text, asked, set]);
  const at = found?.steps.indexOf(picks.at(-1) ?? -1) ?? -1;
  return (
    <TextInput
      ref={field}
      type="search"
      size="xs"
      w={190}
      aria-label="Search the board"
      placeholder="Order, item, customer, machine"
      leftSection={<IconSearch size={14} />}
      rightSectionWidth={found ? 64 : 24}
      rightSection={
        found ? (
          <span className={classes.found}>{foundWords(at, found.steps.length)}</span>
        ) : (
          <kbd className={classes.keycap}>/</kbd>
        )
      }
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          setText('');
          set.current({ late: undefined });
        }
        if (event.key !== 'Escape' && event.key !== 'Enter') return;
        event.preventDefault();
        event.currentTarget.blur();
        document.querySelector<HTMLElement>('canvas[tabindex]')?.focus();
        if (event.key === 'Enter') onNext();
      }}
    />
  );
}

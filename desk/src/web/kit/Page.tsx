/** Every page's top line: title, what is counted, saved views as tabs, search, one primary action. Then the body. */
import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ViewTabs } from '../views/ViewTabs.tsx';
import { useCommands } from './commands.ts';
import type { View } from './grid/view.ts';
import { useLatest } from './latest.ts';
import classes from './page.module.css';

export interface Primary {
  readonly word: string;
  readonly keys?: string;
  readonly run: () => void;
  /** Why it cannot be done now. */
  readonly barred?: string | undefined;
}

interface PageProps {
  readonly title: ReactNode;
  /** "312 open, 27 late, 4 new since you looked". */
  readonly counted?: ReactNode;
  readonly view?: View;
  readonly searchHint?: string;
  readonly primary?: Primary | undefined;
  /** Further buttons, before the primary one. */
  readonly tools?: ReactNode;
  /** One sentence between the top line and the body: the rule of a list, a plan that is stale. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, counted, view, searchHint = 'Search', primary, tools, note, children }: PageProps) {
  useEffect(() => {
    if (typeof title === 'string') document.title = `${title} · Hotlist`;
  }, [title]);
  useCommands(
    primary
      ? [
          {
            id: 'page:primary',
            word: primary.word,
            ...(primary.keys ? { keys: primary.keys } : {}),
            when: () => primary.barred === undefined,
            run: primary.run,
          },
        ]
      : [],
  );
  return (
    <main className={classes.page}>
      <header className={classes.top}>
        <h1>{title}</h1>
        {counted ? <p className={classes.counted}>{counted}</p> : null}
        {view ? <ViewTabs view={view} /> : null}
        <span className={classes.grow} />
        {view ? <Search key={view.tab.key} view={view} hint={searchHint} /> : null}
        {tools ? <span className={classes.tools}>{tools}</span> : null}
        {primary ? (
          <Button
            className={classes.primary}
            size="xs"
            h={28}
            disabled={primary.barred !== undefined}
            title={primary.barred ?? primary.keys}
            onClick={primary.run}
          >
            {primary.word}
          </Button>
        ) : null}
      </header>
      {note ? <div className={classes.note}>{note}</div> : null}
      <div className={classes.body}>{children}</div>
    </main>
  );
}

/** Typed text is searched when the hand rests; the address bar keeps it. */
function Search({ view, hint }: { view: View; hint: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(view.search);
  useCommands([
    { id: 'page:search', word: hint, keys: '/', keyOnly: true, group: 'List', run: () => field.current?.select() },
  ]);
  const { search, setSearch } = view;
  const set = useLatest(setSearch);
  useEffect(() => {
    if (text === search) return;
    const timer = setTimeout(() => set.current(text), 180);
    return () => clearTimeout(timer);
  }, [text, search, set]);
  return (
    <TextInput
      ref={field}
      type="search"
      className={classes.search}
      size="xs"
      aria-label={hint}
      placeholder={hint}
      leftSection={<IconSearch size={14} />}
      rightSection={text === '' ? <kbd className={classes.key}>/</kbd> : null}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText('');
        if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
          event.preventDefault();
          event.currentTarget.blur();
          document.querySelector<HTMLElement>('[role="grid"] [data-here]')?.focus();
        }
      }}
    />
  );
}

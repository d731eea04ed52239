/** Every page's top line: title, what is counted, saved views as tabs, search, one primary action. Then the body. */
import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
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
        {view ? <Views view={view} /> : null}
        <span className={classes.grow} />
        {view ? <Search key={view.name} view={view} hint={searchHint} /> : null}
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

/** Saved views as tabs; what differs from the one chosen can be saved as another. */
function Views({ view }: { view: View }) {
  return (
    <nav className={classes.views} aria-label="Views" data-noprint>
      {view.names.map((one) => (
        <span key={one.name} className={classes.view} data-chosen={one.name === view.name || undefined}>
          <button
            type="button"
            aria-current={one.name === view.name ? 'true' : undefined}
            onClick={() => view.choose(one.name)}
          >
            {one.name}
            {one.name === view.name && view.changed ? <span title="Changed since it was saved"> •</span> : null}
          </button>
          {one.own && one.name === view.name ? (
            <button
              type="button"
              aria-label={`Delete the view ${one.name}`}
              title="Delete this view"
              onClick={() => view.forget(one.name)}
            >
              <IconX size={12} />
            </button>
          ) : null}
        </span>
      ))}
      <SaveView view={view} />
    </nav>
  );
}

function SaveView({ view }: { view: View }) {
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    view.saveAs(name.trim());
    setName('');
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus returnFocus position="bottom-start">
      <Popover.Target>
        <ActionIcon
          size={24}
          aria-label="Save what is seen as a view"
          title="Save what is seen as a view"
          onClick={() => setOpened(!opened)}
        >
          <IconPlus size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit} style={{ display: 'flex', gap: 8, alignItems: 'end' }}>
          <TextInput
            label="Save what is seen as"
            size="xs"
            maxLength={40}
            value={name}
            onChange={(event) => setName(event.target.value)}
            data-autofocus
          />
          <Button type="submit" h={30}>
            Save
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
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

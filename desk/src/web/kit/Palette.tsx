/** `Ctrl K`: goes anywhere and does anything. Commands come from the registry, things from the search it is given. */
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconArrowRight, IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { PageAddress } from '../paths.ts';
import { keyWords, useAllCommands, useCommands } from './commands.ts';
import { grouped } from './grouped.ts';
import classes from './palette.module.css';

export interface Found {
  readonly name: string;
  readonly words?: string;
  /** "Item", "Customer line". */
  readonly kind: string;
  readonly to: PageAddress;
}
export type LookUp = (text: string) => Promise<readonly Found[]>;

export function Palette({ lookUp }: { lookUp?: LookUp | undefined }) {
  const [text, setText] = useState('');
  useCommands([
    {
      id: 'palette',
      word: 'Go anywhere, do anything',
      keys: 'Ctrl+K',
      keyOnly: true,
      group: 'Everywhere',
      run: () => spotlight.open(),
    },
  ]);
  return (
    <Spotlight.Root
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      classNames={{ actionsGroup: classes.group ?? '' }}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      scrollable
      maxHeight={440}
      size="lg"
    >
      <Spotlight.Search placeholder="Go anywhere, do anything" leftSection={<IconSearch size={16} />} />
      <Actions text={text} lookUp={lookUp} />
    </Spotlight.Root>
  );
}

/** Only where the palette is opened: what can be done changes with all that is drawn. */
function Actions({ text, lookUp }: { text: string; lookUp: LookUp | undefined }) {
  const navigate = useNavigate();
  const found = useFound(text, lookUp);
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = (...texts: readonly (string | undefined)[]) =>
    words.every((word) => texts.join(' ').toLowerCase().includes(word));
  const commands = useAllCommands().filter(
    (command) => !command.keyOnly && (command.when?.() ?? true) && fits(command.word, command.group),
  );
  const groups = grouped(commands, (command) => command.group ?? 'This page');
  return (
    <Spotlight.ActionsList>
      {groups.map(([group, some]) => (
        <Spotlight.ActionsGroup key={group} label={group}>
          {some.slice(0, 12).map((command) => (
            <Spotlight.Action
              key={command.id}
              label={command.word}
              rightSection={command.keys ? <kbd className="dim">{keyWords(command.keys)}</kbd> : null}
              onClick={() => setTimeout(command.run)}
            />
          ))}
        </Spotlight.ActionsGroup>
      ))}
      {found.length > 0 ? (
        <Spotlight.ActionsGroup label="Found">
          {found.map((one) => (
            <Spotlight.Action
              key={`${one.kind}${one.name}`}
              label={one.name}
              description={[one.kind, one.words].filter(Boolean).join(' · ')}
              leftSection={<IconArrowRight size={16} />}
              onClick={() => void navigate({ to: one.to })}
            />
          ))}
        </Spotlight.ActionsGroup>
      ) : null}
      {groups.length === 0 && found.length === 0 ? (
        <Spotlight.Empty>Nothing goes by that name here.</Spotlight.Empty>
      ) : null}
    </Spotlight.ActionsList>
  );
}

function useFound(text: string, lookUp: LookUp | undefined): readonly Found[] {
  const [found, setFound] = useState<{ readonly text: string; readonly some: readonly Found[] }>();
  const wantedText = text.trim();
  const asks = lookUp !== undefined && wantedText.length >= 2;
  useEffect(() => {
    let wanted = true;
    if (!lookUp || !asks) return;
    const timer = setTimeout(() => {
      lookUp(wantedText).then(
        (some) => wanted && setFound({ text: wantedText, some }),
        () => wanted && setFound(undefined),
      );
    }, 150);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [wantedText, asks, lookUp]);
  return asks ? (found?.some ?? []) : [];
}

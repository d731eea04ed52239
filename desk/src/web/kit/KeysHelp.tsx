/** `?`: the keys of this page, as they are registered now. */
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { type Command, keyWords, useAllCommands, useCommands } from './commands.ts';
import { grouped } from './grouped.ts';
import classes from './keys.module.css';

const movement: readonly Command[] = [
  ['↑ ↓ ← →', 'Move by cell'],
  ['Shift+↑↓←→', 'Mark a range'],
  ['Alt+↓', 'Calendar, where a date is typed'],
  ['Ctrl+C', 'Copy to a spreadsheet'],
  ['Ctrl+V', 'Paste from a spreadsheet'],
].map(([keys = '', word = '']) => ({ id: `shown:${keys}`, keys, word, group: 'List', run: () => undefined }));

export function KeysHelp() {
  const [opened, setOpened] = useState(false);
  useCommands([{ id: 'keys', word: 'Keys of this page', keys: '?', group: 'Everywhere', run: () => setOpened(true) }]);
  return (
    <Modal opened={opened} onClose={() => setOpened(false)} title="Keys of this page" size="lg">
      <Keys />
    </Modal>
  );
}

function Keys() {
  const commands = useAllCommands().filter((command) => command.keys !== undefined);
  const withList = commands.some((command) => command.group === 'List') ? [...commands, ...movement] : commands;
  const groups = grouped(withList, (command) => command.group ?? 'This page');
  return (
    <div className={classes.groups}>
      {groups.map(([group, some]) => (
        <section key={group}>
          <h3>{group}</h3>
          <dl>
            {some.map((command) => (
              <div key={command.id}>
                <dt>
                  {command.keys?.split(' ').map((key) => (
                    <kbd key={key}>{keyWords(key)}</kbd>
                  ))}
                </dt>
                <dd>{command.word}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
